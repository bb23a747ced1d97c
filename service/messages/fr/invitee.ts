import type { Messages } from '../messages.ts'

const SOMEBODY = 'la personne qui vous a invité(e)'
const toMinutes = (minutes: number) => (minutes === 1 ? 'une minute' : `${minutes} minutes`)

export const invitee: Messages['invitee'] = {
  eyebrow: 'Invitation',
  invitation: {
    title: organization => `Rejoignez ${organization}`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} vous a invité(e)` : 'Vous avez été invité(e)'
      return `${who} à rejoindre ${organization}${application ? ` et à utiliser ${application}` : ''}.`
    },
    writtenBy: inviter => `Message de ${inviter ?? 'la personne qui vous a invité(e)'}`,
    recipient: 'Pour',
    roles: 'Vos rôles',
    openUntil: 'Expire le',
    accept: 'Accepter l’invitation',
    decline: 'Refuser',
    next: address =>
      address
        ? `Ensuite, inscrivez-vous ou connectez-vous avec ${address}.`
        : 'Ensuite, connectez-vous avec un code envoyé par SMS au numéro invité.',
    unexpected: 'Vous ne vous y attendiez pas ? Fermez simplement la page. Il ne se passera rien.',
  },
  link: {
    recipient: domain =>
      domain ? `Toute personne ayant une adresse ${domain}` : 'Toute personne disposant de ce lien',
    address: 'Votre adresse e-mail',
    rule: domain => `Uniquement les adresses ${domain}`,
    otherDomain: domain => `Ce lien est réservé aux adresses ${domain}. Veuillez en saisir une.`,
    noAddress: example =>
      `Cela ne ressemble pas à une adresse e-mail. Veuillez en saisir une comme ${example}.`,
    submit: 'M’envoyer mon invitation',
    note: 'Nous envoyons une invitation personnelle à cette adresse. Elle est valable une seule fois, pendant une heure, et pour cette adresse uniquement.',
  },
  seen: {
    send: address => `Envoyer l’invitation à ${address}`,
    note: 'Ce lien seul ne permet à personne de rejoindre. L’adresse invitée reçoit un message, et seul le lien ou le code qu’il contient permet de continuer.',
    code: {
      label: 'Code de ce message',
      submit: 'Continuer avec ce code',
      wrong: 'Ce code n’ouvre pas cette invitation. Vérifiez qu’il provient du dernier message reçu.',
    },
    sent: {
      title: 'Consultez votre boîte de réception',
      text: address =>
        `Si cette invitation peut encore être envoyée, un message est en route vers ${address}.`,
      next: 'Ouvrez le lien qu’il contient, ou saisissez ici son code pour continuer dans cette fenêtre.',
      note: 'Rien reçu ? Regardez dans les courriers indésirables, ou attendez quelques minutes, revenez en arrière et renvoyez-la.',
    },
  },
  code: {
    goThere: 'Saisir le code du message',
    title: 'Saisissez votre code',
    intro: 'Le lien ne fonctionne pas ? Utilisez le code indiqué en dessous : dix lettres et chiffres.',
    address: 'Votre adresse e-mail',
    addressHint: 'L’adresse à laquelle vous avez reçu le message',
    label: 'Code',
    hint: example => `Dix lettres et chiffres, par exemple ${example}`,
    submit: 'Ouvrir l’invitation',
    wrong:
      'L’adresse e-mail et le code ne correspondent pas. Vérifiez les deux et utilisez le code du dernier message reçu.',
    note: 'Après cinq tentatives infructueuses, le code ne fonctionne plus. Le lien du message reste valable, et chaque nouveau message apporte un nouveau code.',
  },
  decline: {
    title: 'Refuser cette invitation ?',
    text: inviter =>
      `Plus personne ne pourra l’utiliser. ${inviter ?? 'La personne qui vous a invité(e)'} pourra voir votre refus.`,
    submit: 'Oui, refuser',
  },
  closed: {
    accepted: {
      title: 'Vous avez déjà accepté',
      text: 'Cette invitation a été acceptée. Il vous suffit de vous connecter.',
      notYou: inviter => `Ce n’était pas vous ? Prévenez ${inviter ?? SOMEBODY}.`,
    },
    expired: {
      title: 'Cette invitation a expiré',
      text: 'Cette invitation a expiré avant d’être acceptée.',
      next: inviter => `Demandez-en une nouvelle à ${inviter ?? SOMEBODY}.`,
      orRenew: 'Ou faites-en envoyer une nouvelle à l’adresse invitée :',
      renew: 'M’en envoyer une nouvelle',
    },
    usedUp: {
      title: 'Ce lien est complet',
      text: 'Toutes les places sont prises.',
      next: inviter => `Demandez une invitation personnelle à ${inviter ?? SOMEBODY}.`,
    },
    replaced: {
      title: 'Il existe une invitation plus récente',
      text: 'Ce lien a été remplacé. Ouvrez le lien du dernier message que vous avez reçu.',
      next: inviter => `Vous ne le trouvez pas ? Demandez à ${inviter ?? SOMEBODY} de vous le renvoyer.`,
    },
    revoked: {
      title: 'Cette invitation n’est plus valable',
      text: 'Elle a été retirée avant d’être acceptée.',
      next: inviter => `Vous pensez que c’est une erreur ? Contactez ${inviter ?? SOMEBODY}.`,
    },
    declined: {
      title: 'Cette invitation a été refusée',
      text: 'Plus personne ne peut l’utiliser.',
      next: inviter => `Vous avez changé d’avis ? Demandez une nouvelle invitation à ${inviter ?? SOMEBODY}.`,
    },
    unknown: {
      title: 'Ce lien ne fonctionne pas',
      text: 'Il est peut-être incomplet.',
      next: 'Ouvrez de nouveau le lien de votre message, ou copiez-le en entier dans la barre d’adresse.',
    },
  },
  joined: {
    waitingTitle: 'Encore un instant',
    waiting: organization => `Vous avez rejoint ${organization}. Nous préparons votre accès.`,
    title: 'C’est fait',
    granted: (organization, application) =>
      `Bienvenue chez ${organization}. Redirection ${application ? `vers ${application}` : 'en cours'}…`,
    late: organization =>
      `Bienvenue chez ${organization}. Votre accès est presque prêt. Vous pouvez fermer cette page.`,
    goOn: application => (application ? `Continuer vers ${application}` : 'Continuer'),
    declinedTitle: 'Vous avez refusé',
    declined: 'L’invitation est close. Elle n’est plus utilisable.',
    declinedNext: inviter =>
      `${inviter ?? 'La personne qui vous a invité(e)'} peut voir votre refus, et vous inviter de nouveau si vous changez d’avis.`,
  },
}

export const joining: Messages['joining'] = {
  eyebrow: 'Invitation',
  title: 'Avant de commencer',
  intro: organization =>
    `${organization} a besoin de ces informations avant de créer votre compte. Cela prend une minute.`,
  terms: {
    heading: 'Conditions d’utilisation',
    read: version => `Lire les conditions (version ${version})`,
    newTab: 's’ouvre dans un nouvel onglet',
    agree: organization => `J’ai lu les conditions d’utilisation de ${organization} et je les accepte.`,
    missing: 'Pour continuer, veuillez accepter les conditions d’utilisation.',
  },
  submit: 'Continuer',
  back: 'Retour à l’invitation',
  note: 'Ces informations seront ajoutées à votre profil une fois l’inscription terminée. D’ici là, elles ne sont pas utilisées.',
}

export const notices: Messages['notices'] = {
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
      invitation_required: 'Invitation requise',
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
    nothingUsedUp: 'Votre invitation n’a pas été utilisée. Vous pouvez l’accepter maintenant ou plus tard.',
  },
  notFound: {
    title: 'Cette page n’existe pas',
    text: 'Vous avez reçu une invitation ? Ouvrez de nouveau le lien qu’elle contient.',
  },
  failure: {
    title: 'Un problème est survenu',
    text: 'Le problème vient de chez nous, et votre invitation n’a pas été utilisée. Veuillez réessayer dans quelques minutes.',
    number: requestId => `Si vous demandez de l’aide, indiquez ce numéro : ${requestId}`,
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
    text: 'La page de connexion est injoignable pour le moment. Votre invitation n’a pas été utilisée.',
  },
  elsewhere: {
    title: 'Impossible de continuer',
    text: 'Cette connexion a été commencée dans un autre navigateur ou une autre fenêtre, ou elle est déjà terminée.',
    next: 'Déjà membre ? Continuez. Sinon, rouvrez votre invitation dans le navigateur que vous voulez utiliser.',
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
    text: 'Vous avez reçu une invitation ? Ouvrez son lien pour continuer avec le bon compte.',
  },
  unexplained: {
    title: 'L’accès vous a été refusé',
    text: 'La raison n’est plus disponible.',
    next: 'Vous avez reçu une invitation ? Ouvrez de nouveau le lien qu’elle contient.',
  },
  addressTaken: {
    title: 'Consultez votre messagerie',
    text: address =>
      `Si ce lien est valable pour ${address}, une invitation personnelle est en route vers cette adresse.`,
    next: 'Ouvrez le lien de ce message dans l’heure, ou saisissez le code qui s’y trouve.',
    note: 'Rien reçu ? Regardez dans les courriers indésirables et vérifiez l’adresse.',
  },
  renewalAsked: {
    title: 'Consultez votre messagerie',
    text: 'Si cette invitation peut être renouvelée, un nouveau message est en route vers l’adresse invitée.',
    note: 'Vous pouvez en demander une nouvelle une fois par jour. Rien reçu ? Regardez dans les courriers indésirables, ou demandez à la personne qui vous a invité(e).',
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
