import { toChangeFacts } from '../../ledger/events/event-facts.ts'
import type { Change } from '../../ledger/invitations/change.ts'
import { invitationMailWork } from '../../ledger/invitations/invitation-mail-work.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import type { Actor } from '../model/actor.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { Transition } from '../model/lifecycle.ts'

type Changed = Extract<Transition, { outcome: 'changed' }>

/** The actor, instant and notes of a change. */
interface ChangeOptions {
  readonly actor: Actor
  /** Milliseconds since 1970. */
  readonly now: number
  readonly set?: Change['set']
  /** Extra fields of the event. */
  readonly note?: object
}

/** Returns what the ledger writes for a transition of a row: the change, its event, and the mail that it causes. */
export function toChange(
  row: InvitationRow,
  transition: Changed,
  { actor, now, set: more = {}, note }: ChangeOptions,
): Change {
  const set: Change['set'] = { ...more, ...transition.set }
  const { before, after } = toChangeFacts(row, set)
  const next = { id: row.id, generation: set.generation ?? row.generation }
  return {
    id: row.id,
    version: row.version,
    at: now,
    set,
    ...(set.roles !== undefined && { roles: JSON.parse(set.roles) }),
    events: [{ type: transition.event, actor, before, after: { ...after, ...note } }],
    ...(transition.mails && { work: invitationMailWork(next, now) }),
  }
}

/** The row as it is once the change is written. */
export function afterChange(row: InvitationRow, { set, version, at }: Change): InvitationRow {
  return { ...row, ...(set as Partial<InvitationRow>), version: version + 1, updated_at: at }
}

/** Throws InvitationError if the invitation's state does not allow it. */
export function assertChanged(transition: Transition): asserts transition is Changed {
  if (transition.outcome === 'changed') return
  switch (transition.code) {
    case 'not_pending':
      throw new InvitationError('not_pending', undefined, 'The invitation is not pending any more.')
    case 'expired':
      throw new InvitationError('expired', undefined, 'The invitation has expired. Give it more time.')
    case 'not_expired':
      throw new InvitationError('conflict', undefined, 'The invitation has not expired.')
    case 'no_recipient':
      throw new InvitationError('invalid_combination', 'kind', 'This invitation is not for one address.')
    case 'too_short':
      throw new InvitationError('out_of_range', 'ttl_sec', 'It would not end later than it does.')
    case 'too_soon': {
      const retryAfterSeconds = Math.ceil(transition.retryAfterMs / 1000)
      const details = { limit: 'cool_down', retryAfterSeconds }
      throw new InvitationError('limit_reached', undefined, 'A message went out a moment ago.', details)
    }
  }
}
