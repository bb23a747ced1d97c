import type { Messages } from '../messages.ts'

const SOMEBODY = 'la persona que le invitó'
const toMinutes = (minutes: number) => (minutes === 1 ? 'un minuto' : `${minutes} minutos`)

export const invitee: Messages['invitee'] = {
  eyebrow: 'Invitación',
  invitation: {
    title: organization => `Únase a ${organization}`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} le ha invitado` : 'Ha recibido una invitación para'
      const join = inviter ? ' a unirse' : ' unirse'
      return `${who}${join} a ${organization}${application ? ` y usar ${application}` : ''}.`
    },
    writtenBy: inviter => `Escrito por ${inviter ?? 'la persona que le invitó'}`,
    recipient: 'Para',
    roles: 'Sus roles',
    openUntil: 'Caduca',
    accept: 'Aceptar la invitación',
    decline: 'Rechazar',
    next: address =>
      address
        ? `A continuación, regístrese o inicie sesión como ${address}.`
        : 'A continuación, inicie sesión con un código que enviaremos por SMS al número invitado.',
    unexpected: '¿No esperaba esto? Cierre la página. No ocurrirá nada.',
  },
  link: {
    recipient: domain =>
      domain ? `Cualquier persona con una dirección de ${domain}` : 'Cualquier persona con este enlace',
    address: 'Su correo electrónico',
    rule: domain => `Solo direcciones de ${domain}`,
    otherDomain: domain =>
      `Con este enlace solo pueden unirse direcciones de ${domain}. Introduzca una de ellas.`,
    noAddress: example =>
      `Esto no parece una dirección de correo electrónico. Introduzca una como ${example}.`,
    submit: 'Enviarme mi invitación',
    note: 'Enviaremos una invitación personal a esta dirección. Sirve una sola vez, durante una hora y solo para esta dirección.',
  },
  seen: {
    send: address => `Enviar la invitación a ${address}`,
    note: 'Con este enlace por sí solo nadie puede unirse. La dirección invitada recibe un mensaje, y solo el enlace o el código de ese mensaje permite continuar.',
    code: {
      label: 'Código de ese mensaje',
      submit: 'Continuar con este código',
      wrong: 'Ese código no abre esta invitación. Compruebe que sea el del mensaje más reciente.',
    },
    sent: {
      title: 'Revise su correo',
      text: address => `Si esta invitación aún puede enviarse, hay un mensaje en camino a ${address}.`,
      next: 'Abra el enlace del mensaje, o introduzca aquí su código para continuar en esta ventana.',
      note: '¿No ha llegado nada? Mire en la carpeta de correo no deseado, o espere unos minutos, vuelva atrás y envíela de nuevo.',
    },
  },
  code: {
    goThere: 'Introducir el código del mensaje',
    title: 'Introduzca su código',
    intro: '¿No funciona el enlace? Use el código que aparece debajo: diez letras y cifras.',
    address: 'Su correo electrónico',
    addressHint: 'La dirección en la que recibió el mensaje',
    label: 'Código',
    hint: example => `Diez letras y cifras, por ejemplo ${example}`,
    submit: 'Abrir la invitación',
    wrong: 'El correo y el código no coinciden. Compruebe ambos y use el código del mensaje más reciente.',
    note: 'Tras cinco intentos fallidos, el código deja de funcionar. El enlace del mensaje sigue funcionando, y cada mensaje nuevo trae un código nuevo.',
  },
  decline: {
    title: '¿Rechazar esta invitación?',
    text: inviter =>
      `Después ya nadie podrá unirse con ella. ${inviter ?? 'Quien le ha invitado'} podrá ver que la ha rechazado.`,
    submit: 'Sí, rechazar',
  },
  closed: {
    accepted: {
      title: 'Ya se ha unido',
      text: 'Esta invitación ya se ha aceptado. Solo tiene que iniciar sesión.',
      notYou: inviter => `¿No ha sido usted? Avise a ${inviter ?? SOMEBODY}.`,
    },
    expired: {
      title: 'Esta invitación ha caducado',
      text: 'Esta invitación caducó antes de que se aceptara.',
      next: inviter => `Pida una nueva a ${inviter ?? SOMEBODY}.`,
      orRenew: 'O reciba una nueva en la dirección invitada:',
      renew: 'Enviarme una nueva',
    },
    usedUp: {
      title: 'Este enlace está completo',
      text: 'Ya se han usado todas las plazas.',
      next: inviter => `Pida una invitación personal a ${inviter ?? SOMEBODY}.`,
    },
    replaced: {
      title: 'Hay una invitación más reciente',
      text: 'Este enlace se ha sustituido. Abra el enlace del último mensaje que haya recibido.',
      next: inviter => `¿No lo encuentra? Pida a ${inviter ?? SOMEBODY} que se lo envíe otra vez.`,
    },
    revoked: {
      title: 'Esta invitación ya no es válida',
      text: 'Se retiró antes de que se aceptara.',
      next: inviter => `¿Cree que es un error? Póngase en contacto con ${inviter ?? SOMEBODY}.`,
    },
    declined: {
      title: 'Esta invitación se rechazó',
      text: 'Ya nadie puede unirse con ella.',
      next: inviter => `¿Ha cambiado de opinión? Pida otra invitación a ${inviter ?? SOMEBODY}.`,
    },
    unknown: {
      title: 'Este enlace no funciona',
      text: 'Es posible que esté incompleto.',
      next: 'Abra de nuevo el enlace del mensaje o cópielo entero en la barra de direcciones.',
    },
  },
  joined: {
    waitingTitle: 'Ya casi está',
    waiting: organization => `Ya forma parte de ${organization}. Estamos preparando su acceso.`,
    title: 'Ya está dentro',
    granted: (organization, application) =>
      `Le damos la bienvenida a ${organization}. Abriendo ${application ?? 'la página siguiente'}…`,
    late: organization =>
      `Le damos la bienvenida a ${organization}. Su acceso está casi listo. Puede cerrar esta página.`,
    goOn: application => (application ? `Continuar a ${application}` : 'Continuar'),
    declinedTitle: 'Ha rechazado la invitación',
    declined: 'La invitación está cerrada. Ya nadie puede unirse con ella.',
    declinedNext: inviter =>
      `${inviter ?? 'Quien le ha invitado'} puede ver que la ha rechazado y podrá invitarle de nuevo si cambia de opinión.`,
  },
}

export const joining: Messages['joining'] = {
  eyebrow: 'Invitación',
  title: 'Antes de entrar',
  intro: organization =>
    `${organization} necesita estos datos antes de crear su cuenta. Solo lleva un minuto.`,
  terms: {
    heading: 'Condiciones de uso',
    read: version => `Leer las condiciones (versión ${version})`,
    newTab: 'se abre en una pestaña nueva',
    agree: organization => `He leído las condiciones de uso de ${organization} y las acepto.`,
    missing: 'Para continuar, acepte las condiciones de uso.',
  },
  submit: 'Continuar',
  back: 'Volver a la invitación',
  note: 'Estos datos pasarán a su perfil cuando se haya unido. Hasta entonces no se usarán.',
}

export const notices: Messages['notices'] = {
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
      invitation_required: 'Se necesita una invitación',
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
    nothingUsedUp: 'Su invitación no se ha usado. Puede aceptarla ahora o más tarde.',
  },
  notFound: {
    title: 'Esta página no existe',
    text: '¿Ha recibido una invitación? Abra de nuevo su enlace.',
  },
  failure: {
    title: 'Algo ha salido mal',
    text: 'El fallo es nuestro y su invitación no se ha usado. Inténtelo de nuevo en unos minutos.',
    number: requestId => `Si pide ayuda, indique este número: ${requestId}`,
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
    text: 'No podemos acceder a la página de inicio de sesión. Su invitación no se ha usado.',
  },
  elsewhere: {
    title: 'No hemos podido continuar',
    text: 'Este inicio de sesión empezó en otro navegador o ventana, o ya ha terminado.',
    next: '¿Ya se ha unido? Continúe. Si no, abra de nuevo la invitación en el navegador que quiera usar.',
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
    text: '¿Ha recibido una invitación? Abra su enlace para continuar con la cuenta correcta.',
  },
  unexplained: {
    title: 'No ha podido entrar',
    text: 'El motivo ya no está disponible.',
    next: '¿Ha recibido una invitación? Abra de nuevo su enlace.',
  },
  addressTaken: {
    title: 'Revise su correo',
    text: address =>
      `Si este enlace sirve para ${address}, una invitación personal va de camino a esa dirección.`,
    next: 'Abra el enlace de ese mensaje en el plazo de una hora o introduzca el código que contiene.',
    note: '¿No ha llegado nada? Mire en la carpeta de correo no deseado y compruebe la dirección.',
  },
  renewalAsked: {
    title: 'Revise su correo',
    text: 'Si esta invitación se puede renovar, un mensaje nuevo va de camino a la dirección invitada.',
    note: 'Puede pedir una nueva una vez al día. ¿No ha llegado nada? Mire en la carpeta de correo no deseado o pregunte a la persona que le invitó.',
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
