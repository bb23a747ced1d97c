import { toInvitation } from '../invitations/model/invitation.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { EventRow } from '../ledger/schema/event-schema.ts'
import { toEventJson } from '../wire/event-json.ts'
import { toInvitationJson } from '../wire/invitation-json.ts'
import { WEBHOOK_TYPE_PREFIX } from './endpoints.ts'
import type { WebhookMessage } from './webhook-schema.ts'

export interface PayloadDeps {
  ledger: Pick<Ledger, 'findInvitation' | 'findRedemptionsOfInvitation'>
  /** May receivers know who had an account before? */
  seesExistence: boolean
  /** Milliseconds since 1970. */
  now: () => number
}

/**
 * Makes what a receiver is told about an event: what happened, as it was then, and the invitation as it is now. Without
 * the inviter's message, and never with a link or a token. Throws LedgerError.
 */
export async function makeWebhookMessage(deps: PayloadDeps, row: EventRow): Promise<WebhookMessage> {
  const { seesExistence } = deps
  const { type, at, actor, before, after } = toEventJson(row, { seesExistence, seesMoments: true })
  const { message: _, ...invitation } = await readInvitation(deps, row.invitation_id)
  return {
    type: `${WEBHOOK_TYPE_PREFIX}${type}`,
    timestamp: at,
    data: {
      invitation,
      external_id: invitation.external_id,
      actor,
      before,
      after,
      ...pickUser(after ?? {}),
    },
  }
}

async function readInvitation({ ledger, now, seesExistence }: PayloadDeps, id: string) {
  const row = await ledger.findInvitation(id)
  // The ledger refuses to delete one that has events.
  if (!row) throw new TypeError('an event without its invitation')
  const redemptions = await ledger.findRedemptionsOfInvitation(id)
  return toInvitationJson(toInvitation(row), redemptions, { now: now(), seesExistence })
}

/** The user of an event, at the place where receivers look for it first. */
function pickUser({ user_id, connection, account, code }: Record<string, unknown>) {
  if (typeof user_id !== 'string') return {}
  return {
    user_id,
    ...(typeof connection === 'string' && { connection }),
    ...((account === 'new' || account === 'existing') && { account }),
    ...(typeof code === 'string' && { code }),
  }
}
