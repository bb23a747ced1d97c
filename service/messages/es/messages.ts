import type { Messages } from '../messages.ts'
import * as admin from './admin.ts'
import * as adminInvitations from './admin-invitations.ts'
import * as invitee from './invitee.ts'
import * as members from './members.ts'

const fields: Messages['fields'] = {
  labels: {
    given_name: 'Nombre',
    family_name: 'Apellidos',
    name: 'Nombre completo',
    nickname: 'Apodo',
    picture: 'Foto',
    phone_number: 'Número de teléfono',
  },
  hints: {
    phone: 'Con el prefijo del país, por ejemplo +34 910 00 00 00',
    picture: 'La dirección web de una imagen. Empieza por https://',
  },
  faults: {
    missing: 'Rellene este campo.',
    cannot_be_emptied: 'Campo obligatorio. Escriba otra cosa en su lugar.',
    too_long: 'El texto es demasiado largo. Acórtelo.',
    invisible: 'El texto contiene caracteres invisibles. Escríbalo de nuevo.',
    looks_like_address: 'Parece una dirección web. Ponga un espacio después de cada punto.',
    not_a_phone_number: 'Escriba un teléfono con el prefijo del país: + y de 7 a 15 cifras.',
    not_a_picture: 'Escriba la dirección web de una imagen. Empieza por https://',
  },
  optional: 'opcional',
}

const frame: Messages['frame'] = {
  formats: 'es',
  languages: 'Idioma',
  nextSteps: 'Cómo continuar',
  errorTitle: title => `Error: ${title}`,
  toCheck: 'Por favor, revise los datos',
  toCheckOne: (label, text) => `${label}: ${text}`,
  verySoon: 'en menos de dos minutos',
}

const mail: Messages['mail'] = {
  greeting: 'Hola:',
  target: ({ application, organization }) => `${application} en ${organization}`,
  linkInstead: 'Si el botón no funciona, abra este enlace:',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter} le ha invitado a ${target}` : `Su invitación a ${target}`,
    invitation: ({ inviter, target }) =>
      inviter
        ? `${inviter} le ha invitado a unirse a ${target}.`
        : `Ha recibido una invitación para unirse a ${target}.`,
    writes: inviter => (inviter ? `${inviter} escribe:` : 'Con este mensaje:'),
    open: 'Abrir la invitación',
    code: ({ page, invitee, code }) =>
      `¿No funciona el enlace? Vaya a ${page} e introduzca ${invitee} y este código: ${code}`,
    validUntil: date => `Esta invitación caduca el ${date}.`,
    personal: invitee => `Es solo para ${invitee}. No reenvíe este mensaje.`,
    unexpected: 'Si no esperaba esta invitación, puede ignorar este correo.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} se ha unido a ${target}`,
    joined: ({ invitee, target, date }) => `${invitee} aceptó su invitación a ${target} el ${date}.`,
    reason: 'Recibe este correo porque pidió que le avisáramos.',
  },
  password: {
    subject: organization => `Su cuenta en ${organization}`,
    reason: ({ invitee, organization }) =>
      `Ha aceptado una invitación a ${organization}. Ya existe una cuenta con su dirección (${invitee}), pero la dirección nunca se confirmó. Si elige ahora una contraseña nueva, solo usted podrá entrar en esa cuenta.`,
    choose: 'Elegir una contraseña nueva',
    next: date => `Este enlace es válido hasta el ${date}. Después, abra de nuevo su invitación.`,
    unexpected: 'Si no ha aceptado ninguna invitación, puede ignorar este correo. No cambiará nada.',
  },
}

export const es: Messages = { ...admin, ...adminInvitations, ...invitee, ...members, fields, frame, mail }
