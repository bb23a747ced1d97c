import type { InviteeWords } from './words.ts'

const SOMEBODY = 'la personne qui vous a invité(e)'

export const fr: InviteeWords = {
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
