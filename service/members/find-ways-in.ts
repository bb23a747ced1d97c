import type { Ledger } from '../ledger/ledger.ts'
import type { TenantUser } from '../management/management-api.ts'

/** One invitation that somebody has joined through. */
export interface WayIn {
  /** The name as the inviter wrote it; null where it has been erased. */
  readonly inviterName: string | null
  readonly joinedAt: Date
  /** Names, as they were then. */
  readonly roles: readonly string[]
  /** Has everything arrived in the tenant? */
  readonly isGranted: boolean
  readonly terms: { readonly version: string; readonly agreedAt: Date } | undefined
}

/** Which invitations brought this user, the latest first. An account of the same id that was deleted is another one. */
export async function findWaysIn(
  ledger: Pick<Ledger, 'findInvitationsOfUser' | 'findHandoff'>,
  { userId, createdAt }: Pick<TenantUser, 'userId' | 'createdAt'>,
): Promise<WayIn[]> {
  const all = await ledger.findInvitationsOfUser(userId)
  const own = all.filter(({ redemption }) => isSame(redemption.user_created_at, createdAt))
  const ways = own.map(async ({ redemption, invitation }) => {
    const handoff = await ledger.findHandoff({ ref: redemption.handoff_ref })
    const { terms_version: version, terms_agreed_at: agreedAt } = handoff ?? {}
    return {
      inviterName: invitation.inviter_name,
      joinedAt: new Date(redemption.redeemed_at),
      roles: JSON.parse(invitation.roles) as string[],
      isGranted: redemption.granted_at !== null,
      terms: version && agreedAt ? { version, agreedAt: new Date(agreedAt) } : undefined,
    }
  })
  return (await Promise.all(ways)).reverse()
}

/** An event and the Management API need not write the date alike. */
function isSame(milliseconds: number, date: Date): boolean {
  return Math.abs(milliseconds - date.getTime()) < 1_000
}
