import type { User } from '../../../local-tenant/state.ts'
import { declineInvitation } from '../../../service/invitations/accept/decline-invitation.ts'
import { revokeInvitation } from '../../../service/invitations/manage/revoke-invitation.ts'
import { toNewRow } from '../../../service/invitations/manage/to-new-row.ts'
import type { Inviter, NewInvitation } from '../../../service/invitations/model/new-invitation.ts'
import { randomId } from '../../../service/invitations/model/random-id.ts'
import { rowId } from '../../../service/invitations/model/row-id.ts'
import { hashSecret } from '../../../service/ledger/engine/hash-secret.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { InvitationRow, NewHandoffRow } from '../../../service/ledger/schema/schema.ts'

/**
 * The ledger as it was written in the past. The API knows no other time than now; the ledger's methods and the use
 * cases that need nothing else take the time as a parameter, so that rows, events and statistics are the product's own.
 */
export interface PastLedger {
  create(
    at: number,
    request: NewInvitation,
    inviter: Inviter,
    options?: CreateOptions,
  ): Promise<InvitationRow>
  accept(at: number, invitation: InvitationRow, user: User, options?: AcceptOptions): Promise<void>
  /** Presses Accept, and no more. */
  press(at: number, invitation: InvitationRow): Promise<void>
  decline(at: number, invitation: InvitationRow): Promise<void>
  revoke(at: number, invitation: InvitationRow, inviter: Inviter): Promise<void>
}

export interface CreateOptions {
  parent?: InvitationRow
  /** Its message could not be sent. */
  isUnsent?: boolean
}

export interface AcceptOptions {
  parent?: InvitationRow
  /** The role could not be assigned. */
  fails?: boolean
}

const QUARTER_HOUR_MS = 900_000
const MAX_TTL_SECONDS = 30 * 86_400

export function createPastLedger(ledger: Ledger, clientId: string): PastLedger {
  return {
    async create(at, request, inviter, { parent, isUnsent } = {}) {
      const plain = toNewRow(request, inviter, {
        id: rowId('inv', at),
        now: at,
        maxTtlSeconds: MAX_TTL_SECONDS,
      })
      const child = parent && { parent_id: parent.id, parent_generation: parent.generation }
      const row = { ...plain, ...child }
      if (!(await ledger.createInvitation(row, { mail: false })))
        throw new Error('An invitation was not stored.')
      if (isUnsent) await ledger.markUnsent(row.id, row.generation, at + 1_200)
      else if (row.delivery === 'delivered') await ledger.markSent(row.id, row.generation, at + 1_200)
      return row
    },
    accept: (at, invitation, user, options = {}) =>
      accept(ledger, { at, invitation, user, clientId, ...options }),
    async press(at, invitation) {
      await ledger.createHandoff(toHandoff(at, invitation, clientId), at)
    },
    async decline(at, { id, generation }) {
      await declineInvitation({ ledger, now: () => at }, { invitationId: id, generation })
    },
    async revoke(at, { id }, inviter) {
      await revokeInvitation({ ledger, now: () => at }, { id }, inviter)
    },
  }
}

interface Acceptance extends AcceptOptions {
  at: number
  invitation: InvitationRow
  user: User
  clientId: string
}

/** Accept was pressed a minute before the log-in. */
async function accept(ledger: Ledger, acceptance: Acceptance): Promise<void> {
  const { at, invitation, user, clientId, parent, fails } = acceptance
  const pressedAt = at - 60_000
  const handoff = toHandoff(pressedAt, invitation, clientId)
  const redemption = {
    id: rowId('red', at),
    invitation_id: invitation.id,
    handoff_ref: handoff.ref,
    client_id: clientId,
    user_id: user.user_id,
    user_created_at: Date.parse(user.created_at),
    account: 'new' as const,
    connection: user.identities[0]?.connection ?? '',
    redeemed_at: at,
  }
  await ledger.createHandoff(handoff, pressedAt)
  const { generation } = invitation
  const result = await ledger.redeem({
    redemption,
    generation,
    grantAt: at,
    ...(parent && { parent: { id: parent.id, generation: parent.generation } }),
  })
  if (result.outcome !== 'redeemed') throw new Error('An invitation of the past was not accepted.')
  if (fails) await ledger.markGrantFailed(redemption.id, 'unknown_role', at + 5_000)
  else await ledger.markGranted(redemption.id, at + 900)
}

function toHandoff(at: number, { id, generation }: InvitationRow, clientId: string): NewHandoffRow {
  return {
    ref: rowId('hnd', at),
    id_hash: hashSecret(randomId()),
    state_hash: hashSecret(randomId()),
    invitation_id: id,
    generation,
    client_id: clientId,
    created_at: at,
    expires_at: at + QUARTER_HOUR_MS,
    admitted_at: null,
    redeemed_by: null,
    terms_version: null,
    terms_agreed_at: null,
    answers: null,
  }
}
