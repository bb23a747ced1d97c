import type { FrameWords } from './words.ts'

export const pt: FrameWords = {
  formats: 'pt-BR',
  languages: 'Idioma',
  nextSteps: 'Como continuar',
  errorTitle: title => `Erro: ${title}`,
  toCheck: 'Por favor, confira os dados',
  toCheckOne: (label, text) => `${label}: ${text}`,
  verySoon: 'em menos de dois minutos',
}
