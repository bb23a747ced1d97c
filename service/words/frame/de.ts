import type { FrameWords } from './words.ts'

export const de: FrameWords = {
  formats: 'de',
  languages: 'Sprache',
  nextSteps: 'So geht es weiter',
  errorTitle: title => `Fehler: ${title}`,
  toCheck: 'Bitte prüfen Sie Ihre Angaben',
  toCheckOne: (label, text) => `${label}: ${text}`,
  verySoon: 'in weniger als zwei Minuten',
}
