import type { Messages } from '../messages.ts'

export const members: Messages['members'] = {
  title: 'Su cuenta',
  skip: 'Ir al contenido',
  signOut: 'Cerrar sesión',
  signIn: {
    intro: organization => `Inicie sesión para ver y cambiar lo que ${organization} sabe de usted.`,
    submit: 'Iniciar sesión',
    ended: 'Su sesión se ha cerrado tras un rato sin actividad.',
  },
  profile: {
    heading: 'Su perfil',
    save: 'Guardar',
    saved: 'Sus cambios se han guardado.',
    unchanged: 'No había nada que guardar.',
    nothing: 'Aquí no hay nada que rellenar.',
    ofProvider: provider => `Llega de ${provider} cada vez que inicia sesión. Cámbielo allí.`,
    ofLogin: 'Lo usa para iniciar sesión. No se puede cambiar aquí.',
    alwaysKept: 'Obligatorio',
    emptyPicture: 'Déjelo vacío para usar una imagen predeterminada',
    changedElsewhere: now =>
      now === ''
        ? 'Mientras tanto se ha vaciado en otro lugar.'
        : `Mientras tanto se ha cambiado en otro lugar. Ahora dice: ${now}`,
    conflict:
      'Todavía no se ha guardado nada: una parte se cambió en otro lugar mientras esta página estaba abierta. Guarde de nuevo para conservar lo que ha escrito.',
  },
  failures: {
    busy: 'No se ha guardado nada: hay demasiada actividad en este momento. Inténtelo de nuevo en un minuto.',
    unknown:
      'No hemos podido saber si sus cambios se guardaron. Abra esta página de nuevo en un minuto y compruébelo.',
    refused: 'No se ha guardado nada: el cambio fue rechazado. Consulte a la administración.',
  },
  password: {
    heading: 'Contraseña',
    intro: address => `Enviamos a ${address} un enlace para elegir una contraseña nueva.`,
    submit: 'Enviarme el enlace',
    sent: address => `El enlace para elegir una contraseña nueva va camino de ${address}. Vale una hora.`,
    tooMany: 'Ya ha pedido varios enlaces. Use el último o inténtelo de nuevo dentro de una hora.',
    failed: 'No se ha podido enviar el enlace. Inténtelo de nuevo en unos minutos.',
    ofProvider: provider => `Usted inicia sesión con ${provider}. Cambie allí su contraseña.`,
    none: 'Usted inicia sesión con códigos: no hay contraseña que cambiar.',
    noAddress:
      'Su cuenta no tiene una dirección de correo a la que podamos enviar un enlace. Consulte a la administración.',
  },
  joined: {
    heading: 'Cómo se unió',
    by: (inviter, date) =>
      inviter ? `Invitación de ${inviter}, aceptada el ${date}` : `Miembro desde el ${date}`,
    roles: 'Roles recibidos',
    noRoles: 'No incluía ningún rol.',
    underWay: 'Una parte de su acceso todavía se está preparando.',
    terms: (version, date) => `Aceptó la versión ${version} de las condiciones el ${date}.`,
    nothing: 'No llegó aquí con ninguna invitación nuestra.',
  },
  data: {
    heading: 'Sus datos',
    intro:
      'Un archivo con lo que muestra esta página: su cuenta, su perfil, las invitaciones con las que llegó, sus roles y las condiciones que aceptó.',
    download: 'Descargar mis datos',
  },
  unreachable: {
    title: 'No podemos acceder a su cuenta en este momento',
    text: 'El sistema que guarda las cuentas no responde. No se ha cambiado nada. Inténtelo de nuevo en unos minutos.',
    again: 'Intentarlo de nuevo',
  },
  notIn: {
    title: 'Esta cuenta no tiene acceso',
    text: 'Ha iniciado sesión con una cuenta sin acceso. Si la invitación llegó a otra dirección, use esa.',
    another: 'Usar otra cuenta',
  },
  stopped: {
    title: 'No ha iniciado sesión',
    text: 'El inicio de sesión no se completó, o comenzó en otro navegador.',
    again: 'Iniciar sesión de nuevo',
  },
  formTooOld: {
    title: 'Esta página era demasiado antigua',
    text: 'No se ha cambiado nada. Abra su cuenta de nuevo.',
    back: 'Abrir su cuenta',
  },
  mail: {
    subject: organization => `Una contraseña nueva para ${organization}`,
    intro: organization =>
      `Ha pedido una contraseña nueva para su cuenta en ${organization}. Elíjala con este enlace:`,
    button: 'Elegir una contraseña nueva',
    until: date => `El enlace funciona una vez, hasta el ${date}.`,
    unexpected: 'Si no la ha pedido, puede ignorar este correo. Su contraseña no cambia.',
  },
}
