import type { NoticeWords } from './words.ts'

const toMinutes = (minutes: number) => (minutes === 1 ? 'une minute' : `${minutes} minutes`)

export const fr: NoticeWords = {
  ways: {
    tryAgain: 'Réessayer',
    toInvitation: 'Retour à l’invitation',
    openAgain: 'Rouvrir l’invitation',
    anotherAccount: 'Utiliser un autre compte',
    toApplication: 'Retour à l’application',
    withoutInvitation: 'Continuer sans l’invitation',
    anotherAddress: 'Utiliser une autre adresse',
    signUpAgain: 'S’inscrire à nouveau',
    logInAgain: 'Se reconnecter',
  },
  refusal: {
    titles: {
      invitation_required: 'L’accès se fait sur invitation',
      open_invitation: 'Veuillez ouvrir votre invitation',
      address_mismatch: 'Vous utilisez un autre compte',
      account_unproven: 'Confirmez d’abord votre adresse',
      account_removed: 'Veuillez vous inscrire de nouveau',
      account_needs_person: 'Votre compte doit d’abord être vérifié',
      login_outdated: 'Veuillez vous reconnecter',
      fresh_login_required: 'Connectez-vous à nouveau pour continuer',
      account_check_pending: 'Encore un instant',
      connection_mismatch: 'Veuillez vous connecter autrement',
      handoff_expired: 'Cela a pris un peu trop de temps',
      invitation_replaced: 'Il existe une invitation plus récente',
      invitation_expired: 'Cette invitation a expiré',
      invitation_revoked: 'Cette invitation n’est plus valable',
      invitation_declined: 'Cette invitation a été refusée',
      invitation_used: 'Cette invitation a déjà été utilisée',
      inviter_not_allowed: 'Cette invitation ne peut plus être utilisée',
      account_exists: 'Vous avez déjà un compte',
      service_unavailable: 'Veuillez réessayer dans quelques minutes',
      gate_misconfigured: 'Veuillez réessayer dans quelques minutes',
      event_unreadable: 'Veuillez réessayer dans quelques minutes',
    },
    signedInAs: 'Vous êtes connecté(e) en tant que',
    isFor: 'L’invitation est destinée à',
    nothingUsedUp:
      'Rien n’est perdu : vous pouvez toujours accepter votre invitation, maintenant ou plus tard.',
  },
  notFound: {
    title: 'Cette page n’existe pas',
    text: 'Vous avez reçu une invitation ? Ouvrez de nouveau le lien qu’elle contient.',
  },
  failure: {
    title: 'Un problème est survenu',
    text: 'C’est notre faute, et rien n’est perdu. Veuillez réessayer dans quelques minutes.',
    number: requestId => `Si vous demandez de l’aide, ce numéro indique ce qui s’est passé : ${requestId}`,
  },
  foreignForm: {
    title: 'Cette demande ne vient pas de notre page',
    text: 'Pour accepter une invitation, ouvrez le lien de votre message et appuyez sur le bouton de la page.',
  },
  nothingOpen: {
    title: 'Veuillez rouvrir votre invitation',
    text: 'Cette page n’affiche qu’une invitation ouverte il y a peu de temps.',
    next: 'Ouvrez de nouveau le lien de votre message. Vous pouvez l’ouvrir autant de fois que vous le souhaitez.',
  },
  unreachable: {
    title: 'Veuillez réessayer dans quelques minutes',
    text: 'La connexion est injoignable pour le moment. Rien n’est perdu.',
  },
  elsewhere: {
    title: 'Impossible de continuer à partir d’ici',
    text: 'Cette page termine une connexion commencée dans un autre navigateur ou une autre fenêtre, ou déjà terminée.',
    next: 'Si vous nous avez déjà rejoints, continuez simplement. Sinon, ouvrez le lien de votre invitation dans le navigateur que vous voulez utiliser.',
  },
  stopped: {
    title: 'Vous n’avez pas été connecté(e)',
    text: 'La connexion a été interrompue avant la fin.',
  },
  notJoined: {
    title: 'Votre invitation n’a pas été utilisée',
    text: 'Vous êtes connecté(e), mais votre invitation n’a pas été acceptée avec cette connexion.',
    next: 'Ouvrez de nouveau votre invitation et acceptez-la encore une fois.',
  },
  signedOut: {
    title: 'Vous êtes déconnecté(e)',
    text: 'Vous avez reçu une invitation ? Ouvrez son lien pour continuer avec le compte auquel elle est destinée.',
  },
  unexplained: {
    title: 'L’accès vous a été refusé',
    text: 'Nous n’en connaissons plus la raison.',
    next: 'Vous avez reçu une invitation ? Ouvrez de nouveau le lien qu’elle contient.',
  },
  addressTaken: {
    title: 'Consultez votre messagerie',
    text: address =>
      `Si ce lien est valable pour ${address}, une invitation personnelle est en route vers cette adresse.`,
    next: 'Ouvrez le lien de ce message dans l’heure, ou saisissez le code qui s’y trouve.',
    note: 'Toujours rien après quelques minutes ? Regardez dans les courriers indésirables et vérifiez l’adresse.',
  },
  renewalAsked: {
    title: 'Consultez votre messagerie',
    text: 'Si cette invitation peut être renouvelée, un nouveau message est en route vers l’adresse invitée.',
    note: 'On peut en demander une nouvelle une fois par jour. Toujours rien après quelques minutes ? Regardez dans les courriers indésirables, ou demandez à la personne qui vous a invité(e).',
  },
  tooMany: {
    title: 'Trop de tentatives',
    text: minutes =>
      `Veuillez réessayer dans ${toMinutes(minutes)}. Le lien de votre message, lui, fonctionne toujours.`,
  },
  tooOften: {
    title: 'Veuillez patienter un peu',
    text: minutes =>
      `Ce bouton a été utilisé très souvent. Attendez ${toMinutes(minutes)}, puis ouvrez votre invitation et appuyez une seule fois. Rien n’est perdu.`,
  },
  busy: {
    title: 'Veuillez réessayer dans quelques minutes',
    text: 'Beaucoup de personnes demandent la même chose en ce moment. Rien n’a été envoyé et rien n’est perdu.',
  },
}
