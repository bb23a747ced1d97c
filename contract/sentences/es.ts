import type { Sentences } from '../refusal.ts'

export const es: Sentences = {
  invitation_required: 'Solo se puede entrar con invitación. Si tienes una, abre el enlace que contiene.',
  open_invitation:
    'Tienes una invitación. Abre el enlace que contiene; si no la encuentras, busca nuestro último mensaje.',
  address_mismatch: 'Esta invitación es para otra dirección. Continúa con la dirección invitada.',
  address_unproven:
    'No hemos podido confirmar que esta dirección sea tuya. Continúa de una forma que lo confirme.',
  account_unproven:
    'Ya existe una cuenta con esta dirección que nunca se confirmó. Te hemos enviado un mensaje: elige allí una contraseña nueva y vuelve a abrir tu invitación.',
  account_removed:
    'Existía una cuenta con esta dirección que nunca se confirmó. La estamos eliminando: vuelve a abrir tu invitación dentro de un minuto y regístrate.',
  account_needs_person:
    'Existe una cuenta con esta dirección que no podemos darte sin más. Pide a quien te invitó que alguien la revise.',
  login_outdated: 'Esta sesión es anterior a la protección de tu cuenta. Vuelve a iniciar sesión.',
  connection_mismatch: 'Esta invitación pide otra forma de iniciar sesión. Ábrela de nuevo y síguela.',
  handoff_expired: 'Ha pasado demasiado tiempo. Vuelve a abrir tu invitación.',
  invitation_replaced: 'Se ha enviado una invitación más reciente. Abre el enlace del último mensaje.',
  invitation_expired: 'Esta invitación ha caducado. Pide una nueva.',
  invitation_revoked: 'Esta invitación ya no es válida. Pregunta a quien te invitó.',
  invitation_declined: 'Esta invitación fue rechazada. Pide una nueva a quien te invitó.',
  invitation_used: 'Esta invitación ya se ha utilizado.',
  inviter_not_allowed:
    'Quien envió esta invitación ya no puede invitarte a esto. Pregúntale, o pregunta a otra persona de allí.',
  account_exists:
    'Esta invitación es para personas nuevas, y esta cuenta no lo es. Inicia sesión como siempre.',
  service_unavailable: 'Ahora no podemos comprobar invitaciones. Inténtalo de nuevo en unos minutos.',
}
