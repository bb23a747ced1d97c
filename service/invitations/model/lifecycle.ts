import type { EventType } from '../../ledger/schema/event-types.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'

/** Everything about an invitation that decides what may happen to it. */
export type LifeFacts = Pick<
  InvitationRow,
  | 'kind'
  | 'status'
  | 'generation'
  | 'delivery'
  | 'handed_out_generation'
  | 'expires_at'
  | 'expiry_noted'
  | 'uses'
  | 'max_uses'
  | 'queued_at'
  | 'revoke_on_release'
>

/** What can be done to an invitation; instants and times in milliseconds. */
export type Operation =
  | {
      type: 'edit'
      /** Address, grant or delivery change: what was sent before opens nothing any more. */
      raisesGeneration: boolean
      delivery?: InvitationRow['delivery'] | undefined
      /** The client that sends the new link itself: no message of ours goes out. */
      vouchedBy?: string | undefined
      expiresAt?: number | undefined
    }
  | { type: 'resend'; coolDownMs: number; expiresAt?: number | undefined }
  /** Somebody with the link of an expired one asks for it again. */
  | { type: 'renew'; expiresAt: number }
  /** Somebody with a link that a person was shown has the message sent to the invited address. */
  | { type: 'deliver'; coolDownMs: number }
  | { type: 'new_link'; vouchedBy?: string | undefined; expiresAt?: number | undefined }
  | { type: 'extend'; expiresAt: number }
  /** A newer invitation goes to the address of this expired one: a login that it began must not end now. */
  | { type: 'supersede' }
  /** `inFlight`: it was redeemed, and the redemption may still turn out not to have been the invitee's. */
  | { type: 'revoke'; inFlight?: boolean | undefined }
  | { type: 'decline' }
  | { type: 'redeem' }
  /** A redemption turned out not to be the invitee's own. */
  | { type: 'release' }
  /** The expiry is recorded; the invitation ends without this, too. */
  | { type: 'note_expiry' }

export type LifeChange = Partial<
  Omit<LifeFacts, 'kind'> &
    Pick<InvitationRow, 'link_issued_at' | 'delivery_status' | 'vouched_by' | 'sent_at' | 'accepted_at'>
>

export type Transition =
  | { outcome: 'changed'; set: LifeChange; event: EventType; mails: boolean }
  | { outcome: 'refused'; code: 'not_pending' | 'expired' | 'not_expired' | 'no_recipient' | 'too_short' }
  | { outcome: 'refused'; code: 'too_soon'; retryAfterMs: number }

type Rule<Type extends Operation['type']> = (
  facts: LifeFacts,
  operation: Extract<Operation, { type: Type }>,
  now: number,
) => Transition

const rules: { [Type in Operation['type']]: Rule<Type> } = {
  edit(facts, { raisesGeneration, delivery = facts.delivery, vouchedBy, expiresAt }, now) {
    if (!raisesGeneration) return changed('updated', endingAt(expiresAt))
    if (isOver(facts, expiresAt, now)) return refused('expired')
    const mails = facts.kind === 'personal' && delivery === 'delivered' && vouchedBy === undefined
    const link = mails ? delivered(facts, now) : withoutMessage(facts, now, vouchedBy)
    return changed('updated', { ...link, ...endingAt(expiresAt) }, mails)
  },
  resend(facts, { coolDownMs, expiresAt }, now) {
    if (facts.kind !== 'personal') return refused('no_recipient')
    if (isOver(facts, expiresAt, now)) return refused('expired')
    const tooSoon = findTooSoon(facts, coolDownMs, now)
    if (tooSoon) return tooSoon
    return changed('resent', { ...delivered(facts, now), ...endingAt(expiresAt) }, true)
  },
  renew(facts, { expiresAt }, now) {
    if (facts.kind !== 'personal') return refused('no_recipient')
    if (now < facts.expires_at) return refused('not_expired')
    return changed('resent', { ...askedFor(facts, now), ...endingAt(expiresAt) }, true)
  },
  deliver(facts, { coolDownMs }, now) {
    if (facts.kind !== 'personal') return refused('no_recipient')
    if (isOver(facts, undefined, now)) return refused('expired')
    const tooSoon = findTooSoon(facts, coolDownMs, now)
    if (tooSoon) return tooSoon
    // A repeated request sends the same message again, so that it does not invalidate one on its way.
    if (facts.delivery === 'delivered')
      return changed('resent', { delivery_status: 'queued', queued_at: now, sent_at: null }, true)
    return changed('resent', askedFor(facts, now), true)
  },
  new_link(facts, { vouchedBy, expiresAt }, now) {
    if (isOver(facts, expiresAt, now)) return refused('expired')
    return changed('updated', { ...withoutMessage(facts, now, vouchedBy), ...endingAt(expiresAt) })
  },
  extend(facts, { expiresAt }) {
    if (expiresAt <= facts.expires_at) return refused('too_short')
    return changed('extended', endingAt(expiresAt))
  },
  supersede: facts => changed('updated', nextGeneration(facts)),
  revoke: facts => changed('revoked', { ...nextGeneration(facts), status: 'revoked' }),
  decline(facts, _operation, now) {
    // A holder of a link for several people does not speak for them.
    if (facts.kind !== 'personal') return refused('no_recipient')
    if (now >= facts.expires_at) return refused('expired')
    return changed('declined', { ...nextGeneration(facts), status: 'declined' })
  },
  // Expiry is not checked: a login begun in time may take as long as its handoff.
  redeem(facts, _operation, now) {
    const uses = facts.uses + 1
    if (uses > facts.max_uses) return refused('not_pending')
    return changed('accepted', {
      uses,
      ...(uses === facts.max_uses && { status: 'accepted', accepted_at: now }),
    })
  },
  release(facts) {
    const { uses, status, revoke_on_release } = facts
    // A revocation since then stays, also one that came too late to be one: nothing hands the invitation back.
    const next = status === 'accepted' ? (revoke_on_release === 1 ? 'revoked' : 'pending') : status
    const link = next === 'revoked' && status === 'accepted' ? nextGeneration(facts) : {}
    return changed('released', { ...link, uses: uses - 1, status: next, accepted_at: null })
  },
  note_expiry(facts, _operation, now) {
    if (now < facts.expires_at || facts.expiry_noted === 1) return refused('not_expired')
    return changed('expired', { expiry_noted: 1 })
  },
}

/**
 * The life of an invitation: `pending`, until it is accepted, declined or revoked. That is all there is to say about
 * a status or a generation, and every change of one goes through here. `now` in milliseconds since 1970.
 */
export function decideTransition(facts: LifeFacts, operation: Operation, now: number): Transition {
  if (facts.status !== 'pending' && operation.type !== 'release') return decideTooLate(facts, operation)
  const rule = rules[operation.type] as Rule<Operation['type']>
  return rule(facts, operation, now)
}

/** An ended invitation stays as it is. Only a wish to revoke it is kept, while it may still be released. */
function decideTooLate(facts: LifeFacts, operation: Operation): Transition {
  const mayComeBack = operation.type === 'revoke' && operation.inFlight === true
  if (facts.status !== 'accepted' || !mayComeBack || facts.revoke_on_release === 1)
    return refused('not_pending')
  return changed('updated', { revoke_on_release: 1 })
}

function changed(event: EventType, set: LifeChange, mails = false): Transition {
  return { outcome: 'changed', set, event, mails }
}

function refused(code: Exclude<Extract<Transition, { outcome: 'refused' }>['code'], 'too_soon'>): Transition {
  return { outcome: 'refused', code }
}

function isOver(facts: LifeFacts, expiresAt: number | undefined, now: number): boolean {
  return now >= (expiresAt ?? facts.expires_at)
}

function findTooSoon({ queued_at }: LifeFacts, coolDownMs: number, now: number): Transition | undefined {
  const retryAfterMs = queued_at === null ? 0 : queued_at + coolDownMs - now
  return retryAfterMs > 0 ? { outcome: 'refused', code: 'too_soon', retryAfterMs } : undefined
}

/** A link that somebody was shown before is worth nothing from then on, not even a message. */
function nextGeneration({ generation }: LifeFacts): LifeChange {
  return { generation: generation + 1, handed_out_generation: null }
}

/** A link that only the mailbox will see. */
function delivered(facts: LifeFacts, now: number): LifeChange {
  return {
    ...nextGeneration(facts),
    delivery: 'delivered',
    delivery_status: 'queued',
    vouched_by: null,
    link_issued_at: now,
    queued_at: now,
    sent_at: null,
  }
}

/** Delivers because the holder of an older link asks; the handed-out link may ask again. */
function askedFor(facts: LifeFacts, now: number): LifeChange {
  const { delivery, generation, handed_out_generation } = facts
  const seen = delivery === 'handed_out' ? generation : handed_out_generation
  return { ...delivered(facts, now), handed_out_generation: seen }
}

/**
 * A link that a client sends itself, where one vouches for that, or that somebody is shown. When the last message went
 * out still counts for the cool-down.
 */
function withoutMessage(facts: LifeFacts, now: number, vouchedBy: string | undefined): LifeChange {
  return {
    ...nextGeneration(facts),
    delivery: vouchedBy === undefined ? 'handed_out' : 'delivered',
    delivery_status: null,
    vouched_by: vouchedBy ?? null,
    link_issued_at: now,
    sent_at: null,
  }
}

function endingAt(expiresAt: number | undefined): LifeChange {
  return expiresAt === undefined ? {} : { expires_at: expiresAt, expiry_noted: 0 }
}
