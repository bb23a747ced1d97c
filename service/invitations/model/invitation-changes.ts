import type { NewInvitation } from './new-invitation.ts'

/** What an edit may change; what is not named stays, and null takes a value away. */
export interface InvitationChanges {
  /** Another address of a personal invitation: exactly one of the two. */
  invitee?: { email?: string | undefined; phoneNumber?: string | undefined } | undefined
  delivery?: NewInvitation['delivery']
  deliveredByClient?: NewInvitation['deliveredByClient']
  roles?: NewInvitation['roles']
  permissions?: NewInvitation['permissions']
  appMetadata?: NewInvitation['appMetadata']
  userMetadata?: NewInvitation['userMetadata']
  message?: string | null | undefined
  locale?: string | null | undefined
  resultUrl?: string | null | undefined
  externalId?: string | null | undefined
  notifyInviter?: boolean | undefined
  /** Counted from now. */
  ttlSeconds?: number | undefined
}

/**
 * Does an edit change what is given, or to whom? Then whoever makes it answers for the whole grant, also for what
 * somebody else has put in: a promise made to one person is not passed on to another.
 */
export function changesGrant(changes: InvitationChanges): boolean {
  const { invitee, roles, permissions, appMetadata, userMetadata } = changes
  return [invitee, roles, permissions, appMetadata, userMetadata].some(part => part !== undefined)
}
