import type { Ledger } from '../../../service/ledger/ledger.ts'
import { attemptOf, handoffRow, invitationRow, NOW } from '../ledger/ledger-rows.ts'
import type { WireTenant } from './wire-tenant.ts'

/** Somebody who has joined with the role Editor, in tenant and ledger; the grant waits. */
export async function addJoined(ledger: Ledger, wire: WireTenant, n: number): Promise<void> {
  const email = `person${n}@example.com`
  const invitation = invitationRow({ roles: '["Editor"]', invitee_email: email })
  const guestlist = { admitted: true, invitation: invitation.id }
  const user = wire.addUser({ connection: 'Users', email, app_metadata: { guestlist } }, NOW + 500)
  const handoff = handoffRow(invitation)
  await ledger.createInvitation(invitation, { mail: false })
  await ledger.createHandoff(handoff, NOW)
  const claims = { connection: 'Users', account: 'new', user_created_at: NOW + 500 } as const
  await ledger.redeem(attemptOf(handoff, user.user_id, claims))
}
