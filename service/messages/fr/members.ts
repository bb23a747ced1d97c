import type { Messages } from '../messages.ts'

export const members: Messages['members'] = {
  title: 'Votre compte',
  skip: 'Aller au contenu',
  signOut: 'Se déconnecter',
  signIn: {
    intro: organization => `Connectez-vous pour voir et modifier ce que ${organization} sait de vous.`,
    submit: 'Se connecter',
    ended: 'Vous avez été déconnecté(e) après un moment d’inactivité.',
  },
  profile: {
    heading: 'Votre profil',
    save: 'Enregistrer',
    saved: 'Vos modifications sont enregistrées.',
    unchanged: 'Il n’y avait rien à enregistrer.',
    nothing: 'Il n’y a rien à remplir ici.',
    ofProvider: provider => `Fourni par ${provider} à chaque connexion. Veuillez le modifier là-bas.`,
    ofLogin: 'Vous vous connectez avec cette donnée. Elle ne peut pas être modifiée ici.',
    alwaysKept: 'Obligatoire',
    emptyPicture: 'Laissez vide pour une image par défaut',
    changedElsewhere: now =>
      now === ''
        ? 'Ce champ a été vidé ailleurs entre-temps.'
        : `Ce champ a été modifié ailleurs entre-temps. Sa valeur est maintenant : ${now}`,
    conflict:
      'Rien n’est encore enregistré : une partie a été modifiée ailleurs pendant que cette page était ouverte. Enregistrez à nouveau pour garder votre saisie.',
  },
  failures: {
    busy: 'Rien n’a été enregistré : le service est très sollicité. Veuillez réessayer dans une minute.',
    unknown:
      'Impossible de savoir si vos modifications ont été enregistrées. Veuillez rouvrir cette page dans une minute.',
    refused:
      'Rien n’a été enregistré : la modification a été refusée. Veuillez vous adresser à l’administration.',
  },
  password: {
    heading: 'Mot de passe',
    intro: address => `Nous envoyons à ${address} un lien pour choisir un nouveau mot de passe.`,
    submit: 'Envoyer le lien',
    sent: address =>
      `Un lien pour choisir un nouveau mot de passe est en route vers ${address}. Il est valable une heure.`,
    tooMany:
      'Vous avez déjà demandé plusieurs liens. Veuillez utiliser le dernier ou réessayer dans une heure.',
    failed: 'Le lien n’a pas pu être envoyé. Veuillez réessayer dans quelques minutes.',
    ofProvider: provider =>
      `Vous vous connectez avec ${provider}. C’est là que se modifie votre mot de passe.`,
    none: 'Vous vous connectez avec des codes : il n’y a pas de mot de passe à modifier.',
    noAddress:
      'Votre compte n’a pas d’adresse e-mail où envoyer un lien. Veuillez vous adresser à l’administration.',
  },
  joined: {
    heading: 'Comment vous nous avez rejoints',
    by: (inviter, date) =>
      inviter ? `Sur invitation de ${inviter}, le ${date}` : `Membre depuis le ${date}`,
    roles: 'Rôles reçus',
    noRoles: 'Aucun rôle n’y était associé.',
    underWay: 'Une partie de vos accès est encore en préparation.',
    terms: (version, date) => `Vous avez accepté la version ${version} des conditions le ${date}.`,
    nothing: 'Vous n’êtes pas arrivé(e) ici par l’une de nos invitations.',
  },
  data: {
    heading: 'Vos données',
    intro:
      'Un fichier avec ce que montre cette page : votre compte, votre profil, les invitations qui vous ont amené(e) ici, leurs rôles et les conditions que vous avez acceptées.',
    download: 'Télécharger mes données',
  },
  unreachable: {
    title: 'Votre compte est injoignable pour le moment',
    text: 'Le système qui gère les comptes ne répond pas. Rien n’a été modifié. Veuillez réessayer dans quelques minutes.',
    again: 'Réessayer',
  },
  notIn: {
    title: 'Ce compte n’a pas accès',
    text: 'Vous utilisez un compte sans accès. Si une autre adresse a été invitée, veuillez utiliser celle-là.',
    another: 'Utiliser un autre compte',
  },
  stopped: {
    title: 'Vous n’êtes pas connecté(e)',
    text: 'La connexion n’a pas abouti, ou elle a commencé dans un autre navigateur.',
    again: 'Se connecter à nouveau',
  },
  formTooOld: {
    title: 'Cette page était trop ancienne',
    text: 'Rien n’a été modifié. Veuillez rouvrir votre compte.',
    back: 'Ouvrir votre compte',
  },
  mail: {
    subject: organization => `Un nouveau mot de passe pour ${organization}`,
    intro: organization =>
      `Vous avez demandé un nouveau mot de passe pour votre compte chez ${organization}. Choisissez-le avec ce lien :`,
    button: 'Choisir un nouveau mot de passe',
    until: date => `Le lien fonctionne une seule fois, jusqu’au ${date}.`,
    unexpected:
      'Si vous n’avez rien demandé, vous pouvez ignorer cet e-mail. Votre mot de passe reste inchangé.',
  },
}
