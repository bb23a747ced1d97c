import type { JoiningWords } from './words.ts'

export const en: JoiningWords = {
  eyebrow: 'Invitation',
  title: 'Before you join',
  intro: organization => `${organization} asks for this before you get an account. It takes a minute.`,
  terms: {
    heading: 'Terms',
    read: version => `Read the terms (version ${version})`,
    newTab: 'opens in a new tab',
    agree: organization => `I have read the terms of ${organization} and agree to them.`,
    missing: 'To join, please agree to the terms.',
  },
  submit: 'Continue',
  back: 'Back to the invitation',
  note: 'What you enter here goes into your profile when you have joined. Until then it is used for nothing.',
}
