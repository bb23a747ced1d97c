import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideClaims, decideMetadata } from '../../actions/decide-grant.ts'
import { decideRedemption, decideStanding, isBegunByAccept } from '../../actions/decide-login.ts'
import { decideRegistration } from '../../actions/decide-registration.ts'
import type { Handoff } from '../../actions/handoff-carrier.ts'
import type { Gate } from '../../contract/gate.ts'
import { parseGate } from '../../contract/parse-gate.ts'
import { loginEvent, loginUser } from '../../scripts/bench/action-events.ts'
import { testGate } from './run-action.ts'

const gate: Gate = parseGate(JSON.stringify(testGate))
const live: Handoff = { state: 'live', token: 'live-token' }
const late: Handoff = { state: 'late', token: 'late-token' }
const junk: Handoff = { state: 'junk' }
const none: Handoff = { state: 'none' }
const required = { outcome: 'refused', code: 'invitation_required' }

describe('the decision on a sign-up', () => {
  it.each([
    [live, 'state', { outcome: 'ask', carrier: { handoff: 'live-token' } }],
    [none, 'state', { outcome: 'ask', carrier: { state: 'state' } }],
    [none, undefined, { outcome: 'ask', carrier: {} }],
    [junk, undefined, required],
    [late, undefined, { outcome: 'refused', code: 'handoff_expired' }],
  ] as const)('where an address can tell: with handoff %j and state %j is %j', (handoff, state, decision) => {
    expect(decideRegistration(handoff, state, true)).toEqual(decision)
  })

  it.each([
    [live, undefined, { outcome: 'ask', carrier: { handoff: 'live-token' } }],
    [live, 'state', { outcome: 'ask', carrier: { handoff: 'live-token' } }],
    [none, 'state', { outcome: 'ask', carrier: { state: 'state' } }],
    [none, undefined, required],
    [none, '', required],
    [junk, undefined, required],
    [junk, 'state', required],
    [late, undefined, { outcome: 'refused', code: 'handoff_expired' }],
    [late, 'state', { outcome: 'refused', code: 'handoff_expired' }],
  ] as const)('with handoff %j and state %j is %j', (handoff, state, decision) => {
    expect(decideRegistration(handoff, state, false)).toEqual(decision)
  })
})

describe('the standing of a login', () => {
  it('for any metadata of a user made after the gate, passes only with guestlist.admitted === true', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (others, guestlist) => {
        const event = loginEvent({ user: loginUser({ app_metadata: { ...others, guestlist } }) })
        const isAdmitted = (guestlist as { admitted?: unknown } | null)?.admitted === true
        expect(decideStanding(event, gate).passes).toBe(isAdmitted)
      }),
      {
        examples: [
          [{}, { admitted: true }],
          [{ admitted: true }, { admitted: 'true' }],
        ],
      },
    )
  })

  it('for any day, passes without admission only before the gate', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), day => {
        const event = loginEvent({ user: loginUser({ created_at: day.toISOString() }) })
        expect(decideStanding(event, gate).passes).toBe(day.getTime() < Date.parse(gate.since))
      }),
      { examples: [[new Date(gate.since)], [new Date(Date.parse(gate.since) - 1)]] },
    )
  })
})

describe('what the service is told', () => {
  const standing = (passes: boolean, admission?: string) => ({
    passes,
    observed: false,
    metadata: admission === undefined ? {} : { admission },
  })

  it.each([
    ['passes, nothing', standing(true), none, null],
    ['passes, junk', standing(true), junk, null],
    ['passes, late', standing(true), late, null],
    ['passes, live', standing(true), live, { handoff: 'live-token', state: 's' }],
    ['passes, stamped', standing(true, 'hnd_1'), none, { admission: 'hnd_1', state: 's' }],
    ['nothing', standing(false), none, { state: 's' }],
    ['junk', standing(false), junk, { state: 's' }],
    ['late', standing(false), late, { handoff: 'late-token', state: 's' }],
    ['live', standing(false), live, { handoff: 'live-token', state: 's' }],
    ['stamped', standing(false, 'hnd_1'), none, { admission: 'hnd_1', state: 's' }],
    [
      'stamped, live',
      standing(false, 'hnd_1'),
      live,
      { handoff: 'live-token', admission: 'hnd_1', state: 's' },
    ],
    ['stamped, late', standing(false, 'hnd_1'), late, { admission: 'hnd_1', state: 's' }],
  ])('%s', (_, standing, handoff, told) => {
    expect(decideRedemption(standing, handoff, 's', false)).toEqual(told)
  })

  it('is the state of a login that Accept began, also of somebody who passes', () => {
    expect(decideRedemption(standing(true), none, 's', true)).toEqual({ state: 's' })
    const back = (redirect_uri: string, url: unknown) =>
      isBegunByAccept(loginEvent({ secrets: { GUESTLIST_URL: url }, transaction: { redirect_uri } }))
    expect(back('https://guestlist.test/callback', 'https://guestlist.test/')).toBe(true)
    expect(back('https://guestlist.test/callback/', 'https://guestlist.test')).toBe(false)
    expect(back('https://guestlist.test.evil.test/callback', 'https://guestlist.test')).toBe(false)
    expect(back('undefined/callback', undefined)).toBe(false)
  })

  it('is everything that an observed login brought: it is judged as if it were to be refused', () => {
    const observed = { passes: true, observed: true, metadata: {} }
    expect(decideRedemption(observed, none, 's', false)).toEqual({ state: 's' })
    expect(decideRedemption(observed, late, 's', false)).toEqual({ handoff: 'late-token', state: 's' })
  })

  it('is nothing but the user when there is no carrier at all', () => {
    expect(decideRedemption(standing(false), none, undefined, false)).toEqual({})
  })
})

describe('what a grant adds', () => {
  const keys: fc.Arbitrary<string> = fc.constantFrom(
    ...['a', 'b', 'c', 'guestlist', 'guestlist_not_before', '__proto__'],
  )
  const metadata = fc.dictionary(keys, fc.jsonValue())

  it('S53: for any two sets of metadata, replaces no key but those it may, removes none and never sets guestlist', () => {
    fc.assert(
      fc.property(metadata, metadata, fc.array(keys), (existing, granted, overwrite) => {
        for (const [key, value] of decideMetadata(existing, granted, overwrite)) {
          expect(key).not.toMatch(/^guestlist/)
          expect(value).not.toBeNull()
          expect(Object.hasOwn(existing, key) && !overwrite.includes(key)).toBe(false)
          expect(value).toBe(granted[key])
        }
      }),
    )
  })

  it('is all of it for a user without metadata', () => {
    expect(decideMetadata(undefined, { plan: 'a', order: 1 }, [])).toEqual([
      ['plan', 'a'],
      ['order', 1],
    ])
  })

  it('is what a user has already only where it may replace that', () => {
    const existing = { plan: 'gold', theme: 'light', lang: 'de' }
    const granted = { plan: 'basic', theme: 'dark', order: 1 }
    expect(decideMetadata(existing, granted, ['theme', 'lang'])).toEqual([
      ['theme', 'dark'],
      ['order', 1],
    ])
  })

  it('names each role once in the claim', () => {
    const grant = {
      invitation: 'inv_1',
      roles: ['B', 'C'],
      app_metadata: {},
      user_metadata: {},
      overwrite: [],
    }
    const user = { roles: ['A', 'B'], appMetadata: undefined }
    expect(decideClaims(user, gate, grant)).toEqual([['https://app.example/roles', ['A', 'B', 'C']]])
  })

  it('makes no claim of inherited names', () => {
    const curious = {
      ...gate,
      claims: { ...gate.claims, appMetadata: { 'https://app.example/x': 'toString' } },
    }
    expect(decideClaims({ roles: [], appMetadata: {} }, curious)).toHaveLength(1)
  })
})
