import type { OverviewWords } from './words.ts'

export const es: OverviewWords = {
  title: 'Resumen',
  all: 'Todas las invitaciones de este tenant.',
  own: 'Sus propias invitaciones. Quien administra el tenant las ve todas.',
  range: 'Período',
  days: count => `${count} días`,
  attention: {
    title: 'Requiere atención',
    none: 'No hay nada que requiera su atención.',
    reason: codes => `Motivo: ${codes}`,
    atLeast: count => `${count} o más`,
    unsent: {
      title: count => `Invitaciones que no se pudieron enviar: ${count}`,
      text: 'El proveedor de correo no las aceptó. Revise la dirección y envíelas de nuevo.',
    },
    mailRefused: {
      title: count => `El correo no sale. En espera: ${count}`,
      text: 'El proveedor no acepta mensajes de este servicio. Revise la clave de API, el remitente y el crédito.',
    },
    delayed: {
      title: count => `Mensajes con retraso: ${count}`,
      text: 'Aún no se pudieron entregar al proveedor; se reintenta automáticamente.',
    },
    bounced: {
      title: count => `Mensajes devueltos: ${count}`,
      text: 'Según el proveedor, el buzón no existe o no acepta correo. Revise la dirección y envíe de nuevo.',
    },
    ungranted: {
      title: count => `Personas que entraron sin recibir todo: ${count}`,
      text: 'No se pudieron dar roles o permisos. Cuando el tenant los tenga, el próximo inicio de sesión los dará.',
    },
    limitOwn: {
      title: 'Su cupo de hoy está agotado',
      text: until => `Podrá invitar de nuevo a partir de: ${until}.`,
    },
    limitTenant: {
      title: 'El cupo de hoy de todo el tenant está agotado',
      text: until => `Nadie puede invitar antes de: ${until}.`,
    },
    limitOthers: {
      title: count => `Personas con el cupo de hoy agotado: ${count}`,
      text: 'Las reglas indican cuántas invitaciones se pueden enviar al día.',
    },
    webhooks: {
      title: count => `Webhooks abandonados en los últimos 7 días: ${count}`,
      text: 'Los receptores no los aceptaron. Cuando lo hagan, envíelos de nuevo.',
    },
    gateOpen: { title: 'El acceso está abierto', text: 'Cualquiera puede entrar, con o sin invitación.' },
    gateObserves: {
      title: 'El acceso solo se observa',
      text: 'Todavía no se rechaza a nadie. Vea a quién se rechazaría antes de cerrarlo.',
    },
    setup: {
      title: 'Algo no está bien en la configuración de Guestlist',
      text: 'Puede arreglarlo quien administra el servicio; «npm run doctor» comprueba aún más.',
    },
    gateDiffers: {
      title: 'Las Actions y el servicio tienen reglas de acceso distintas',
      text: 'Las Actions del tenant se construyeron con otros ajustes. Despliéguelas de nuevo o inicie el servicio con el mismo archivo.',
    },
    unknownRoles: {
      title: 'Las reglas nombran roles que el tenant no tiene',
      text: 'Nadie puede darlos. Corrija el archivo de reglas o cree los roles.',
    },
    tenantSilent: {
      title: 'El tenant no responde',
      text: 'Por eso no se pudo comprobar todo. Las cifras de abajo están completas.',
    },
    show: 'Mostrar',
  },
  counts: {
    invited: 'Invitadas',
    sent: 'Enviadas o entregadas',
    delivered: 'Recibidas',
    bounced: 'Devueltas',
    opened: 'Abiertas',
    accepted: 'Aceptadas',
  },
  acceptance: 'Aceptación',
  overTime: {
    title: 'Invitaciones en el tiempo',
    perDay: 'Por día de creación (UTC).',
    perWeek: 'Por semana de creación (UTC).',
  },
  day: 'Día',
  week: 'Semana',
  funnel: {
    title: 'De la invitación a la incorporación',
    note: 'Abierta significa que alguien pulsó Aceptar. Las recibidas cuentan si el proveedor las comunica.',
    step: 'Paso',
  },
  notReported: 'sin datos',
  times: {
    title: 'Tiempo hasta la aceptación',
    median: time => `Mediana: ${time}.`,
    middleHalf: (first, third) => `La mitad central tardó entre ${first} y ${third}.`,
    under: time => `Menos de ${time}`,
    over: time => `Más de ${time}`,
    time: 'Tiempo',
    empty: 'Nadie ha aceptado una invitación de este período.',
  },
  roles: {
    title: 'Por rol',
    note: 'Una invitación con varios roles cuenta en cada uno.',
    role: 'Rol',
    empty: 'Ninguna invitación de este período da un rol.',
  },
  inviters: { title: 'Por quien invita', note: 'Quienes más invitan.', inviter: 'Invitó' },
  partOf: (part, whole) => `${part} de ${whole}`,
  numbers: 'Mostrar las cifras',
  empty: 'No hay invitaciones en este período.',
  basis: 'Invitaciones personales, también las que enviaron enlaces compartidos.',
}
