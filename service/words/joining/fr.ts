import type { JoiningWords } from './words.ts'

export const fr: JoiningWords = {
  eyebrow: 'Invitation',
  title: 'Avant de commencer',
  intro: organization =>
    `${organization} vous le demande avant la création de votre compte. Cela prend une minute.`,
  terms: {
    heading: 'Conditions d’utilisation',
    read: version => `Lire les conditions (version ${version})`,
    newTab: 's’ouvre dans un nouvel onglet',
    agree: organization => `J’ai lu les conditions d’utilisation de ${organization} et je les accepte.`,
    missing: 'Pour continuer, veuillez accepter les conditions d’utilisation.',
  },
  submit: 'Continuer',
  back: 'Retour à l’invitation',
  note: 'Ces informations rejoindront votre profil une fois votre compte créé. D’ici là, elles ne servent à rien d’autre.',
}
