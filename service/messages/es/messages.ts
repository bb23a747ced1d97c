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
    picture: 'La dirección de una imagen en la web; empieza por https://',
  },
  faults: {
    missing: 'Rellene este campo.',
    cannot_be_emptied: 'Este campo no puede quedar vacío. Escriba otra cosa en su lugar.',
    too_long: 'El texto es demasiado largo. Acórtelo.',
    invisible: 'El texto contiene caracteres invisibles. Escríbalo de nuevo.',
    looks_like_address: 'Parece una dirección web. Ponga un espacio después de cada punto.',
    not_a_phone_number: 'No es un número con prefijo de país. Empieza por + y tiene entre 7 y 15 cifras.',
    not_a_picture: 'No es la dirección de una imagen. Empieza por https://',
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
      inviter ? `${inviter} le invita a unirse a ${target}` : `Su invitación para unirse a ${target}`,
    invitation: ({ inviter, target }) =>
      inviter
        ? `${inviter} le invita a unirse a ${target}.`
        : `Ha recibido una invitación para unirse a ${target}.`,
    writes: inviter => (inviter ? `${inviter} escribe:` : 'Con este mensaje:'),
    open: 'Abrir la invitación',
    code: ({ page, invitee, code }) =>
      `Si el enlace no se abre, vaya a ${page} e introduzca ${invitee} y este código: ${code}`,
    validUntil: date => `La invitación es válida hasta el ${date}.`,
    personal: invitee => `Es solo para ${invitee}. No reenvíe este mensaje.`,
    unexpected:
      'Si no esperaba este mensaje, ignórelo: no ocurre nada si no acepta, y la invitación caduca sola.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} se ha unido a ${target}`,
    joined: ({ invitee, target, date }) => `${invitee} aceptó su invitación a ${target} el ${date}.`,
    reason: 'Recibe este mensaje porque lo pidió al enviar la invitación.',
  },
  password: {
    subject: organization => `Su cuenta en ${organization}`,
    reason: ({ invitee, organization }) =>
      `Ha aceptado una invitación a ${organization}. Ya existe una cuenta con su dirección (${invitee}), pero nadie ha confirmado nunca que la dirección sea suya. Si elige ahora una contraseña nueva, la cuenta será solo suya: cualquier otra forma de entrar en ella termina.`,
    choose: 'Elegir una contraseña nueva',
    next: date => `Puede hacerlo hasta el ${date}. Después, abra de nuevo su invitación.`,
    unexpected: 'Si no ha aceptado ninguna invitación, ignore este mensaje: no cambia nada.',
  },
}

export const es: Messages = { ...admin, ...adminInvitations, ...invitee, ...members, fields, frame, mail }
