import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decideTransition,
  type LifeFacts,
  type Operation,
} from '../../../../service/invitations/model/lifecycle.ts'

const NOW = Date.UTC(2026, 10, 2)
const MINUTE = 60_000

const pending: LifeFacts = {
  kind: 'personal',
  status: 'pending',
  generation: 3,
  delivery: 'delivered',
  handed_out_generation: null,
  expires_at: NOW + 10 * MINUTE,
  expiry_noted: 0,
  uses: 0,
  max_uses: 1,
  queued_at: NOW - 5 * MINUTE,
  revoke_on_release: 0,
}
const expired = { expires_at: NOW }
const handedOut = { delivery: 'handed_out', queued_at: null } as const
/** It was shown to somebody, and its message was asked for since. */
const askedFor = { handed_out_generation: 2 } as const
const shared = { kind: 'shared', max_uses: 5, ...handedOut } as const
const coolDownMs = MINUTE
const later = NOW + 20 * MINUTE

function judge(changes: Partial<LifeFacts>, operation: Operation) {
  return decideTransition({ ...pending, ...changes }, operation, NOW)
}

/** S61: what was shown before opens nothing any more. */
const next = { generation: 4, handed_out_generation: null }
const sent = {
  ...next,
  delivery: 'delivered',
  delivery_status: 'queued',
  vouched_by: null,
  link_issued_at: NOW,
  queued_at: NOW,
  sent_at: null,
}
const shown = {
  ...next,
  delivery: 'handed_out',
  delivery_status: null,
  vouched_by: null,
  link_issued_at: NOW,
  sent_at: null,
}
/** A client sends it itself. */
const given = { ...shown, delivery: 'delivered', vouched_by: 'shop@clients' }
const vouchedBy = 'shop@clients'

describe('the life of an invitation goes on', () => {
  it.each<[string, Partial<LifeFacts>, Operation, object]>([
    ['updated', {}, { type: 'edit', raisesGeneration: false }, {}],
    ['updated', expired, { type: 'edit', raisesGeneration: false }, {}],
    ['updated', {}, { type: 'edit', raisesGeneration: true }, sent],
    ['updated', handedOut, { type: 'edit', raisesGeneration: true }, shown],
    ['updated', shared, { type: 'edit', raisesGeneration: true }, shown],
    ['updated', {}, { type: 'edit', raisesGeneration: true, delivery: 'handed_out' }, shown],
    ['updated', handedOut, { type: 'edit', raisesGeneration: true, delivery: 'delivered' }, sent],
    [
      'updated',
      {},
      { type: 'edit', raisesGeneration: false, expiresAt: later },
      { expires_at: later, expiry_noted: 0 },
    ],
    ['updated', {}, { type: 'edit', raisesGeneration: true, vouchedBy }, given],
    ['updated', askedFor, { type: 'edit', raisesGeneration: true }, sent],
    ['resent', {}, { type: 'resend', coolDownMs }, sent],
    ['resent', handedOut, { type: 'resend', coolDownMs }, sent],
    ['resent', askedFor, { type: 'resend', coolDownMs }, sent],
    ['resent', { queued_at: NOW - MINUTE }, { type: 'resend', coolDownMs }, sent],
    [
      'resent',
      expired,
      { type: 'resend', coolDownMs, expiresAt: later },
      { ...sent, expires_at: later, expiry_noted: 0 },
    ],
    ['resent', expired, { type: 'renew', expiresAt: later }, { ...sent, expires_at: later, expiry_noted: 0 }],
    [
      'resent',
      { ...expired, ...handedOut },
      { type: 'renew', expiresAt: later },
      { ...sent, handed_out_generation: 3, expires_at: later, expiry_noted: 0 },
    ],
    ['resent', handedOut, { type: 'deliver', coolDownMs }, { ...sent, handed_out_generation: 3 }],
    [
      'resent',
      askedFor,
      { type: 'deliver', coolDownMs },
      { delivery_status: 'queued', queued_at: NOW, sent_at: null },
    ],
    ['updated', {}, { type: 'new_link' }, shown],
    ['updated', askedFor, { type: 'new_link' }, shown],
    ['updated', {}, { type: 'new_link', vouchedBy }, given],
    ['updated', shared, { type: 'new_link' }, shown],
    ['extended', {}, { type: 'extend', expiresAt: later }, { expires_at: later, expiry_noted: 0 }],
    [
      'extended',
      { ...expired, expiry_noted: 1 },
      { type: 'extend', expiresAt: later },
      { expires_at: later, expiry_noted: 0 },
    ],
    ['updated', expired, { type: 'supersede' }, next],
    ['revoked', {}, { type: 'revoke' }, { ...next, status: 'revoked' }],
    ['revoked', expired, { type: 'revoke' }, { ...next, status: 'revoked' }],
    ['declined', {}, { type: 'decline' }, { ...next, status: 'declined' }],
    ['accepted', {}, { type: 'redeem' }, { uses: 1, status: 'accepted', accepted_at: NOW }],
    ['accepted', expired, { type: 'redeem' }, { uses: 1, status: 'accepted', accepted_at: NOW }],
    ['accepted', { ...shared, uses: 3 }, { type: 'redeem' }, { uses: 4 }],
    [
      'accepted',
      { ...shared, uses: 4 },
      { type: 'redeem' },
      { uses: 5, status: 'accepted', accepted_at: NOW },
    ],
    ['expired', expired, { type: 'note_expiry' }, { expiry_noted: 1 }],
  ])('with "%s" when %j and %j', (event, changes, operation, set) => {
    const mails = 'queued_at' in set
    expect(judge(changes, operation)).toEqual({ outcome: 'changed', event, set, mails })
  })

  it.each<[string, Partial<LifeFacts>, object]>([
    ['pending', { status: 'accepted', uses: 1 }, { uses: 0 }],
    ['pending', { ...shared, uses: 3 }, { uses: 2 }],
    ['pending', { ...shared, status: 'accepted', uses: 5 }, { uses: 4 }],
    ['revoked', { ...shared, status: 'revoked', uses: 2 }, { uses: 1 }],
    // S11: somebody wanted it revoked while it was in flight.
    ['revoked', { status: 'accepted', uses: 1, revoke_on_release: 1 }, { uses: 0, generation: 4 }],
  ])('as %s after a redemption was taken back when %j', (status, changes, set) => {
    const released = { ...set, status, accepted_at: null }
    expect(judge(changes, { type: 'release' })).toMatchObject({ event: 'released', set: released })
  })
})

describe('the life of an invitation refuses', () => {
  it.each<[string, Partial<LifeFacts>, Operation]>([
    ['expired', expired, { type: 'edit', raisesGeneration: true }],
    ['expired', expired, { type: 'resend', coolDownMs }],
    ['expired', expired, { type: 'new_link' }],
    ['expired', { ...expired, ...handedOut }, { type: 'deliver', coolDownMs }],
    ['no_recipient', shared, { type: 'deliver', coolDownMs }],
    ['expired', expired, { type: 'decline' }],
    ['not_expired', {}, { type: 'renew', expiresAt: later }],
    ['not_expired', {}, { type: 'note_expiry' }],
    ['not_expired', { ...expired, expiry_noted: 1 }, { type: 'note_expiry' }],
    ['no_recipient', shared, { type: 'resend', coolDownMs }],
    ['no_recipient', { ...shared, ...expired }, { type: 'renew', expiresAt: later }],
    ['no_recipient', shared, { type: 'decline' }],
    ['too_short', {}, { type: 'extend', expiresAt: pending.expires_at }],
    ['not_pending', { ...shared, uses: 5 }, { type: 'redeem' }],
  ])('with "%s" when %j and %j', (code, changes, operation) => {
    expect(judge(changes, operation)).toEqual({ outcome: 'refused', code })
  })

  it.each(['resend', 'deliver'] as const)(
    'a message so soon after the last one, and says when the next may go: %s',
    type => {
      const refused = { outcome: 'refused', code: 'too_soon', retryAfterMs: 1 }
      for (const changes of [{}, handedOut, askedFor])
        expect(judge({ ...changes, queued_at: NOW - MINUTE + 1 }, { type, coolDownMs })).toEqual(refused)
    },
  )
})

const status = fc.constantFrom('pending', 'accepted', 'declined', 'revoked')
const facts: fc.Arbitrary<LifeFacts> = fc
  .record({
    kind: fc.constantFrom('personal', 'shared', 'domain'),
    status,
    generation: fc.integer({ min: 1, max: 9 }),
    delivery: fc.constantFrom('delivered', 'handed_out'),
    handed_out_generation: fc.constantFrom(null, 0),
    expires_at: fc.integer({ min: NOW - 5, max: NOW + 5 }),
    expiry_noted: fc.constantFrom(0, 1),
    max_uses: fc.integer({ min: 1, max: 4 }),
    uses: fc.nat(4),
    queued_at: fc.option(fc.integer({ min: NOW - 5, max: NOW })),
    revoke_on_release: fc.constantFrom(0, 1),
  })
  .map(facts => ({ ...facts, uses: Math.min(facts.uses, facts.max_uses) }))

const expiresAt = fc.integer({ min: NOW - 9, max: NOW + 9 })
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    type: fc.constant('edit'),
    raisesGeneration: fc.boolean(),
    expiresAt: fc.option(expiresAt, { nil: undefined }),
  }),
  fc.record({ type: fc.constantFrom('resend', 'deliver'), coolDownMs: fc.nat(5) }),
  fc.record({ type: fc.constantFrom('renew', 'extend'), expiresAt }),
  fc.record({ type: fc.constantFrom('new_link', 'supersede', 'decline', 'redeem', 'note_expiry') }),
  fc.record({ type: fc.constant('revoke'), inFlight: fc.boolean() }),
)

describe('for any state and operation', () => {
  it('S13: what is accepted, declined or revoked stays what it is', () => {
    fc.assert(
      fc.property(facts, operation, (facts, operation) => {
        fc.pre(facts.status !== 'pending')
        const transition = decideTransition(facts, operation, NOW)
        if (transition.outcome === 'refused') return
        // All that is ever kept is that somebody wanted it revoked.
        expect(operation).toEqual({ type: 'revoke', inFlight: true })
        expect(transition.set).toEqual({ revoke_on_release: 1 })
      }),
    )
  })

  it('S43: whatever changes status, delivery or link is another generation, and only that is sent', () => {
    fc.assert(
      fc.property(facts, operation, (facts, operation) => {
        const transition = decideTransition(facts, operation, NOW)
        if (transition.outcome === 'refused' || operation.type === 'redeem') return
        const { set, mails } = transition
        const { status = facts.status, delivery = facts.delivery, link_issued_at } = set
        const isOther = status !== facts.status || delivery !== facts.delivery || link_issued_at !== undefined
        const isSame = operation.type === 'deliver' && facts.delivery === 'delivered'
        if (isOther || (mails && !isSame)) expect(set.generation).toBe(facts.generation + 1)
        if (isSame) expect(set.generation).toBeUndefined()
      }),
    )
  })

  it('S61: a link that was shown asks for its message until an inviter does anything, and never after that', () => {
    fc.assert(
      fc.property(facts, operation, (facts, operation) => {
        const transition = decideTransition(facts, operation, NOW)
        if (transition.outcome === 'refused' || transition.set.generation === undefined) return
        const seen = facts.delivery === 'handed_out' ? facts.generation : facts.handed_out_generation
        const isAskedFor = operation.type === 'deliver' || operation.type === 'renew'
        expect(transition.set.handed_out_generation).toBe(isAskedFor ? seen : null)
        if (isAskedFor) expect(transition.set.delivery).toBe('delivered')
      }),
    )
  })

  it('uses stay between none and all', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom('redeem', 'release'), (facts, type) => {
        fc.pre(type === 'redeem' || facts.uses > 0)
        const transition = decideTransition(facts, { type }, NOW)
        if (transition.outcome === 'refused') return
        const { uses = 0, status = facts.status } = transition.set
        expect(uses).toBeGreaterThanOrEqual(0)
        expect(uses).toBeLessThanOrEqual(facts.max_uses)
        if (type === 'redeem') expect(status === 'accepted').toBe(uses === facts.max_uses)
        else expect(status).not.toBe('accepted')
      }),
    )
  })
})
