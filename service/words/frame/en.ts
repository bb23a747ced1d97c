import type { FrameWords } from './words.ts'

export const en: FrameWords = {
  formats: 'en-GB',
  languages: 'Language',
  nextSteps: 'What to do next',
  errorTitle: title => `Error: ${title}`,
  toCheck: 'Check what you entered',
  toCheckOne: (label, text) => `${label}: ${text}`,
  verySoon: 'in less than two minutes',
}
