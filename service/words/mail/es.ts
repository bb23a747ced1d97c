import type { MailWords } from './words.ts'

export const es: MailWords = {
  greeting: 'Hola:',
  target: ({ application, organization }) => `${application} en ${organization}`,
  linkInstead: 'Si el botón no funciona, abra este enlace:',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter} le invita a unirse a ${target}` : `Su invitación para unirse a ${target}`,
    invitation: ({ inviter, invitee, target }) =>
      inviter
        ? `${inviter} le invita (${invitee}) a unirse a ${target}.`
        : `Ha recibido una invitación (${invitee}) para unirse a ${target}.`,
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
