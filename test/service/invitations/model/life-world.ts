import { declineInvitation } from '../../../../service/invitations/accept/decline-invitation.ts'
import { inviteThroughLink } from '../../../../service/invitations/accept/invite-through-link.ts'
import { requestDelivery } from '../../../../service/invitations/accept/request-delivery.ts'
import { requestRenewal } from '../../../../service/invitations/accept/request-renewal.ts'
import { editInvitation } from '../../../../service/invitations/manage/edit-invitation.ts'
import { eraseInvitation } from '../../../../service/invitations/manage/erase-invitation.ts'
import { extendInvitation } from '../../../../service/invitations/manage/extend-invitation.ts'
import { renewLink, resendInvitation } from '../../../../service/invitations/manage/resend-invitation.ts'
import { revokeInvitation, revokeMatching } from '../../../../service/invitations/manage/revoke-invitation.ts'
import type { Invitation } from '../../../../service/invitations/model/invitation.ts'
import type { InvitationChanges } from '../../../../service/invitations/model/invitation-changes.ts'
import { InvitationError } from '../../../../service/invitations/model/invitation-error.ts'
import type { Inviter } from '../../../../service/invitations/model/new-invitation.ts'
import type { InvitationFilter } from '../../../../service/ledger/invitations/invitation-ledger.ts'
import type { InvitationRow } from '../../../../service/ledger/schema/schema.ts'
import { createInvitationWorld } from '../invitation-world.ts'
import { databaseLogin } from '../logins.ts'

type Named = Pick<Invitation, 'id' | 'generation'>

/** The use cases between inviting and joining, over a real ledger. */
export async function createLifeWorld() {
  const world = await createInvitationWorld()
  const { deps, inviter, ledger } = world
  const toKey = ({ id, generation }: Named) => ({ invitationId: id, generation })
  const row = async ({ id }: Pick<Invitation, 'id'>) => (await ledger.findInvitation(id)) as InvitationRow
  return {
    ...world,
    /** Invites, but nothing more than inviting. */
    someInviter: { id: 'auth0|some', kind: 'person', permissions: new Set<string>() } as Inviter,
    edit: ({ id }: Named, changes: InvitationChanges, by: Inviter = inviter) =>
      editInvitation(deps, { id, changes }, by),
    resend: ({ id }: Named, ttlSeconds?: number, by: Inviter = inviter) =>
      resendInvitation(deps, { id, ttlSeconds }, by),
    extend: ({ id }: Named, ttlSeconds?: number, by: Inviter = inviter) =>
      extendInvitation(deps, { id, ttlSeconds }, by),
    renewLink: ({ id }: Named, ttlSeconds?: number, by: Inviter = inviter) =>
      renewLink(deps, { id, ttlSeconds }, by),
    revoke: ({ id }: Pick<Invitation, 'id'>, by: Inviter = inviter) => revokeInvitation(deps, { id }, by),
    revokeMatching: (filter: InvitationFilter | undefined, by: Inviter = inviter) =>
      revokeMatching(deps, filter, by),
    erase: ({ id }: Pick<Invitation, 'id'>, by: Inviter = inviter) => eraseInvitation(deps, { id }, by),
    decline: (invitation: Named) => declineInvitation(deps, toKey(invitation)),
    deliver: (invitation: Named, ip?: string) => requestDelivery(deps, toKey(invitation), { ip }),
    renew: (invitation: Named, ip?: string) => requestRenewal(deps, toKey(invitation), { ip }),
    throughLink: (link: Named, email: string, ip?: string) =>
      inviteThroughLink(deps, toKey(link), { email, ip }),
    row,
    /** The invitation that a link has sent to an address. */
    async sentTo(link: Pick<Invitation, 'id'>, email: string): Promise<InvitationRow> {
      const filter = { parentId: link.id, address: { email } }
      const [sent] = await ledger.listInvitations({ filter, take: 1, now: deps.now() })
      if (!sent) throw new TypeError('nothing was sent there')
      return sent
    },
    /** Accepts and redeems as the new account of whoever was invited; tells how it ended. */
    async join(invitation: Named, email = 'ada@example.com'): Promise<string> {
      const accepted = await world.tryToAccept(invitation)
      if (accepted.outcome === 'refused') return accepted.code
      const user = { user_id: `auth0|${email}`, email }
      const handoff = accepted.handoff.token
      const answer = await world.redeem({ ...databaseLogin(world.clock.now, user), handoff })
      return answer.outcome === 'refused' ? answer.code : answer.outcome
    },
    async history({ id }: Pick<Invitation, 'id'>) {
      return (await ledger.listEvents(id, { take: 999 })).map(({ type }) => type)
    },
    /** Subjects and generations of the messages that are due. */
    async mails() {
      const due = { kinds: ['invitation_mail' as const], limit: 999, leaseMs: 1, now: deps.now() }
      const works = await ledger.claimWork(due)
      for (const work of works) await ledger.completeWork(work)
      return works.map(({ subject, generation }) => ({ id: subject, generation }))
    },
  }
}

export type LifeWorld = Awaited<ReturnType<typeof createLifeWorld>>

/** Why something was refused. */
export async function refusalOf(doing: Promise<unknown>): Promise<InvitationError> {
  const error = await doing.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(error instanceof InvitationError)) throw error ?? new TypeError('nothing was refused')
  return error
}
