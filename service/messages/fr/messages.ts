import type { Messages } from '../messages.ts'
import * as admin from './admin.ts'
import * as adminInvitations from './admin-invitations.ts'
import * as invitee from './invitee.ts'
import * as members from './members.ts'

const fields: Messages['fields'] = {
  labels: {
    given_name: 'Prénom',
    family_name: 'Nom de famille',
    name: 'Nom complet',
    nickname: 'Surnom',
    picture: 'Photo',
    phone_number: 'Numéro de téléphone',
  },
  hints: {
    phone: 'Avec l’indicatif du pays, par exemple +33 1 42 60 00 00',
    picture: 'L’adresse d’une image sur le web ; elle commence par https://',
  },
  faults: {
    missing: 'Veuillez remplir ce champ.',
    cannot_be_emptied: 'Ce champ ne peut pas rester vide. Veuillez saisir autre chose à la place.',
    too_long: 'C’est trop long. Veuillez raccourcir.',
    invisible: 'Ce texte contient des caractères invisibles. Veuillez le saisir à nouveau.',
    looks_like_address: 'Cela ressemble à une adresse web. Veuillez mettre une espace après chaque point.',
    not_a_phone_number:
      'Ce n’est pas un numéro avec indicatif du pays. Il commence par + et compte de 7 à 15 chiffres.',
    not_a_picture: 'Ce n’est pas l’adresse d’une image. Elle commence par https://',
  },
  optional: 'facultatif',
}

const frame: Messages['frame'] = {
  formats: 'fr',
  languages: 'Langue',
  nextSteps: 'Comment continuer',
  errorTitle: title => `Erreur : ${title}`,
  toCheck: 'Veuillez vérifier votre saisie',
  toCheckOne: (label, text) => `${label} : ${text}`,
  verySoon: 'dans moins de deux minutes',
}

const mail: Messages['mail'] = {
  greeting: 'Bonjour,',
  target: ({ application, organization }) => `${application} chez ${organization}`,
  linkInstead: 'Si le bouton ne fonctionne pas, ouvrez ce lien :',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter
        ? `${inviter} vous a invité(e) à rejoindre ${target}`
        : `Votre invitation à rejoindre ${target}`,
    invitation: ({ inviter, target }) =>
      inviter
        ? `${inviter} vous a invité(e) à rejoindre ${target}.`
        : `Vous avez été invité(e) à rejoindre ${target}.`,
    writes: inviter => (inviter ? `${inviter} vous écrit :` : 'Avec ce message :'),
    open: 'Ouvrir l’invitation',
    code: ({ page, invitee, code }) =>
      `Le lien ne fonctionne pas ? Rendez-vous sur ${page} et saisissez ${invitee} et ce code : ${code}`,
    validUntil: date => `Cette invitation expire le ${date}.`,
    personal: invitee => `Elle est réservée à ${invitee}. Merci de ne pas transférer ce message.`,
    unexpected: 'Si vous n’attendiez pas cette invitation, vous pouvez ignorer cet e-mail.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} a rejoint ${target}`,
    joined: ({ invitee, target, date }) =>
      `${invitee} a accepté votre invitation à rejoindre ${target} le ${date}.`,
    reason: 'Vous recevez cet e-mail car vous avez demandé à être prévenu(e).',
  },
  password: {
    subject: organization => `Votre compte chez ${organization}`,
    reason: ({ invitee, organization }) =>
      `Vous avez accepté une invitation à rejoindre ${organization}. Un compte existe déjà avec votre adresse (${invitee}), mais cette adresse n’a jamais été confirmée. Choisissez maintenant un nouveau mot de passe : vous serez la seule personne à pouvoir accéder à ce compte.`,
    choose: 'Choisir un nouveau mot de passe',
    next: date => `Ce lien est valable jusqu’au ${date}. Ensuite, rouvrez votre invitation.`,
    unexpected: 'Si vous n’avez accepté aucune invitation, vous pouvez ignorer cet e-mail. Rien ne changera.',
  },
}

export const fr: Messages = { ...admin, ...adminInvitations, ...invitee, ...members, fields, frame, mail }
