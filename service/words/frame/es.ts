import type { FrameWords } from './words.ts'

export const es: FrameWords = {
  formats: 'es',
  languages: 'Idioma',
  nextSteps: 'Cómo continuar',
  errorTitle: title => `Error: ${title}`,
  toCheck: 'Por favor, revise los datos',
  toCheckOne: (label, text) => `${label}: ${text}`,
  verySoon: 'en menos de dos minutos',
}
