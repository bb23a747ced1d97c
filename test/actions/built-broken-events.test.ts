import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeOfSentence } from '../../contract/refusal.ts'
import { loginEvent, loginUser, signUpEvent } from '../../scripts/bench/action-events.ts'
import { type Breakage, type BrokenRun, type Mode, modes, useBrokenEvents } from './broken-event.ts'
import { ownState } from './foreign-states.ts'

const actions = useBrokenEvents()

/** Everybody who passes at a gate that refuses: what is broken is then the only reason to refuse them. */
const logins = {
  'an admitted user': loginEvent({ user: loginUser({ app_metadata: { guestlist: { admitted: true } } }) }),
  'a user from before': loginEvent({ user: loginUser({ created_at: '2025-12-31T23:59:59.999Z' }) }),
  'an excepted application': loginEvent({ client: { client_id: 'funnel-id', name: 'Funnel', metadata: {} } }),
  'an excepted connection': loginEvent({ connection: { name: 'partners', strategy: 'oidc' } }),
}
const signUps = {
  'an excepted application': signUpEvent({
    client: { client_id: 'funnel-id', name: 'Funnel', metadata: {} },
  }),
  'an excepted connection': signUpEvent({ connection: { name: 'partners', strategy: 'auth0' } }),
  'a user made by an administrator': signUpEvent({
    client: undefined,
    transaction: undefined,
    user: { email: 'ann@example.com', app_metadata: { guestlist: { admitted: true } } },
  }),
}

const strange = ['function', 'symbol', 'bigint', 'nan', 'infinity', 'revoked'].map(value => ({
  how: 'strange' as const,
  value,
}))
const values = (...list: unknown[]) => list.map(value => ({ how: 'value' as const, value }))
const gone = [{ how: 'absent' as const }]
const trap = [{ how: 'throws' as const }]
const noPart = [...values(null, '', 'text', 0, 7, true, false, [], [{}]), ...trap, ...strange]
const noName = [
  ...values(null, '', 0, 7, true, {}, [], ['a'], '\ud800', 'a'.repeat(1025)),
  ...trap,
  ...strange,
]
const noList = [...values(null, '', 'text', 0, 7, true, {}), ...trap, ...strange]
const noInstant = values('yesterday', 'then', '+010000-01-01T00:00:00Z', '1969-12-31T23:59:59Z')

/** What may not be at a path, by what the platform documents there. */
const loginParts: Record<string, Omit<Breakage, 'path'>[]> = {
  '': [...gone, ...noPart.filter(({ how }) => how !== 'throws')],
  ...parts('user connection client request transaction secrets stats', [...gone, ...noPart]),
  ...parts('user.user_id client.client_id connection.name connection.strategy', [...gone, ...noName]),
  'user.created_at': [...gone, ...noName, ...noInstant],
  'stats.logins_count': [...gone, ...values(null, '1', -1, 1.5, true, [], {}), ...trap, ...strange],
  ...parts(
    'user.app_metadata user.user_metadata client.metadata request.query transaction.metadata organization session',
    noPart,
  ),
  ...parts('authentication authorization', noPart),
  ...parts('user.identities authentication.methods authorization.roles', noList),
  'authentication.methods': [...noList, ...values([null], [undefined])],
  ...parts(
    'authentication.methods.0.name authentication.methods.0.timestamp user.app_metadata.guestlist',
    trap,
  ),
}
const signUpParts: Record<string, Omit<Breakage, 'path'>[]> = {
  '': [...gone, ...noPart.filter(({ how }) => how !== 'throws')],
  ...parts('user connection request secrets', [...gone, ...noPart]),
  ...parts('connection.name connection.strategy client.client_id', [...gone, ...noName]),
  ...parts('client transaction request.body user.app_metadata client.metadata', noPart),
}

function parts(paths: string, breakages: Omit<Breakage, 'path'>[]) {
  return Object.fromEntries(paths.split(' ').map(path => [path, breakages]))
}

/** Each thing that may not be, at each place: by chance which ones come together with which person and language. */
function breakages(table: typeof loginParts): fc.Arbitrary<Breakage> {
  const all = Object.entries(table).flatMap(([path, list]) => list.map(one => ({ path, ...one })))
  return fc.constantFrom(...all)
}

const everyBreakage = (table: typeof loginParts) =>
  Object.entries(table).flatMap(([path, list]) => list.map(one => ({ path, ...one })))

function expectDenied({ calls, thrown }: BrokenRun, context: unknown) {
  expect([thrown, calls.map(({ method }) => method), context]).toEqual([null, ['access.deny'], context])
  expect(codeOfSentence(String(calls[0]?.args.at(-1))), JSON.stringify(context)).toBe('service_unavailable')
  expect(JSON.stringify(calls)).not.toContain('secret detail')
}

const refusing = modes.filter(mode => mode !== 'open')

describe('an event that is whole', () => {
  it.each(modes)(
    'with mode %s, lets everybody of these pass, also without prototypes and frozen',
    async mode => {
      for (const hardened of [false, true]) {
        for (const event of Object.values(logins)) {
          const { calls, thrown } = await actions.run({
            mode,
            handler: 'onExecutePostLogin',
            event,
            hardened,
          })
          expect([thrown, calls.filter(({ method }) => method === 'access.deny')]).toEqual([null, []])
          expect(calls.some(({ method }) => method === 'idToken.setCustomClaim')).toBe(true)
        }
        for (const event of Object.values(signUps)) {
          const job = { mode, handler: 'onExecutePreUserRegistration', event, hardened } as const
          const { calls, thrown } = await actions.run(job)
          expect([thrown, calls.filter(({ method }) => method === 'access.deny')]).toEqual([null, []])
        }
      }
    },
  )
})

describe('a login whose event lacks a documented part, or holds another type there', () => {
  it.each(refusing)('is refused with a sentence, whoever it is, with mode %s', async mode => {
    for (const broken of everyBreakage(loginParts))
      for (const event of Object.values(logins))
        expectDenied(
          await actions.run({ mode, handler: 'onExecutePostLogin', event, broken: [broken] }),
          broken,
        )
  })

  it('passes with mode open', async () => {
    for (const broken of everyBreakage(loginParts)) {
      const event = logins['an admitted user']
      const run = await actions.run({ mode: 'open', handler: 'onExecutePostLogin', event, broken: [broken] })
      expect([run, broken]).toEqual([{ calls: [], thrown: null }, broken])
    }
  })

  it('is refused with a sentence, if it cannot even be read in which language', async () => {
    const faults = fc.record({
      event: fc.constantFrom(...Object.values(logins)),
      first: breakages(loginParts),
      language: fc.constantFrom(
        'request.language',
        'transaction.locale',
        'transaction.ui_locales',
        'request',
      ),
      mode: fc.constantFrom(...refusing),
    })
    await fc.assert(
      fc.asyncProperty(faults, async ({ event, first, language, mode }) => {
        const broken = [{ path: language, how: 'throws' as const }, first]
        expectDenied(await actions.run({ mode, handler: 'onExecutePostLogin', event, broken }), broken)
      }),
      { numRuns: 500 },
    )
  })

  it('for any event at all, never throws, and lets nobody pass that nothing lets pass', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...refusing), async (event, mode) => {
        expectDenied(await actions.run({ mode, handler: 'onExecutePostLogin', event }), event)
        expectDenied(await actions.run({ mode, handler: 'onExecutePreUserRegistration', event }), event)
      }),
    )
  })
})

describe('a sign-up whose event lacks a documented part, or holds another type there', () => {
  const run = (mode: Mode, event: unknown, broken: Breakage) =>
    actions.run({ mode, handler: 'onExecutePreUserRegistration', event, broken: [broken] })

  it.each(refusing)('is refused with a sentence, whoever it is, with mode %s', async mode => {
    for (const broken of everyBreakage(signUpParts))
      for (const event of Object.values(signUps)) expectDenied(await run(mode, event, broken), broken)
  })

  it('passes with mode open', async () => {
    for (const broken of everyBreakage(signUpParts))
      expect(await run('open', signUps['an excepted application'], broken)).toEqual({
        calls: [],
        thrown: null,
      })
  })
})

describe('coming back from the page, with an event that cannot be read', () => {
  it.each(modes)('stays a refusal with mode %s', async mode => {
    for (const broken of everyBreakage(loginParts)) {
      const event = loginEvent({ transaction: { metadata: { guestlist_refusal: 'address_mismatch' } } })
      const { calls, thrown } = await actions.run({
        mode,
        handler: 'onContinuePostLogin',
        event,
        broken: [broken],
      })
      const [denial, ...others] = calls.filter(({ method }) => method === 'access.deny')
      expect([thrown, others, broken]).toEqual([null, [], broken])
      expect(codeOfSentence(String(denial?.args[0]))).toBeDefined()
    }
  })
})

describe('what others write into an event', () => {
  const paths = [
    ...['user.email', 'user.email_verified', 'user.phone_number', 'user.phone_verified', 'user.name'],
    ...['request.hostname', 'request.language', 'request.query.ext-invite', 'request.query.state'],
    ...['transaction.state', 'transaction.locale', 'transaction.ui_locales', 'transaction.redirect_uri'],
    ...['transaction.protocol', 'client.name', 'user.app_metadata.plan', 'user.identities.0.profileData'],
    ...[
      'user.identities.0.user_id',
      'organization.id',
      'secrets.GUESTLIST_URL',
      'secrets.GUESTLIST_ACTION_KEY',
    ],
    ...['secrets.GUESTLIST_HANDOFF_KEYS', 'transaction.metadata.guestlist_handoff'],
  ]
  const anything = fc.oneof(
    fc.jsonValue().map(value => ({ how: 'value' as const, value })),
    fc.constantFrom(...values('x'.repeat(100_000), '\ud83d', '\0', ownState, '😀'.repeat(999))),
    fc.constantFrom(...trap, ...strange),
  )

  it('refuses nobody who passes, whatever it is, and S57 no secret does', async () => {
    const jobs = fc.record({
      event: fc.constantFrom(...Object.values(logins)),
      path: fc.constantFrom(...paths),
      what: anything,
      mode: fc.constantFrom(...modes),
    })
    await fc.assert(
      fc.asyncProperty(jobs, async ({ event, path, what, mode }) => {
        const broken = { path, ...what }
        const { calls, thrown } = await actions.run({
          mode,
          handler: 'onExecutePostLogin',
          event,
          broken: [broken],
        })
        expect(thrown).toBeNull()
        for (const method of ['access.deny', 'redirect.sendUserTo'])
          expect(calls.filter(call => call.method === method)).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })
})
