import type { OverviewWords } from './words.ts'

export const fr: OverviewWords = {
  title: 'Vue d’ensemble',
  all: 'Toutes les invitations de ce tenant.',
  own: 'Vos propres invitations. Qui administre le tenant les voit toutes.',
  range: 'Période',
  days: count => `${count} jours`,
  attention: {
    title: 'À surveiller',
    none: 'Rien ne demande votre attention.',
    reason: codes => `Motif : ${codes}`,
    atLeast: count => `${count} ou plus`,
    unsent: {
      title: count => `Invitations non envoyées : ${count}`,
      text: 'Le service de messagerie ne les a pas prises. Vérifiez l’adresse, puis renvoyez-les.',
    },
    mailRefused: {
      title: count => `Les e-mails ne partent pas. En attente : ${count}`,
      text: 'Le fournisseur n’accepte aucun message de ce service. Vérifiez la clé API, l’expéditeur et le crédit.',
    },
    delayed: {
      title: count => `Messages en retard : ${count}`,
      text: 'Ils n’ont pas encore pu être remis ; de nouveaux essais ont lieu d’eux-mêmes.',
    },
    bounced: {
      title: count => `Messages revenus : ${count}`,
      text: 'Selon le fournisseur, la boîte n’existe pas ou n’accepte pas de message. Vérifiez l’adresse et renvoyez.',
    },
    ungranted: {
      title: count => `Personnes arrivées sans tout recevoir : ${count}`,
      text: 'Des rôles ou permissions n’ont pas pu être donnés. Dès que le tenant les a, la prochaine connexion les donne.',
    },
    limitOwn: {
      title: 'Votre quota du jour est épuisé',
      text: until => `Vous pourrez de nouveau inviter à partir de : ${until}.`,
    },
    limitTenant: {
      title: 'Le quota du jour de tout le tenant est épuisé',
      text: until => `Personne ne peut inviter avant : ${until}.`,
    },
    limitOthers: {
      title: count => `Personnes dont le quota du jour est épuisé : ${count}`,
      text: 'Les règles disent combien d’invitations on peut envoyer par jour.',
    },
    webhooks: {
      title: count => `Webhooks abandonnés ces 7 derniers jours : ${count}`,
      text: 'Les destinataires ne les ont pas acceptés. Renvoyez-les dès qu’ils le peuvent.',
    },
    gateOpen: { title: 'L’accès est ouvert', text: 'Tout le monde peut entrer, avec ou sans invitation.' },
    gateObserves: {
      title: 'L’accès est seulement observé',
      text: 'Personne n’est encore refusé. Regardez qui le serait avant de le fermer.',
    },
    setup: {
      title: 'Quelque chose ne va pas dans l’installation de Guestlist',
      text: 'La personne qui exploite le service peut y remédier ; « npm run doctor » en vérifie davantage.',
    },
    gateDiffers: {
      title: 'Les Actions et le service ont des règles d’accès différentes',
      text: 'Les Actions du tenant ont été construites avec d’autres réglages. Déployez-les de nouveau ou démarrez le service avec le même fichier.',
    },
    unknownRoles: {
      title: 'Les règles nomment des rôles que le tenant n’a pas',
      text: 'Personne ne peut les donner. Corrigez le fichier des règles ou créez les rôles.',
    },
    tenantSilent: {
      title: 'Le tenant ne répond pas',
      text: 'Tout n’a donc pas pu être vérifié. Les chiffres ci-dessous sont complets.',
    },
    show: 'Afficher',
  },
  counts: {
    invited: 'Invités',
    sent: 'Envoyées ou remises',
    delivered: 'Distribuées',
    bounced: 'Revenues',
    opened: 'Ouvertes',
    accepted: 'Acceptées',
  },
  acceptance: 'Acceptation',
  overTime: {
    title: 'Invitations dans le temps',
    perDay: 'Par jour de création (UTC).',
    perWeek: 'Par semaine de création (UTC).',
  },
  day: 'Jour',
  week: 'Semaine',
  funnel: {
    title: 'De l’invitation à l’adhésion',
    note: 'Ouverte : quelqu’un a appuyé sur Accepter. Les distributions comptent si le fournisseur les signale.',
    step: 'Étape',
  },
  notReported: 'non signalé',
  times: {
    title: 'Délai d’acceptation',
    median: time => `Médiane : ${time}.`,
    middleHalf: (first, third) => `La moitié centrale a mis entre ${first} et ${third}.`,
    under: time => `Moins de ${time}`,
    over: time => `Plus de ${time}`,
    time: 'Délai',
    empty: 'Personne n’a accepté d’invitation de cette période.',
  },
  roles: {
    title: 'Par rôle',
    note: 'Une invitation à plusieurs rôles compte dans chacun.',
    role: 'Rôle',
    empty: 'Aucune invitation de cette période ne donne de rôle.',
  },
  inviters: { title: 'Par personne qui invite', note: 'Celles qui invitent le plus.', inviter: 'Invité par' },
  partOf: (part, whole) => `${part} sur ${whole}`,
  numbers: 'Afficher les chiffres',
  empty: 'Aucune invitation dans cette période.',
  basis: 'Invitations personnelles, y compris celles envoyées par des liens partagés.',
}
