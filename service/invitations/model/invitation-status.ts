import type { Invitation } from './invitation.ts'

/** What an invitation is now. `expired` is stored nowhere: it is a pending invitation whose time has come. */
export type InvitationStatus = Invitation['status'] | 'expired'

/** Tells what an invitation is at an instant (milliseconds since 1970): at the very instant of its expiry, expired. */
export function statusOf(
  invitation: Pick<Invitation, 'status' | 'expiresAt'>,
  now: number,
): InvitationStatus {
  const isOver = now >= invitation.expiresAt.getTime()
  return invitation.status === 'pending' && isOver ? 'expired' : invitation.status
}
