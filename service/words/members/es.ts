import type { MemberWords } from './words.ts'

export const es: MemberWords = {
  title: 'Mi cuenta',
  skip: 'Ir al contenido',
  signOut: 'Cerrar sesión',
  signIn: {
    intro: organization => `Aquí se puede ver y cambiar lo que ${organization} tiene en el perfil.`,
    submit: 'Iniciar sesión',
    ended: 'La sesión se ha cerrado tras un rato sin actividad.',
  },
  profile: {
    heading: 'Perfil',
    save: 'Guardar',
    saved: 'Los cambios se han guardado.',
    unchanged: 'No había nada que guardar.',
    nothing: 'Aquí no hay nada que rellenar.',
    ofProvider: provider => `Llega de ${provider} en cada inicio de sesión. Hay que cambiarlo allí.`,
    ofLogin: 'Se usa para iniciar sesión. No se puede cambiar aquí.',
    alwaysKept: 'Se puede cambiar, pero no dejar vacío',
    emptyPicture: 'Sin foto se usa una imagen predeterminada',
    changedElsewhere: now =>
      now === ''
        ? 'Mientras tanto se ha vaciado en otro lugar.'
        : `Mientras tanto se ha cambiado en otro lugar. Ahora dice: ${now}`,
    conflict:
      'Todavía no se ha guardado nada: una parte se cambió en otro lugar mientras esta página estaba abierta. Guardar de nuevo conserva lo escrito aquí.',
  },
  failures: {
    busy: 'No se ha guardado nada: hay demasiada actividad. Conviene volver a intentarlo en un minuto.',
    unknown:
      'No hemos podido saber si los cambios se guardaron. Conviene abrir esta página de nuevo en un minuto.',
    refused: 'No se ha guardado nada: el cambio fue rechazado. La administración puede ayudar.',
  },
  password: {
    heading: 'Contraseña',
    intro: address => `Enviamos a ${address} un enlace para elegir una contraseña nueva.`,
    submit: 'Enviar el enlace',
    sent: address => `El enlace para elegir una contraseña nueva va camino de ${address}. Vale una hora.`,
    tooMany:
      'Ya se han pedido varios enlaces. Se puede usar el último o volver a intentarlo dentro de una hora.',
    failed: 'No se ha podido enviar el enlace. Conviene volver a intentarlo en unos minutos.',
    ofProvider: provider => `El inicio de sesión es con ${provider}. La contraseña se cambia allí.`,
    none: 'El inicio de sesión es con códigos: no hay contraseña que cambiar.',
    noAddress:
      'La cuenta no tiene una dirección de correo a la que enviar un enlace. La administración puede ayudar.',
  },
  joined: {
    heading: 'Cómo empezó todo',
    by: (inviter, date) => (inviter ? `Invitación de ${inviter}, aceptada el ${date}` : `Desde el ${date}`),
    roles: 'Roles recibidos',
    noRoles: 'No incluía ningún rol.',
    underWay: 'Una parte todavía se está preparando.',
    terms: (version, date) => `La versión ${version} de las condiciones se aceptó el ${date}.`,
    nothing: 'Esta cuenta no llegó a través de ninguna invitación nuestra.',
  },
  data: {
    heading: 'Sus datos',
    intro:
      'Un archivo con lo que muestra esta página: su cuenta, su perfil, las invitaciones con las que llegó, sus roles y las condiciones que aceptó.',
    download: 'Descargar lo que Guestlist sabe de usted',
  },
  unreachable: {
    title: 'No podemos acceder a la cuenta en este momento',
    text: 'El sistema que guarda las cuentas no responde. No se ha cambiado nada. Conviene volver a intentarlo en unos minutos.',
    again: 'Volver a intentarlo',
  },
  notIn: {
    title: 'Esta cuenta no tiene acceso',
    text: 'La sesión es de una cuenta sin acceso. Si la invitación llegó a otra dirección, hay que usar esa.',
    another: 'Usar otra cuenta',
  },
  stopped: {
    title: 'No hay ninguna sesión abierta',
    text: 'El inicio de sesión no se completó, o comenzó en otro navegador.',
    again: 'Iniciar sesión de nuevo',
  },
  formTooOld: {
    title: 'Esta página era demasiado antigua',
    text: 'No se ha cambiado nada. Hay que abrir la cuenta de nuevo.',
    back: 'Abrir la cuenta',
  },
  mail: {
    subject: organization => `Una contraseña nueva para ${organization}`,
    intro: organization =>
      `Alguien ha pedido una contraseña nueva para esta cuenta en ${organization}. Se elige con este enlace:`,
    button: 'Elegir una contraseña nueva',
    until: date => `El enlace funciona una vez, hasta el ${date}.`,
    unexpected:
      'Si la petición fue de otra persona, basta con ignorar este mensaje: la contraseña no cambia.',
  },
}
