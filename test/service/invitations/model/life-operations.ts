import { acceptInvitation } from '../../../../service/invitations/accept/accept-invitation.ts'
import { declineInvitation } from '../../../../service/invitations/accept/decline-invitation.ts'
import { inviteThroughLink } from '../../../../service/invitations/accept/invite-through-link.ts'
import { requestDelivery } from '../../../../service/invitations/accept/request-delivery.ts'
import { requestRenewal } from '../../../../service/invitations/accept/request-renewal.ts'
import { createInvitation } from '../../../../service/invitations/manage/create-invitation.ts'
import { editInvitation } from '../../../../service/invitations/manage/edit-invitation.ts'
import { eraseInvitation } from '../../../../service/invitations/manage/erase-invitation.ts'
import { extendInvitation } from '../../../../service/invitations/manage/extend-invitation.ts'
import { renewLink, resendInvitation } from '../../../../service/invitations/manage/resend-invitation.ts'
import { revokeInvitation, revokeMatching } from '../../../../service/invitations/manage/revoke-invitation.ts'
import type { Inviter } from '../../../../service/invitations/model/new-invitation.ts'
import { admitSignUp } from '../../../../service/invitations/redeem/admit-sign-up.ts'
import { redeemInvitation } from '../../../../service/invitations/redeem/redeem-invitation.ts'
import type { InvitationRow } from '../../../../service/ledger/schema/schema.ts'
import { type InvitationWorld, SERVICE_CLIENT } from '../invitation-world.ts'
import { databaseLogin } from '../logins.ts'

/** What workers were told had happened. */
export interface Counts {
  redeemed: number
  released: number
  revokedMatching: number
  revoked: number
  declined: number
}

/** What an operation is done with. */
export interface Doing {
  /** The use cases' parts, as one process has them. */
  readonly scene: InvitationWorld['deps']
  readonly inviter: Inviter
  readonly clock: { now: number }
  readonly counts: Counts
  /** The invitation that it is done to. */
  readonly row: InvitationRow
  /** Decides between kinds of the same thing. */
  readonly target: number
  readonly guest: number
}

type Operation = (doing: Doing) => Promise<unknown>

export const guests = Array.from({ length: 4 }, (_, n) => `guest${n}@example.com`)
const emailOf = ({ guest }: Pick<Doing, 'guest'>) => guests[guest % guests.length] as string
const keyOf = ({ row }: Doing) => ({ invitationId: row.id, generation: row.generation })

/** Whatever can be done to invitations, as often as it is to happen. */
const operations: Operation[] = [
  ...Array<Operation>(3).fill(invite),
  ...Array<Operation>(2).fill(doing =>
    inviteThroughLink(doing.scene, keyOf(doing), { email: emailOf(doing) }),
  ),
  ...Array<Operation>(12).fill(join),
  doing => edit(doing, { roles: [`Role${doing.guest}`] }),
  doing => edit(doing, { message: `Words ${doing.guest}` }),
  doing => edit(doing, { invitee: { email: emailOf(doing) } }),
  ({ scene, inviter, row }) => resendInvitation(scene, { id: row.id, ttlSeconds: 3600 }, inviter),
  ({ scene, inviter, row }) => renewLink(scene, { id: row.id, ttlSeconds: 3600 }, inviter),
  // With a link that was shown, whether or not its message has been sent since.
  ...Array<Operation>(2).fill(doing => {
    const { scene, row } = doing
    const generation = row.handed_out_generation ?? row.generation
    return requestDelivery(scene, { invitationId: row.id, generation })
  }),
  ({ scene, inviter, row, guest }) =>
    extendInvitation(scene, { id: row.id, ttlSeconds: 90_000 + guest }, inviter),
  async ({ scene, inviter, row, counts }) => {
    await revokeInvitation(scene, { id: row.id }, inviter)
    counts.revoked++
  },
  async ({ scene, inviter, guest, counts }) => {
    const count = await revokeMatching(scene, { role: `Role${guest}` }, inviter)
    counts.revokedMatching += count
  },
  async doing => {
    if ((await declineInvitation(doing.scene, keyOf(doing))).outcome === 'declined') doing.counts.declined++
  },
  async doing => {
    doing.clock.now += 1_800_000
    await doing.scene.ledger.noteExpired(doing.clock.now, 5)
    return requestRenewal(doing.scene, keyOf(doing))
  },
  ({ scene, inviter, row }) => eraseInvitation(scene, { id: row.id }, inviter),
]

export const OPERATIONS = operations.length

/** Does one of the operations. */
export function operate(operation: number, doing: Doing): Promise<unknown> {
  return (operations[operation] ?? invite)(doing)
}

/** Makes an invitation for a guest, or now and then a link for two of them. */
export function invite(doing: Omit<Doing, 'row'>): Promise<unknown> {
  const { scene, inviter, target, guest } = doing
  const terms = { roles: [`Role${guest}`], ttlSeconds: 3600 * (1 + (target % 3)) }
  if (target % 4 === 0)
    return createInvitation(scene, { kind: 'shared', invitee: {}, maxUses: 2, ...terms }, inviter)
  const onLiveInvitation = (['refuse', 'replace', 'extend'] as const)[target % 3]
  return createInvitation(scene, { invitee: { email: emailOf(doing) }, onLiveInvitation, ...terms }, inviter)
}

function edit({ scene, inviter, row }: Doing, changes: Parameters<typeof editInvitation>[1]['changes']) {
  return editInvitation(scene, { id: row.id, changes }, inviter)
}

/** Accepts and logs in as whoever was invited; now and then that turns out to be untrue, and is taken back. */
async function join(doing: Doing) {
  const { scene, row, guest, counts, clock } = doing
  const accepted = await acceptInvitation(scene, { ...keyOf(doing), clientId: SERVICE_CLIENT })
  if (accepted.outcome === 'refused') return
  for (let turn = 0; turn < guest % 3; turn++) await new Promise(resolve => setImmediate(resolve))
  const email = row.invitee_email ?? ''
  const login = databaseLogin(clock.now, {
    user_id: `auth0|${email}${guest % 2}`,
    email,
    email_verified: true,
  })
  const { token: handoff, ref: admission } = accepted.handoff
  const { connection, client_id } = login
  const signUp = await admitSignUp(scene, { handoff, email, connection, client_id, interactive: true })
  if (signUp.outcome === 'refused') return
  const answer = await redeemInvitation(scene, { ...login, handoff, admission, passes: true })
  if (answer.outcome === 'refused') return
  const [redemption] = await scene.ledger.findRedemptionsOfInvitation(row.id)
  if (redemption?.handoff_ref !== accepted.handoff.ref) return
  counts.redeemed++
  if (guest % 5 === 1) await scene.ledger.markGranted(redemption.id, clock.now)
  if (guest % 5 !== 0) return
  await scene.ledger.releaseRedemption(redemption.id, clock.now)
  counts.released++
}
