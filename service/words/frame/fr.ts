import type { FrameWords } from './words.ts'

export const fr: FrameWords = {
  formats: 'fr',
  languages: 'Langue',
  nextSteps: 'Comment continuer',
  errorTitle: title => `Erreur : ${title}`,
  toCheck: 'Veuillez vérifier votre saisie',
  toCheckOne: (label, text) => `${label} : ${text}`,
  verySoon: 'dans moins de deux minutes',
}
