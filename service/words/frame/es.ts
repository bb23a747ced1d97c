import type { FrameWords } from './words.ts'

export const es: FrameWords = {
  formats: 'es',
  languages: 'Idioma',
  nextSteps: 'Cómo continuar',
  errorTitle: title => `Error: ${title}`,
  verySoon: 'en menos de dos minutos',
}
