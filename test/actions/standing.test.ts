import { describe, expect, it } from 'vitest'
import { decideStanding, isFirstPass } from '../../actions/decide-login.ts'
import { canAddressTell, decideRegistrationStanding } from '../../actions/decide-registration.ts'
import { localeOf } from '../../actions/event-locale.ts'
import { authenticatedAt, isInteractive, isOutdated } from '../../actions/login-time.ts'
import { parseGate } from '../../contract/parse-gate.ts'
import { loginEvent, loginUser, signUpEvent } from '../../scripts/bench/action-events.ts'
import { testGate } from './run-action.ts'

const gateOf = (changes: object = {}) => parseGate(JSON.stringify({ ...testGate, ...changes }))
const funnel = { client_id: 'funnel-id', name: 'Funnel', metadata: {} }
const created_at = '2026-11-20T10:00:00.000Z'
const afterMinutes = (minutes: number) => new Date(Date.parse(created_at) + minutes * 60_000)

describe('a login that passes for the first time, by an exception', () => {
  const database = [{ connection: 'Users', provider: 'auth0', user_id: '1' }]
  const company = [{ connection: 'acme', provider: 'oidc', user_id: '1', isSocial: false }]

  // Half an hour after the gate was switched on.
  const since = '2026-11-20T09:30:00Z'

  const judge = (user: object, { client = funnel, gate = {}, minutes = 1 } = {}) => {
    const event = loginEvent({ client, user: loginUser({ created_at, ...user }) })
    const parsed = gateOf(gate)
    return isFirstPass(event, decideStanding(event, parsed), parsed, afterMinutes(minutes))
  }

  it.each([
    ['a social account of this hour', {}, {}],
    ['one that is not quite an hour old', {}, { minutes: 60 - 1 / 60_000 }],
    ['one from after the gate', {}, { gate: { since } }],
    ['one of the very moment of the gate', {}, { gate: { since: created_at } }],
    [
      'one that was refused before, at any age',
      { app_metadata: { guestlist_refused_at: 'then' } },
      { minutes: 600 },
    ],
    [
      'a database account whose address nobody confirmed',
      { identities: database, email_verified: false },
      { minutes: 600 },
    ],
    ['one whose gate only observes', {}, { gate: { mode: 'observe' } }],
  ])('leaves a mark: %s', (_, user, options) => {
    expect(judge(user, options)).toBe(true)
  })

  it.each([
    ['a social account of an hour', {}, { minutes: 60 }],
    [
      'one of this hour that is from before the gate',
      { created_at: '2026-11-20T09:29:59.999Z' },
      { gate: { since }, minutes: -29 },
    ],
    ['an admitted user', { app_metadata: { guestlist: { admitted: true } } }, {}],
    ['one that has the mark', { app_metadata: { guestlist_passed_at: 'then' } }, {}],
    ['a confirmed database account', { identities: database, email_verified: true }, {}],
    ['an account of a company', { identities: company }, {}],
    ['another application', {}, { client: { ...funnel, client_id: 'portal' } }],
    ['an open gate', {}, { gate: { mode: 'open' } }],
  ])('leaves none: %s', (_, user, options) => {
    expect(judge(user, options)).toBe(false)
  })
})

describe('a gate that only observes', () => {
  const observe = gateOf({ mode: 'observe' })

  it('lets everybody pass, and says for whom that is its only reason', () => {
    const admitted = loginUser({ app_metadata: { guestlist: { admitted: true } } })
    const old = loginUser({ created_at: '2025-12-31T00:00:00.000Z' })
    expect(decideStanding(loginEvent(), observe)).toMatchObject({ passes: true, observed: true })
    for (const event of [
      loginEvent({ user: admitted }),
      loginEvent({ user: old }),
      loginEvent({ client: funnel }),
    ])
      expect(decideStanding(event, observe)).toMatchObject({ passes: true, observed: false })
  })

  it('is no reason in any other mode', () => {
    expect(decideStanding(loginEvent(), gateOf())).toMatchObject({ passes: false, observed: false })
    expect(decideStanding(loginEvent(), gateOf({ mode: 'open' }))).toMatchObject({
      passes: true,
      observed: false,
    })
  })
})

describe('a sign-up', () => {
  const admittedUser = { app_metadata: { guestlist: { admitted: true } } }

  it.each([
    ['concerned', {}, {}],
    ['concerned', { mode: 'observe' }, {}],
    ['open', { mode: 'open' }, {}],
    ['excepted', {}, { client: funnel }],
    ['excepted', {}, { connection: { name: 'partners', strategy: 'auth0' } }],
    ['open', { mode: 'open' }, { client: funnel }],
    ['made_by_administrator', {}, { transaction: undefined, user: admittedUser }],
    ['made_by_administrator', { mode: 'open' }, { transaction: undefined, user: admittedUser }],
  ] as const)('is %s by the gate %j and the event %j', (standing, gate, over) => {
    expect(decideRegistrationStanding(signUpEvent(over), gateOf(gate))).toBe(standing)
  })

  it.each([
    [true, 'email', {}, {}],
    [true, 'sms', {}, {}],
    // The Management API makes passwordless users as well; only their code lets them in.
    [true, 'email', {}, { transaction: undefined }],
    [false, 'auth0', {}, {}],
    [true, 'auth0', { admit_by_address: true }, {}],
    [true, 'auth0', { trusted_organizations: ['org_1'] }, {}],
    [false, 'auth0', { admit_by_address: true }, { transaction: undefined }],
    [false, 'auth0', { trusted_organizations: ['org_1'] }, { transaction: undefined }],
  ] as const)(
    'may be told by its address: %s, at %s with the gate %j and the event %j',
    (can, strategy, gate, over) => {
      const event = signUpEvent({ connection: { name: strategy, strategy }, ...over })
      expect(canAddressTell(event, gateOf(gate))).toBe(can)
    },
  )
})

describe('when a login was authenticated', () => {
  const at = (...methods: [string, string?][]) =>
    authenticatedAt({
      authentication: { methods: methods.map(([name, timestamp]) => ({ name, timestamp })) },
    })

  it('is the latest first factor', () => {
    expect(at(['pwd', created_at])).toBe(Date.parse(created_at))
    expect(at(['pwd', '2026-11-19T00:00:00Z'], ['federated', created_at])).toBe(Date.parse(created_at))
  })

  it('is not a second factor, nor what an Action recorded', () => {
    const later = '2026-11-21T00:00:00Z'
    expect(at(['pwd', created_at], ['mfa', later], ['https://acme.example/terms', later])).toBe(
      Date.parse(created_at),
    )
  })

  it('is unknown where nothing readable is said', () => {
    for (const event of [{}, { authentication: {} }, { authentication: { methods: [] } }])
      expect(authenticatedAt(event)).toBeUndefined()
    expect(at(['pwd', 'yesterday'], ['mfa', created_at])).toBeUndefined()
    expect(at(['pwd'])).toBeUndefined()
  })
})

describe('S62 whether anybody is at a login', () => {
  const exchange = 'oauth2-token-exchange'
  it.each([
    [true, {}, {}],
    [true, { protocol: 'oidc-basic-profile', prompt: ['login'] }, { prompt: 'login' }],
    [true, { protocol: 'oauth2-device-code' }, {}],
    [true, { protocol: 'samlp' }, {}],
    // A password or a code that was given a moment ago.
    [true, { protocol: 'oauth2-password' }, {}],
    [true, { protocol: undefined as never }, {}],
    [false, { prompt: ['none'] }, {}],
    [false, {}, { prompt: 'none' }],
    [false, {}, { prompt: 'login none' }],
    [false, { prompt: ['login', 'none'] }, {}],
    [false, {}, { prompt: ['none', 'login'] }],
    [false, { protocol: 'oauth2-refresh-token' }, {}],
    [false, { protocol: exchange }, {}],
    [false, { protocol: exchange, subject_token_type: 'urn:acme:legacy-token' }, {}],
    [
      true,
      { protocol: exchange, subject_token_type: 'http://auth0.com/oauth/token-type/google-id-token' },
      {},
    ],
    [true, {}, { prompt: { none: true } }],
  ])('%s: %j %j', (expected, transaction, query) => {
    expect(isInteractive({ transaction, request: { query } })).toBe(expected)
  })

  it('is not doubted where the event says nothing', () => {
    expect(isInteractive({ request: {}, transaction: {} })).toBe(true)
  })
})

describe('a login from before the account was taken over', () => {
  const not_before = '2026-11-20T10:00:05.000Z'
  const judge = (timestamp: string | undefined, metadata = {}) =>
    isOutdated(
      { authentication: { methods: timestamp === undefined ? [] : [{ name: 'pwd', timestamp }] } },
      { not_before, not_before_except: created_at, ...metadata },
    )

  it.each([
    [true, '2026-11-20T10:00:04.999Z'],
    [true, '2026-11-19T10:00:00.000Z'],
    [true, '2026-11-20T10:00:00.001Z'],
    // The owner's own, in which it happened.
    [false, created_at],
    [false, not_before],
    [false, '2026-11-21T10:00:00.000Z'],
    [false, undefined],
  ])('is refused: %s, authenticated at %s', (outdated, timestamp) => {
    expect(judge(timestamp)).toBe(outdated)
  })

  it('is not refused to anybody else, whatever the metadata hold', () => {
    const timestamp = '2020-01-01T00:00:00.000Z'
    for (const metadata of [{ not_before: undefined }, { not_before: 'soon' }])
      expect(judge(timestamp, metadata)).toBe(false)
  })
})

describe('the language of an event', () => {
  it.each([
    ['fr', { locale: 'fr-CA', ui_locales: ['de'] }, 'ja'],
    ['de', { ui_locales: ['de', 'fr'] }, 'ja'],
    ['de', { locale: 'it', ui_locales: ['de'] }, 'ja'],
    ['ja', {}, 'ja-JP,ja;q=0.9'],
    ['en', undefined, undefined],
  ])('is %s', (locale, transaction, language) => {
    expect(localeOf({ transaction, request: { language } } as never)).toBe(locale)
  })
})
