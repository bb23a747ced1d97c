import type { InviteeWords } from './words.ts'

const SOMEBODY = 'quien le haya invitado'

export const es: InviteeWords = {
  eyebrow: 'Invitación',
  invitation: {
    title: organization => `Únase a ${organization}`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} le invita` : 'Ha recibido una invitación para'
      const join = inviter ? ' a unirse' : ' unirse'
      return `${who}${join} a ${organization}${application ? ` y usar ${application}` : ''}.`
    },
    writtenBy: inviter => `Escrito por ${inviter ?? 'quien le invita'}`,
    recipient: 'Para',
    roles: 'Sus roles',
    openUntil: 'Válida hasta',
    accept: 'Aceptar la invitación',
    decline: 'Rechazar',
    next: address =>
      address
        ? `A continuación se registra o inicia sesión con ${address}.`
        : 'A continuación, inicie sesión con un código que se envía por SMS al número invitado.',
    unexpected: '¿No esperaba esto? Cierre la página y no ocurrirá nada.',
  },
  link: {
    recipient: domain =>
      domain ? `Cualquier persona con una dirección de ${domain}` : 'Cualquier persona que tenga este enlace',
    address: 'Su correo electrónico',
    rule: domain => `Solo direcciones de ${domain}`,
    otherDomain: domain => `Este enlace es solo para direcciones de ${domain}. Introduzca una de ellas.`,
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
    intro: '¿No funciona el enlace del mensaje? Debajo de él hay un código de diez letras y cifras.',
    address: 'Su correo electrónico',
    addressHint: 'La dirección en la que recibió el mensaje',
    label: 'Código',
    hint: example => `Diez letras y cifras, por ejemplo ${example}`,
    submit: 'Abrir la invitación',
    wrong:
      'Esta dirección y este código no abren juntos ninguna invitación. Compruebe ambos y que se trate del mensaje más reciente.',
    note: 'Tras cinco intentos fallidos, el código deja de servir. El enlace del mensaje sigue funcionando, y cada mensaje nuevo trae un código nuevo.',
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
      text: 'Esta invitación ya se ha aceptado. Ya no la necesita: basta con iniciar sesión.',
      notYou: inviter => `¿No ha sido usted? Avise a ${inviter ?? SOMEBODY}.`,
    },
    expired: {
      title: 'Esta invitación ha caducado',
      text: 'Su plazo ha terminado y nadie la ha usado.',
      next: inviter => `Qué hacer ahora: pida una nueva a ${inviter ?? SOMEBODY}.`,
      orRenew: 'O le enviamos una a la dirección invitada, y a ninguna otra:',
      renew: 'Enviarme una nueva',
    },
    usedUp: {
      title: 'No quedan plazas',
      text: 'Ya se han unido todas las personas para las que se creó este enlace.',
      next: inviter => `Qué hacer ahora: pida una invitación personal a ${inviter ?? SOMEBODY}.`,
    },
    replaced: {
      title: 'Hay una invitación más reciente',
      text: 'Este enlace se ha sustituido. Abra el enlace del último mensaje que haya recibido.',
      next: inviter => `¿No lo encuentra? Pida a ${inviter ?? SOMEBODY} que se lo envíe otra vez.`,
    },
    revoked: {
      title: 'Esta invitación ya no es válida',
      text: 'Se retiró antes de que se aceptara.',
      next: inviter => `¿Cree que es un error? Consulte a ${inviter ?? SOMEBODY}.`,
    },
    declined: {
      title: 'Esta invitación se rechazó',
      text: 'Ya nadie puede unirse con ella.',
      next: inviter =>
        `¿Ha cambiado de opinión o no ha sido usted? Pida otra invitación a ${inviter ?? SOMEBODY}.`,
    },
    unknown: {
      title: 'Este enlace no funciona',
      text: 'Puede que se haya cortado por el camino.',
      next: 'Abra de nuevo el enlace del mensaje o cópielo entero en la barra de direcciones.',
    },
  },
  joined: {
    waitingTitle: 'Ya casi está',
    waiting: organization => `Ya forma parte de ${organization}. Estamos preparando su acceso.`,
    title: 'Ya está dentro',
    granted: (organization, application) =>
      `Le damos la bienvenida a ${organization}. Enseguida continúa${application ? ` en ${application}` : ''}.`,
    late: organization =>
      `Le damos la bienvenida a ${organization}. Su acceso estará listo en breve; no hace falta que espere aquí.`,
    goOn: application => (application ? `Continuar a ${application}` : 'Continuar'),
    declinedTitle: 'Ha rechazado la invitación',
    declined: 'La invitación queda cerrada: ya nadie puede unirse con ella.',
    declinedNext: inviter =>
      `${inviter ?? 'Quien le ha invitado'} puede ver que la ha rechazado y podrá invitarle de nuevo si cambia de opinión.`,
  },
}
