import type { AdminInviteWords } from './words.ts'

export const es: AdminInviteWords = {
  title: 'Invitar a personas',
  lead: 'Cada persona recibe su propia invitación.',
  kind: '¿Qué tipo de invitación?',
  kinds: {
    personal: { name: 'Personal', text: 'Una invitación por dirección' },
    shared: { name: 'Enlace compartido', text: 'Un enlace que pueden usar varias personas' },
    domain: { name: 'Enlace de dominio', text: 'Un enlace para direcciones de un dominio' },
  },
  addresses: '¿A quién invita?',
  addressesHint:
    'Direcciones, una por línea o separadas por comas; también «Nombre <dirección>». Los teléfonos empiezan por +.',
  remove: address => `Quitar ${address}`,
  domain: 'Dominio',
  domainHint: 'Por ejemplo, example.com',
  maxUses: '¿Cuántas personas?',
  roles: 'Roles',
  rolesHint: 'Lo que reciben al unirse.',
  noRoles: 'No hay roles que pueda conceder. Las invitaciones sin roles dan acceso.',
  application: 'Aplicación',
  noApplication: 'Ninguna en particular',
  delivery: '¿Cómo llega?',
  byMail: 'Por correo',
  byMailText: 'La enviamos; nadie más ve el enlace',
  byLink: 'Como enlace',
  byLinkText: 'Usted lo entrega; su página envía el mensaje a la dirección',
  language: 'Idioma',
  message: 'Unas palabras suyas',
  messageHint: 'Texto sin direcciones web, hasta 500 caracteres. Opcional.',
  lifetime: 'Válida durante',
  more: 'Más opciones',
  onLive: 'Si hay una invitación abierta',
  onLiveChoices: {
    refuse: 'Dejarla como está',
    replace: 'Sustituirla por esta',
    extend: 'Darle más tiempo',
  },
  notify: 'Escribirme cuando alguien se una',
  advanced: {
    title: 'Avanzado',
    externalId: { label: 'Id externo', hint: 'Su propio id, por ejemplo del CRM. Se puede buscar por él.' },
    resultUrl: {
      label: 'Adónde van después de unirse',
      hint: origins => `Una dirección completa en: ${origins}`,
    },
    connection: {
      label: 'Conexión',
      hint: 'Nombre de la única conexión con la que pueden unirse. Vacío: cualquiera.',
    },
    onExistingUser: 'Quien ya tiene una cuenta',
    onExistingUserChoices: { add: 'Recibe lo que da la invitación', refuse: 'No entra con ella' },
    permissions: {
      label: 'Permisos',
      hint: 'Uno por línea: el identificador de una API, un espacio y el permiso.',
    },
    keys: keys => `Un objeto JSON con algunas de estas claves: ${keys}. Lo que el usuario ya tiene se queda.`,
    allKeys: 'Un objeto JSON, como {"plan": "pro"}. Lo que el usuario ya tiene se queda.',
    unsafeNumber: key =>
      `El número de «${key}» no se puede conservar tal cual. Escríbalo como texto, entre comillas.`,
    faults: {
      app_metadata: 'Esto no es un objeto JSON, como {"plan": "pro"}.',
      user_metadata: 'Esto no es un objeto JSON, como {"plan": "pro"}.',
      permissions: 'Escriba en cada línea el identificador de una API, un espacio y un permiso.',
      result_url: 'Escriba una dirección completa que empiece por https://.',
      connection: 'Solo letras, dígitos, «-» y «_».',
      external_id: 'Es demasiado largo.',
    },
  },
  preview: 'Vista previa del correo',
  previewButton: 'Mostrar la vista previa',
  previewHint: 'Tal como llega. El enlace no lleva a ninguna parte.',
  previewAddress: 'invitado@example.com',
  submit: 'Enviar invitaciones',
  left: left => `Hoy puede enviar ${left} más.`,
  state: {
    ok: 'Se puede invitar',
    malformed: 'No es una dirección',
    invisible: 'Tiene un carácter invisible',
    duplicate: 'Repetida en la lista',
    already_invited: 'Ya invitada',
    already_member: 'Ya tiene una cuenta',
    joined: 'Ya se unió con una invitación',
  },
  lookingUp: n =>
    n === 1
      ? 'Se está consultando si 1 dirección tiene una cuenta.'
      : `Se está consultando si ${n} direcciones tienen una cuenta.`,
  notLookedUp: n =>
    n === 1
      ? 'No se consultó si 1 dirección tiene una cuenta: quien la tenga recibe lo mismo en ella.'
      : `No se consultó si ${n} direcciones tienen una cuenta: quien la tenga recibe lo mismo en ella.`,
  checked: (good, bad) => `${good} se pueden invitar, ${bad} no.`,
  missing: 'Introduzca al menos una dirección.',
  missingDomain: 'Introduzca un dominio, por ejemplo example.com.',
  missingUses: 'Introduzca un número entero de 1 a 100.000.',
  tooMany: max => `Como máximo ${max} direcciones a la vez. Para más, importe un archivo.`,
  result: {
    title: 'Sus invitaciones',
    sent: count => (count === 1 ? '1 invitación está en camino.' : `${count} invitaciones están en camino.`),
    links: count => (count === 1 ? '1 enlace está listo.' : `${count} enlaces están listos.`),
    extended: count =>
      count === 1 ? '1 invitación tiene más tiempo.' : `${count} invitaciones tienen más tiempo.`,
    failed: count =>
      count === 1 ? '1 dirección no fue invitada:' : `${count} direcciones no fueron invitadas:`,
    open: 'Abrir la invitación',
    more: 'Invitar a más personas',
    list: 'Ver todas las invitaciones',
    outcome: { sent: 'En camino', link: 'Enlace listo', extended: 'Más tiempo', failed: 'No invitada' },
  },
}
