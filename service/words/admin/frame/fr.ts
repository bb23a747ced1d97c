import type { AdminFrameWords } from './words.ts'

export const fr: AdminFrameWords = {
  skip: 'Aller au contenu',
  navigation: 'Administration',
  areas: {
    overview: 'Vue d’ensemble',
    invitations: 'Invitations',
    invite: 'Inviter',
    imports: 'Importer',
    gate: 'Accès',
    policy: 'Règles',
    webhooks: 'Webhooks',
    audit: 'Journal',
  },
  signOut: 'Se déconnecter',
  account: 'Connecté en tant que',
  signIn: {
    title: 'Se connecter',
    intro: organization => `Invitez des personnes à rejoindre ${organization} et gérez les invitations.`,
    submit: 'Continuer vers la connexion',
    ended: 'Votre session a pris fin. Rien n’a été modifié.',
  },
  signedOut: {
    title: 'Vous êtes déconnecté',
    text: 'Votre session a pris fin ici et auprès du service de connexion.',
    again: 'Se reconnecter',
  },
  noPermission: {
    title: 'Vous n’avez pas accès à ces pages',
    signedInAs: who => `Vous êtes connecté en tant que ${who}, et ce compte ne peut inviter personne.`,
    ask: 'Demandez à la personne qui administre votre tenant Auth0 le rôle « Inviter » ou « Invitation Administrator », puis reconnectez-vous.',
    another: 'Utiliser un autre compte',
  },
  notSetUp: {
    title: 'L’administration n’est pas configurée',
    text: 'Le service ne connaît aucune application avec laquelle les administrateurs peuvent se connecter.',
    how: 'Déployez les fichiers du tenant, qui contiennent l’application « Guestlist administration », renseignez AUTH0_ADMIN_CLIENT_ID et AUTH0_ADMIN_CLIENT_SECRET avec ses identifiants, puis redémarrez le service.',
  },
  unreachable: {
    title: 'Veuillez réessayer dans quelques minutes',
    text: 'Le tenant ne répond pas : impossible de savoir qui vous êtes et ce que vous pouvez faire. Rien n’a été modifié.',
    again: 'Réessayer',
  },
  elsewhere: {
    title: 'Veuillez vous reconnecter',
    text: 'Cette connexion a été commencée dans un autre navigateur ou une autre fenêtre, ou il y a longtemps, ou elle est déjà terminée.',
  },
  stopped: {
    title: 'Vous n’avez pas été connecté',
    text: 'La connexion a été interrompue avant la fin.',
  },
  notFound: {
    title: 'Cette page n’existe pas',
    text: 'Elle n’existe pas, ou vous n’y avez pas accès.',
  },
  sessionEnded: {
    title: 'Votre session est terminée',
    text: 'Rien n’est perdu et rien n’a été modifié : connectez-vous dans un autre onglet, revenez ici et renvoyez le formulaire.',
    signIn: 'Se connecter dans un autre onglet',
    again: 'Renvoyer',
  },
  formTooOld: {
    title: 'Veuillez renvoyer le formulaire',
    text: 'Il provient d’une page d’une session antérieure, ou d’ailleurs. Rien n’a été modifié.',
    back: 'Retour à la page',
    again: 'Renvoyer',
  },
  notAllowed: {
    title: 'Vous ne pouvez pas faire cela',
    text: permission =>
      `Il manque à votre compte l’autorisation ${permission}. Adressez-vous à la personne qui administre votre tenant Auth0.`,
  },
}
