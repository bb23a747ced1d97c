import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decideStrayRemoval,
  STRAY_MAX_AGE_MS,
  STRAY_REMOVAL_DEADLINE_MS,
  type StrayFacts,
} from '../../../service/invitations/decide-stray-removal.ts'
import { beginHistory, happen, strayEvents } from './stray-history.ts'

const NOW = Date.UTC(2026, 10, 2)

const stray = happen(beginHistory(NOW), 'refused_without_invitation', 500).facts

function judge(
  changes: (facts: StrayFacts & { user: NonNullable<StrayFacts['user']> }) => Partial<StrayFacts>,
) {
  const { user } = stray
  if (!user) throw new TypeError('expected a profile')
  const decision = decideStrayRemoval({ ...stray, now: NOW + 60_000, ...changes({ ...stray, user }) })
  return decision.outcome === 'keep' ? decision.reason : decision.outcome
}

const refusal = {
  code: 'invitation_required',
  passed: 0,
  created_at: NOW + 500,
  user_created_at: NOW,
} as const

describe('a profile that a refused social login left behind', () => {
  it('is removed when nothing speaks for it', () => {
    expect(judge(() => ({}))).toBe('remove')
  })

  it('is removed whether or not the refusal could be noted in it', () => {
    expect(judge(({ user }) => ({ user: { ...user, appMetadata: {} } }))).toBe('remove')
    expect(judge(({ user }) => ({ user: { ...user, appMetadata: { guestlist: {} } } }))).toBe('remove')
  })

  it('is removed at the last millisecond of its time, and later where a person asks for it', () => {
    const last = { ...refusal, created_at: NOW + STRAY_MAX_AGE_MS }
    expect(judge(() => ({ refusals: [last] }))).toBe('remove')
    expect(judge(() => ({ now: NOW + STRAY_REMOVAL_DEADLINE_MS }))).toBe('remove')
    expect(judge(() => ({ now: NOW + 365 * 86_400_000, isAskedFor: true }))).toBe('remove')
  })

  it.each<[string, Parameters<typeof judge>[0]]>([
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
    ['has_metadata', ({ user }) => ({ user: { ...user, appMetadata: { guestlist: 'x' } } })],
    ['has_metadata', ({ user }) => ({ user: { ...user, userMetadata: { theme: 'dark' } } })],
    ['has_roles', () => ({ roles: [{ id: 'rol_1', name: 'Member' }] })],
    ['has_organization', () => ({ organizations: [{ id: 'org_1' }] })],
    ['has_redemption', () => ({ redemptions: happen(beginHistory(NOW), 'redeemed', 0).facts.redemptions })],
    ['has_invitation', () => ({ hasInvitation: true })],
    ['not_refused', () => ({ refusals: [] })],
    ['not_refused', () => ({ refusals: [{ ...refusal, user_created_at: NOW - 1 }] })],
    ['passed', () => ({ refusals: [refusal, { ...refusal, passed: 1 }] })],
    ['other_refusal', () => ({ refusals: [refusal, { ...refusal, code: 'address_mismatch' }] })],
    ['older_account', () => ({ refusals: [{ ...refusal, created_at: NOW + STRAY_MAX_AGE_MS + 1 }] })],
    ['too_late', () => ({ now: NOW + STRAY_REMOVAL_DEADLINE_MS + 1 })],
  ])('is kept: %s', (reason, changes) => {
    expect(judge(changes)).toBe(reason)
  })

  it('S50: is never one that got a token, was admitted, or was refused for another reason, for any history', () => {
    const event = fc.tuple(
      // Refusals and time are what removals come from, so they come often.
      fc.oneof(fc.constantFrom(...strayEvents), fc.constant('refused_without_invitation' as const)),
      fc.oneof(fc.nat(1000), fc.nat(STRAY_MAX_AGE_MS), fc.nat(STRAY_REMOVAL_DEADLINE_MS)),
    )
    const history = fc.array(event, { maxLength: 8, size: 'max' })
    let removed = 0
    fc.assert(
      fc.property(history, events => {
        const { facts, truth } = events.reduce(
          (past, [what, afterMs]) => happen(past, what, afterMs),
          beginHistory(NOW),
        )
        if (decideStrayRemoval(facts).outcome === 'keep') return
        removed++
        expect(truth).toMatchObject({ gotToken: false, isAdmitted: false, wasRefusedOtherwise: false })
        expect(truth.refusedAt).toBeDefined()
        const { user } = facts
        expect(user).not.toBeNull()
        expect((truth.refusedAt ?? 0) - (user?.createdAt.getTime() ?? 0)).toBeLessThanOrEqual(
          STRAY_MAX_AGE_MS,
        )
        expect(facts.roles).toEqual([])
        expect(facts.organizations).toEqual([])
      }),
      { numRuns: 20_000 },
    )
    // A rule that removes nobody would hold as well.
    expect(removed).toBeGreaterThan(100)
  })
})
