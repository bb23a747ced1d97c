import type { Messages } from '../messages.ts'

const SOMEBODY = 'la personne qui vous a invité(e)'
const toMinutes = (minutes: number) => (minutes === 1 ? 'une minute' : `${minutes} minutes`)

export const invitee: Messages['invitee'] = {
  eyebrow: 'Invitation',
  invitation: {
    title: organization => `Rejoignez ${organization}`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} vous invite` : 'Vous avez reçu une invitation'
      return `${who} à rejoindre ${organization}${application ? ` et à utiliser ${application}` : ''}.`
    },
    writtenBy: inviter => `Message de ${inviter ?? 'la personne qui vous invite'}`,
    recipient: 'Pour',
    roles: 'Vos rôles',
    openUntil: 'Valable jusqu’au',
    accept: 'Accepter l’invitation',
    decline: 'Refuser',
    next: address =>
      address
        ? `Ensuite, vous créez un compte ou vous vous connectez avec ${address}.`
        : 'Ensuite, vous vous connectez avec un code envoyé par SMS au numéro invité.',
    unexpected: 'Vous ne vous y attendiez pas ? Fermez la page, il ne se passera rien.',
  },
  link: {
    recipient: domain =>
      domain ? `Toute personne ayant une adresse ${domain}` : 'Toute personne ayant ce lien',
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
    intro:
      'Le lien de votre message ne fonctionne pas ? Un code de dix lettres et chiffres figure juste en dessous.',
    address: 'Votre adresse e-mail',
    addressHint: 'L’adresse à laquelle vous avez reçu le message',
    label: 'Code',
    hint: example => `Dix lettres et chiffres, par exemple ${example}`,
    submit: 'Ouvrir l’invitation',
    wrong:
      'Cette adresse et ce code n’ouvrent ensemble aucune invitation. Vérifiez les deux, et qu’il s’agit bien du dernier message reçu.',
    note: 'Après cinq tentatives infructueuses, le code ne fonctionne plus. Le lien du message reste valable, et chaque nouveau message apporte un nouveau code.',
  },
  decline: {
    title: 'Refuser cette invitation ?',
    text: inviter =>
      `Elle ne permettra plus à personne de nous rejoindre. ${inviter ?? 'La personne qui vous a invité(e)'} pourra voir votre refus.`,
    submit: 'Oui, refuser',
  },
  closed: {
    accepted: {
      title: 'Vous nous avez déjà rejoints',
      text: 'Cette invitation a été acceptée. Vous n’en avez plus besoin : il vous suffit de vous connecter.',
      notYou: inviter => `Ce n’était pas vous ? Prévenez ${inviter ?? SOMEBODY}.`,
    },
    expired: {
      title: 'Cette invitation a expiré',
      text: 'Sa durée de validité est passée, et personne ne l’a utilisée.',
      next: inviter => `Pour continuer : demandez-en une nouvelle à ${inviter ?? SOMEBODY}.`,
      orRenew: 'Ou nous en envoyons une à l’adresse invitée, et à aucune autre :',
      renew: 'M’en envoyer une nouvelle',
    },
    usedUp: {
      title: 'Toutes les places sont prises',
      text: 'Toutes les personnes pour lesquelles ce lien était prévu l’ont déjà utilisé.',
      next: inviter => `Pour continuer : demandez une invitation personnelle à ${inviter ?? SOMEBODY}.`,
    },
    replaced: {
      title: 'Il existe une invitation plus récente',
      text: 'Ce lien a été remplacé. Ouvrez le lien du dernier message que vous avez reçu.',
      next: inviter => `Vous ne le trouvez pas ? Demandez à ${inviter ?? SOMEBODY} de vous le renvoyer.`,
    },
    revoked: {
      title: 'Cette invitation n’est plus valable',
      text: 'Elle a été retirée avant d’être acceptée.',
      next: inviter => `Vous pensez qu’il s’agit d’une erreur ? Parlez-en à ${inviter ?? SOMEBODY}.`,
    },
    declined: {
      title: 'Cette invitation a été refusée',
      text: 'Elle ne permet plus à personne de nous rejoindre.',
      next: inviter =>
        `Vous avez changé d’avis, ou ce n’était pas vous ? Demandez une nouvelle invitation à ${inviter ?? SOMEBODY}.`,
    },
    unknown: {
      title: 'Ce lien ne fonctionne pas',
      text: 'Il a peut-être été coupé en chemin.',
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
      `Bienvenue chez ${organization}. Votre accès sera bientôt prêt ; inutile d’attendre ici.`,
    goOn: application => (application ? `Continuer vers ${application}` : 'Continuer'),
    declinedTitle: 'Vous avez refusé',
    declined: 'L’invitation est close : elle ne permet plus à personne de nous rejoindre.',
    declinedNext: inviter =>
      `${inviter ?? 'La personne qui vous a invité(e)'} peut voir votre refus, et vous inviter de nouveau si vous changez d’avis.`,
  },
}

export const joining: Messages['joining'] = {
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
