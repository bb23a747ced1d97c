import type { NoticeWords } from './words.ts'

const toMinutes = (minutes: number) => (minutes === 1 ? 'un minuto' : `${minutes} minutos`)

export const es: NoticeWords = {
  ways: {
    tryAgain: 'Intentar de nuevo',
    toInvitation: 'Volver a la invitación',
    openAgain: 'Abrir de nuevo la invitación',
    anotherAccount: 'Usar otra cuenta',
    toApplication: 'Volver a la aplicación',
    withoutInvitation: 'Continuar sin la invitación',
    anotherAddress: 'Usar otra dirección',
    signUpAgain: 'Registrarse de nuevo',
    logInAgain: 'Iniciar sesión de nuevo',
  },
  refusal: {
    titles: {
      invitation_required: 'Solo se entra con invitación',
      open_invitation: 'Abra su invitación',
      address_mismatch: 'Está usando otra cuenta',
      account_unproven: 'Confirme primero su dirección',
      account_removed: 'Regístrese de nuevo',
      account_needs_person: 'Antes hay que revisar su cuenta',
      login_outdated: 'Inicie sesión de nuevo',
      fresh_login_required: 'Inicie sesión de nuevo para continuar',
      account_check_pending: 'Ya casi está',
      connection_mismatch: 'Inicie sesión de otra manera',
      handoff_expired: 'Ha tardado un poco más de la cuenta',
      invitation_replaced: 'Hay una invitación más reciente',
      invitation_expired: 'Esta invitación ha caducado',
      invitation_revoked: 'Esta invitación ya no es válida',
      invitation_declined: 'Esta invitación se rechazó',
      invitation_used: 'Esta invitación ya se ha usado',
      inviter_not_allowed: 'Esta invitación ya no se puede usar',
      account_exists: 'Ya tiene una cuenta',
      service_unavailable: 'Inténtelo de nuevo en unos minutos',
      gate_misconfigured: 'Inténtelo de nuevo en unos minutos',
      event_unreadable: 'Inténtelo de nuevo en unos minutos',
    },
    signedInAs: 'Ha iniciado sesión como',
    isFor: 'La invitación es para',
    nothingUsedUp: 'No se ha perdido nada: todavía puede aceptar su invitación, ahora o más tarde.',
  },
  notFound: {
    title: 'Esta página no existe',
    text: '¿Ha recibido una invitación? Abra de nuevo su enlace.',
  },
  failure: {
    title: 'Algo ha salido mal',
    text: 'El fallo es nuestro y no se ha perdido nada. Inténtelo de nuevo en unos minutos.',
    number: requestId => `Si pide ayuda, este número indica qué ha ocurrido: ${requestId}`,
  },
  foreignForm: {
    title: 'Esto no viene de una de nuestras páginas',
    text: 'Para aceptar una invitación, abra el enlace del mensaje y pulse el botón de la página.',
  },
  nothingOpen: {
    title: 'Abra de nuevo su invitación',
    text: 'Esta página solo muestra una invitación que se haya abierto hace poco.',
    next: 'Abra de nuevo el enlace del mensaje. Puede abrirlo tantas veces como quiera.',
  },
  unreachable: {
    title: 'Inténtelo de nuevo en unos minutos',
    text: 'Ahora mismo no se puede iniciar sesión. Su invitación sigue siendo válida.',
  },
  elsewhere: {
    title: 'Aquí no se puede continuar',
    text: 'Esta página termina un inicio de sesión que empezó en otro navegador o ventana, o que ya ha terminado.',
    next: 'Si ya se ha unido, simplemente continúe. Si no, abra el enlace de la invitación en el navegador que quiera usar.',
  },
  stopped: {
    title: 'No se ha iniciado la sesión',
    text: 'El inicio de sesión se interrumpió antes de terminar.',
  },
  notJoined: {
    title: 'Su invitación no se ha usado',
    text: 'Ha iniciado sesión, pero con ello no se ha aceptado su invitación.',
    next: 'Abra de nuevo su invitación y acéptela otra vez.',
  },
  signedOut: {
    title: 'Ha cerrado la sesión',
    text: '¿Ha recibido una invitación? Abra su enlace para continuar con la cuenta a la que va dirigida.',
  },
  unexplained: {
    title: 'No se le ha permitido entrar',
    text: 'Ya no conocemos el motivo.',
    next: '¿Ha recibido una invitación? Abra de nuevo su enlace.',
  },
  addressTaken: {
    title: 'Revise su correo',
    text: address =>
      `Si este enlace sirve para ${address}, una invitación personal va de camino a esa dirección.`,
    next: 'Abra el enlace de ese mensaje en el plazo de una hora o introduzca el código que contiene.',
    note: '¿No ha llegado nada tras unos minutos? Mire en la carpeta de correo no deseado y compruebe la dirección.',
  },
  renewalAsked: {
    title: 'Revise su correo',
    text: 'Si esta invitación se puede renovar, un mensaje nuevo va de camino a la dirección invitada.',
    note: 'Se puede pedir una nueva una vez al día. ¿No ha llegado nada tras unos minutos? Mire en la carpeta de correo no deseado o pregunte a quien le haya invitado.',
  },
  tooMany: {
    title: 'Demasiados intentos',
    text: minutes =>
      `Inténtelo de nuevo dentro de ${toMinutes(minutes)}. El enlace del mensaje funciona en todo momento.`,
  },
  tooOften: {
    title: 'Espere un momento',
    text: minutes =>
      `Este botón se ha pulsado muchas veces seguidas. Espere ${toMinutes(minutes)}, abra su invitación y púlselo una sola vez. No se ha perdido nada.`,
  },
  busy: {
    title: 'Inténtelo de nuevo en unos minutos',
    text: 'Muchas personas están pidiendo lo mismo en este momento. No se ha enviado nada, y su enlace sigue igual.',
  },
}
