import type { Sentences } from '../refusal.ts'

export const es: Sentences = {
  invitation_required: 'Necesita una invitación para unirse. Si tiene una, abra su enlace.',
  open_invitation: 'Tiene una invitación. Abra su enlace. Si no la encuentra, busque nuestro último mensaje.',
  address_mismatch: 'Esta invitación es para otra dirección. Continúe con la dirección invitada.',
  account_unproven:
    'Ya existe una cuenta con esta dirección que nunca se confirmó. Le hemos enviado un mensaje: elija allí una contraseña nueva y vuelva a abrir su invitación.',
  account_removed:
    'Existía una cuenta con esta dirección que nunca se confirmó. La estamos eliminando: vuelva a abrir su invitación dentro de un minuto y regístrese.',
  account_needs_person:
    'Ya existe una cuenta con esta dirección que hay que revisar primero. Pida a la persona que le invitó que alguien la revise.',
  login_outdated: 'Esta sesión es anterior a la protección de su cuenta. Vuelva a iniciar sesión.',
  fresh_login_required: 'Vuelva a abrir su invitación e inicie sesión de nuevo.',
  account_check_pending:
    'Ya casi está. Aún estamos comprobando su cuenta: vuelva a abrir su invitación en un minuto.',
  connection_mismatch:
    'Con esta invitación hay que iniciar sesión de otra manera. Ábrala de nuevo y siga sus indicaciones.',
  handoff_expired: 'Ha pasado demasiado tiempo. Vuelva a abrir su invitación.',
  invitation_replaced: 'Se ha enviado una invitación más reciente. Abra el enlace del último mensaje.',
  invitation_expired: 'Esta invitación ha caducado. Pida una nueva.',
  invitation_revoked: 'Esta invitación ya no es válida. Póngase en contacto con la persona que le invitó.',
  invitation_declined: 'Esta invitación fue rechazada. Pida una nueva a quien le invitó.',
  invitation_used: 'Esta invitación ya se ha utilizado.',
  inviter_not_allowed:
    'La persona que envió esta invitación ya no puede invitarle. Consulte a esa persona o a otra de la organización.',
  account_exists:
    'Esta invitación es para personas nuevas y usted ya tiene una cuenta. Inicie sesión como siempre.',
  service_unavailable: 'Ahora no podemos comprobar invitaciones. Inténtelo de nuevo en unos minutos.',
}
