import type { JoiningWords } from './words.ts'

export const de: JoiningWords = {
  eyebrow: 'Einladung',
  title: 'Bevor Sie beitreten',
  intro: organization =>
    `${organization} bittet Sie darum, bevor Sie ein Konto erhalten. Es dauert nur eine Minute.`,
  terms: {
    heading: 'Nutzungsbedingungen',
    read: version => `Nutzungsbedingungen lesen (Fassung ${version})`,
    newTab: 'öffnet sich in einem neuen Tab',
    agree: organization =>
      `Ich habe die Nutzungsbedingungen von ${organization} gelesen und stimme ihnen zu.`,
    missing: 'Um beizutreten, stimmen Sie bitte den Nutzungsbedingungen zu.',
  },
  submit: 'Weiter',
  back: 'Zurück zur Einladung',
  note: 'Ihre Angaben kommen in Ihr Profil, sobald Sie beigetreten sind. Bis dahin werden sie für nichts verwendet.',
}
