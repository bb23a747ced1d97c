import type { FrameWords } from './words.ts'

export const de: FrameWords = {
  formats: 'de',
  languages: 'Sprache',
  nextSteps: 'So geht es weiter',
  errorTitle: title => `Fehler: ${title}`,
  verySoon: 'in weniger als zwei Minuten',
}
