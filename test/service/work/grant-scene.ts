import type { User } from '../../../local-tenant/state.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { NewInvitationRow, RedemptionRow } from '../../../service/ledger/schema/schema.ts'
import { attemptOf, handoffRow, invitationRow, NOW } from '../ledger/ledger-rows.ts'

/** An invitation that a login has redeemed with these claims, and whose grant is due. */
export async function redeemForGrant(
  ledger: Ledger,
  user: Pick<User, 'user_id' | 'created_at'>,
  options: { invitation?: Partial<NewInvitationRow>; claims?: Partial<RedemptionRow> } = {},
) {
  const row = invitationRow({ roles: '["Editor","Viewer"]', ...options.invitation })
  await ledger.createInvitation(row, { mail: false })
  const handoff = handoffRow(row)
  await ledger.createHandoff(handoff, NOW)
  const attempt = attemptOf(handoff, user.user_id, {
    connection: 'Users',
    account: 'new',
    user_created_at: Date.parse(user.created_at),
    ...options.claims,
  })
  const result = await ledger.redeem(attempt)
  if (result.outcome !== 'redeemed') throw new TypeError('not redeemed')
  return { invitation: row, redemption: result.redemption }
}
