import type { JoiningWords } from './words.ts'

export const en: JoiningWords = {
  eyebrow: 'Invitation',
  title: 'Before you join',
  intro: organization => `${organization} needs this before you get an account. It takes a minute.`,
  terms: {
    heading: 'Terms',
    read: version => `Read the terms (version ${version})`,
    newTab: 'opens in a new tab',
    agree: organization => `I’ve read and agree to the terms of ${organization}.`,
    missing: 'To join, agree to the terms.',
  },
  submit: 'Continue',
  back: 'Back to the invitation',
  note: 'What you enter here becomes part of your profile once you’ve joined. Until then, it isn’t used.',
}
