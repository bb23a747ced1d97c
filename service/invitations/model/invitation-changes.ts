import type { NewInvitation } from './new-invitation.ts'

/** The fields that an edit may change; an absent field stays, and null removes a value. */
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
  /** Lifetime counted from now. */
  ttlSeconds?: number | undefined
}

/**
 * Checks whether an edit changes the grant or its recipient. The editor then answers for the whole grant, including
 * what others put in, because a promise made to one person is not passed on to another.
 */
export function changesGrant(changes: InvitationChanges): boolean {
  const { invitee, roles, permissions, appMetadata, userMetadata } = changes
  return [invitee, roles, permissions, appMetadata, userMetadata].some(part => part !== undefined)
}
