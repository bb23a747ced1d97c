/** What can happen to an invitation; closed. The history, the webhooks and the API use the same words. */
export const eventTypes = [
  'created',
  'updated',
  'resent',
  'sent',
  /** The provider goes on trying. */
  'deferred',
  'delivered',
  'bounced',
  /** Its recipient called it unwanted. */
  'complained',
  /** A person pressed Accept, for the first time in this generation; looking at the link is no event. */
  'opened',
  'accepted',
  /** A redemption was taken back: the login was not what the service had been told. */
  'released',
  'declined',
  'revoked',
  'extended',
  'expired',
  'grant_completed',
  'grant_failed',
  'erased',
] as const

export type EventType = (typeof eventTypes)[number]

/** Who did it. `system`: a job of the service, or a mail provider. */
export const actorKinds = ['person', 'client', 'invitee', 'system'] as const

export type ActorKind = (typeof actorKinds)[number]
