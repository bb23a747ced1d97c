import type { FrameWords } from './words.ts'

export const pt: FrameWords = {
  formats: 'pt-BR',
  languages: 'Idioma',
  nextSteps: 'Como continuar',
  errorTitle: title => `Erro: ${title}`,
  verySoon: 'em menos de dois minutos',
}
