import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decideRefusedProfileRemoval,
  REFUSED_PROFILE_MAX_AGE_MS,
  REFUSED_PROFILE_REMOVAL_DEADLINE_MS,
  type RefusedProfileFacts,
} from '../../../../service/invitations/accounts/decide-refused-profile-removal.ts'
import {
  beginHistory,
  factsOf,
  type History,
  happen,
  refusedProfileEvents,
} from './refused-profile-history.ts'

const NOW = Date.UTC(2026, 10, 2)

const refusedProfile = factsOf(happen(beginHistory(NOW), 'refused_without_invitation', 500))

function decideForAccount(
  changes: (
    facts: RefusedProfileFacts & { user: NonNullable<RefusedProfileFacts['user']> },
  ) => Partial<RefusedProfileFacts>,
) {
  const { user } = refusedProfile
  if (!user) throw new TypeError('expected a profile')
  const decision = decideRefusedProfileRemoval({
    ...refusedProfile,
    now: NOW + 60_000,
    ...changes({ ...refusedProfile, user }),
  })
  return decision.outcome === 'keep' ? decision.reason : decision.outcome
}

const refusal = {
  code: 'invitation_required',
  passed: 0,
  created_at: NOW + 500,
  user_created_at: NOW,
  logins_count: 1,
} as const

describe('a profile that a refused social login left behind', () => {
  it('is removed when nothing speaks for it', () => {
    expect(decideForAccount(() => ({}))).toBe('remove')
  })

  it('is removed whether or not the refusal could be noted in it', () => {
    expect(decideForAccount(({ user }) => ({ user: { ...user, appMetadata: {} } }))).toBe('remove')
    expect(decideForAccount(({ user }) => ({ user: { ...user, appMetadata: { guestlist: {} } } }))).toBe(
      'remove',
    )
    const older = { guestlist: { refused_at: 'where an earlier version wrote it' } }
    expect(decideForAccount(({ user }) => ({ user: { ...user, appMetadata: older } }))).toBe('remove')
  })

  it('is removed as well if it came with another address than the invited one, or was refused again', () => {
    const mismatch = { ...refusal, code: 'address_mismatch' } as const
    expect(decideForAccount(() => ({ refusals: [mismatch] }))).toBe('remove')
    expect(decideForAccount(() => ({ refusals: [refusal, mismatch, refusal] }))).toBe('remove')
  })

  it('is removed at the last millisecond of its time, and later where a person asks for it', () => {
    const last = { ...refusal, created_at: NOW + REFUSED_PROFILE_MAX_AGE_MS }
    expect(decideForAccount(() => ({ refusals: [last] }))).toBe('remove')
    expect(decideForAccount(() => ({ now: NOW + REFUSED_PROFILE_REMOVAL_DEADLINE_MS }))).toBe('remove')
    expect(decideForAccount(() => ({ now: NOW + 365 * 86_400_000, isAskedFor: true }))).toBe('remove')
  })

  it.each<[string, Parameters<typeof decideForAccount>[0]]>([
    ['gone', () => ({ user: null })],
    ['not_social', ({ user }) => ({ user: { ...user, identities: [] } })],
    [
      'not_social',
      ({ user }) => ({ user: { ...user, identities: [...user.identities, ...user.identities] } }),
    ],
    [
      'not_social',
      ({ user }) => ({
        user: { ...user, identities: user.identities.map(it => ({ ...it, isSocial: false })) },
      }),
    ],
    ['logged_in_again', ({ user }) => ({ user: { ...user, loginsCount: 2 } })],
    ['logged_in_again', ({ user }) => ({ user: { ...user, loginsCount: 0 } })],
    ['has_metadata', ({ user }) => ({ user: { ...user, appMetadata: { order: 1 } } })],
    ['has_metadata', ({ user }) => ({ user: { ...user, appMetadata: { guestlist: { admitted: true } } } })],
    ['has_metadata', ({ user }) => ({ user: { ...user, appMetadata: { guestlist: { passed_at: 'x' } } } })],
    ['has_metadata', ({ user }) => ({ user: { ...user, appMetadata: { guestlist_passed_at: 'x' } } })],
    ['has_metadata', ({ user }) => ({ user: { ...user, appMetadata: { guestlist: 'x' } } })],
    ['has_metadata', ({ user }) => ({ user: { ...user, userMetadata: { theme: 'dark' } } })],
    ['has_roles', () => ({ roles: [{ id: 'rol_1', name: 'Member' }] })],
    ['has_organization', () => ({ organizations: [{ id: 'org_1' }] })],
    ['has_redemption', () => ({ redemptions: happen(beginHistory(NOW), 'redeemed', 0).facts.redemptions })],
    ['has_invitation', () => ({ hasInvitation: true })],
    ['not_refused', () => ({ refusals: [] })],
    ['not_refused', () => ({ refusals: [{ ...refusal, user_created_at: NOW - 1 }] })],
    ['passed', () => ({ refusals: [refusal, { ...refusal, passed: 1 }] })],
    ['other_refusal', () => ({ refusals: [refusal, { ...refusal, code: 'account_exists' }] })],
    ['not_each_refused', () => ({ refusals: [{ ...refusal, logins_count: null }] })],
    ['not_each_refused', () => ({ refusals: [{ ...refusal, logins_count: 2 }] })],
    [
      'from_before',
      () => ({ gate: { since: new Date(NOW + 1).toISOString(), pardoned: { before: null, users: [] } } }),
    ],
    [
      'from_before',
      ({ user }) => ({
        gate: { since: '2026-01-01T00:00:00Z', pardoned: { before: null, users: [user.userId] } },
      }),
    ],
    ['may_hold_tokens', () => ({ mayHoldTokens: true })],
    [
      'older_account',
      () => ({ refusals: [{ ...refusal, created_at: NOW + REFUSED_PROFILE_MAX_AGE_MS + 1 }] }),
    ],
    ['too_late', () => ({ now: NOW + REFUSED_PROFILE_REMOVAL_DEADLINE_MS + 1 })],
  ])('is kept: %s', (reason, changes) => {
    expect(decideForAccount(changes)).toBe(reason)
  })

  /** Histories in which any write of a mark may be lost; returns how many end with a removal. */
  function removeFromHistories(
    tenants: fc.Arbitrary<History['tenant']>,
    check: (truth: History['truth']) => void,
  ): number {
    const event = fc.tuple(
      // Refusals and time are what removals come from, so they come often.
      fc.oneof(fc.constantFrom(...refusedProfileEvents), fc.constant('refused_without_invitation' as const)),
      fc.oneof(fc.nat(1000), fc.nat(REFUSED_PROFILE_MAX_AGE_MS), fc.nat(REFUSED_PROFILE_REMOVAL_DEADLINE_MS)),
      fc.boolean(),
    )
    let removed = 0
    fc.assert(
      fc.property(tenants, fc.array(event, { maxLength: 8, size: 'max' }), (tenant, events) => {
        const history = events.reduce(
          (past, [what, afterMs, isMarkLost]) => happen(past, what, afterMs, isMarkLost),
          beginHistory(NOW, tenant),
        )
        const facts = factsOf(history)
        if (decideRefusedProfileRemoval(facts).outcome === 'keep') return
        removed++
        const { truth } = history
        expect(truth).toMatchObject({ isAdmitted: false, wasRefusedOtherwise: false })
        const madeAt = facts.user?.createdAt.getTime() ?? 0
        expect(truth.refusedAt).toBeGreaterThanOrEqual(madeAt)
        expect((truth.refusedAt ?? 0) - madeAt).toBeLessThanOrEqual(REFUSED_PROFILE_MAX_AGE_MS)
        expect(facts).toMatchObject({ roles: [], organizations: [], redemptions: [], hasInvitation: false })
        check(truth)
      }),
      { numRuns: 20_000 },
    )
    return removed
  }

  it('S50 S69 is never one that got a token, for any history and whichever marks are lost', () => {
    const closed = fc.record({ isPassable: fc.constant(false), tells: fc.boolean() })
    const silent = fc.record({ isPassable: fc.boolean(), tells: fc.constant(false) })
    const removed = removeFromHistories(fc.oneof(closed, silent), truth =>
      expect(truth).toMatchObject({ gotToken: false }),
    )
    // A rule that removes nobody would hold as well.
    expect(removed).toBeGreaterThan(100)
  })

  it('S69 is never one that may still use a token, where others pass and the tenant tells who does', () => {
    const open = fc.record({ isPassable: fc.constant(true), tells: fc.constant(true) })
    const removed = removeFromHistories(open, truth =>
      expect(truth).toMatchObject({ hasSession: false, hasRefreshToken: false, gotTokenByLogin: false }),
    )
    expect(removed).toBeGreaterThan(10)
  })
})
