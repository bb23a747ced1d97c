import type { AdminFrameWords } from './words.ts'

export const es: AdminFrameWords = {
  skip: 'Ir al contenido',
  navigation: 'Administración',
  areas: {
    overview: 'Resumen',
    invitations: 'Invitaciones',
    invite: 'Invitar',
    imports: 'Importar',
    gate: 'Acceso',
    policy: 'Reglas',
    webhooks: 'Webhooks',
    audit: 'Registro',
  },
  signOut: 'Cerrar sesión',
  account: 'Sesión iniciada como',
  signIn: {
    title: 'Iniciar sesión',
    intro: organization => `Invite a personas a ${organization} y gestione las invitaciones.`,
    submit: 'Continuar',
    ended: 'Su sesión ha terminado. No se ha cambiado nada.',
  },
  signedOut: {
    title: 'Ha cerrado la sesión',
    text: 'Su sesión ha terminado aquí y en el servicio de acceso.',
    again: 'Iniciar sesión de nuevo',
  },
  noPermission: {
    title: 'No puede ver estas páginas',
    signedInAs: who => `Ha iniciado sesión como ${who}, y esta cuenta no puede invitar a nadie.`,
    ask: 'Pida a quien administra su tenant de Auth0 el rol «Inviter» o «Invitation Administrator» y vuelva a iniciar sesión.',
    another: 'Usar otra cuenta',
  },
  notSetUp: {
    title: 'La administración no está configurada',
    text: 'El servicio no conoce ninguna aplicación con la que puedan iniciar sesión los administradores.',
    how: 'Despliegue los archivos del tenant, que contienen la aplicación «Guestlist administration», asigne sus credenciales a AUTH0_ADMIN_CLIENT_ID y AUTH0_ADMIN_CLIENT_SECRET y reinicie el servicio.',
  },
  unreachable: {
    title: 'Inténtelo de nuevo en unos minutos',
    text: 'El tenant no responde, así que no se puede saber quién es usted ni qué puede hacer. No se ha cambiado nada.',
    again: 'Reintentar',
  },
  elsewhere: {
    title: 'Inicie sesión de nuevo',
    text: 'Este inicio de sesión comenzó en otro navegador u otra ventana, o hace mucho, o ya ha terminado.',
  },
  stopped: {
    title: 'No se ha iniciado la sesión',
    text: 'El inicio de sesión se detuvo antes de terminar.',
  },
  notFound: {
    title: 'Esta página no existe',
    text: 'No existe, o no tiene acceso a ella.',
  },
  sessionEnded: {
    title: 'Su sesión ha terminado',
    text: 'No se ha perdido ni cambiado nada: inicie sesión en otra pestaña, vuelva aquí y envíelo de nuevo.',
    signIn: 'Iniciar sesión en otra pestaña',
    again: 'Enviar de nuevo',
  },
  formTooOld: {
    title: 'Envíe de nuevo el formulario',
    text: 'Procede de una página de una sesión anterior, o no es nuestro. No se ha cambiado nada.',
    back: 'Volver a la página',
    again: 'Enviar de nuevo',
  },
  notAllowed: {
    title: 'No puede hacer esto',
    text: permission =>
      `A su cuenta le falta el permiso ${permission}. Diríjase a quien administra su tenant de Auth0.`,
  },
}
