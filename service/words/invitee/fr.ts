import type { InviteeWords } from './words.ts'

export const fr: InviteeWords = {
  eyebrow: 'Invitation',
  code: {
    goThere: 'Saisir le code du message',
    title: 'Saisissez votre code',
    intro:
      'Le lien de votre message ne fonctionne pas ? Un code de dix lettres et chiffres se trouve juste en dessous.',
    address: 'Votre adresse e-mail',
    addressHint: 'L’adresse à laquelle vous avez reçu le message',
    label: 'Code',
    hint: example => `Dix lettres et chiffres, par exemple ${example}`,
    submit: 'Ouvrir l’invitation',
    wrong:
      'Cette adresse et ce code n’ouvrent ensemble aucune invitation. Vérifiez les deux, et qu’il s’agit bien du dernier message reçu.',
    note: 'Après cinq essais infructueux, le code ne fonctionne plus. Le lien du message reste valable, et chaque nouveau message apporte un nouveau code.',
  },
}
