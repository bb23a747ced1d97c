import type { MailWords } from './words.ts'

export const fr: MailWords = {
  greeting: 'Bonjour,',
  target: ({ application, organization }) => `${application} chez ${organization}`,
  linkInstead: 'Si le bouton ne fonctionne pas, ouvrez ce lien :',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter} vous invite à rejoindre ${target}` : `Votre invitation à rejoindre ${target}`,
    invitation: ({ inviter, invitee, target }) =>
      inviter
        ? `${inviter} vous invite (${invitee}) à rejoindre ${target}.`
        : `Vous avez reçu une invitation (${invitee}) à rejoindre ${target}.`,
    writes: inviter => (inviter ? `${inviter} vous écrit :` : 'Avec ce message :'),
    open: 'Ouvrir l’invitation',
    code: ({ page, invitee, code }) =>
      `Si le lien ne s’ouvre pas, rendez-vous sur ${page} et saisissez ${invitee} et ce code : ${code}`,
    validUntil: date => `L’invitation est valable jusqu’au ${date}.`,
    personal: invitee => `Elle est réservée à ${invitee}. Merci de ne pas transférer ce message.`,
    unexpected:
      'Si vous ne vous y attendiez pas, ignorez ce message : sans votre accord, il ne se passe rien, et l’invitation expire d’elle-même.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} a rejoint ${target}`,
    joined: ({ invitee, target, date }) =>
      `${invitee} a accepté votre invitation à rejoindre ${target} le ${date}.`,
    reason: 'Vous recevez ce message parce que vous l’avez demandé en envoyant l’invitation.',
  },
  password: {
    subject: organization => `Votre compte chez ${organization}`,
    reason: ({ invitee, organization }) =>
      `Vous avez accepté une invitation à rejoindre ${organization}. Un compte existe déjà avec votre adresse (${invitee}), mais personne n’a jamais confirmé que cette adresse était la sienne. Si vous choisissez maintenant un nouveau mot de passe, le compte n’appartient plus qu’à vous : tout autre accès prend fin.`,
    choose: 'Choisir un nouveau mot de passe',
    next: date => `C’est possible jusqu’au ${date}. Ensuite, ouvrez de nouveau votre invitation.`,
    unexpected: 'Si vous n’avez accepté aucune invitation, ignorez ce message : rien ne change.',
  },
}
