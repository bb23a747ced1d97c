import type { InviteeWords } from './words.ts'

export const de: InviteeWords = {
  eyebrow: 'Einladung',
  code: {
    goThere: 'Code aus der Nachricht eingeben',
    title: 'Geben Sie Ihren Code ein',
    intro:
      'Der Link in Ihrer Nachricht funktioniert nicht? Darunter steht ein Code aus zehn Buchstaben und Ziffern.',
    address: 'Ihre E-Mail-Adresse',
    addressHint: 'Die Adresse, an die die Nachricht ging',
    label: 'Code',
    hint: example => `Zehn Buchstaben und Ziffern, zum Beispiel ${example}`,
    submit: 'Einladung öffnen',
    wrong:
      'Diese Adresse und dieser Code öffnen zusammen keine Einladung. Bitte prüfen Sie beides, und ob es die neueste Nachricht ist.',
    note: 'Nach fünf falschen Versuchen gilt ein Code nicht mehr. Der Link in der Nachricht gilt weiter, und jede neue Nachricht bringt einen neuen Code.',
  },
}
