import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { PreUserRegistrationEvent } from '../../actions/event-types.ts'
import { sentenceFor } from '../../contract/refusal.ts'
import { signUpEvent } from '../../scripts/bench/action-events.ts'
import { admissionRequest } from '../../service/http/actions/call-schemas.ts'
import { useActions } from './action-fixture.ts'
import { foreignStates, ownState } from './foreign-states.ts'

const fixture = useActions()

function signUp(over: Partial<Record<keyof PreUserRegistrationEvent, unknown>> = {}) {
  const event = signUpEvent({ secrets: fixture.secrets, ...over } as Partial<PreUserRegistrationEvent>)
  return fixture.actions.run({ handler: 'onExecutePreUserRegistration', event })
}

const withHandoff = (handoff: string) => ({ request: { body: { 'ulp-invite': handoff } } })
const passed = {
  method: 'user.setAppMetadata',
  args: ['guestlist_passed_at', expect.stringMatching(/^\d{4}-.*Z$/)],
}
const denial = (code: Parameters<typeof sentenceFor>[0]) => [
  { method: 'access.deny', args: [code, sentenceFor(code)] },
]

describe('the built Pre-User-Registration Action', () => {
  it('admits a sign-up with a live handoff after one call, and stamps the user', async () => {
    fixture.service.answer({ outcome: 'admitted', admission: 'hnd_1' })
    const run = await signUp(withHandoff(fixture.handoffs.live))
    expect(run.calls).toEqual([
      { method: 'user.setAppMetadata', args: ['guestlist', { admission: 'hnd_1' }] },
    ])
    expect(fixture.service.requests).toEqual([
      {
        method: 'POST',
        path: '/actions/admission',
        authorization: `Bearer ${fixture.secrets.GUESTLIST_ACTION_KEY}`,
        contentType: 'application/json',
        body: {
          handoff: fixture.handoffs.live,
          email: 'ann@example.com',
          client_id: 'portal',
          connection: { name: 'Username-Password-Authentication', strategy: 'auth0' },
          interactive: true,
          gate: expect.stringMatching(/^[\da-f]{16}$/),
        },
      },
    ])
    expect(run.fetches).toBe(1)
  })

  it('asks by the state of the login where the form carries nothing', async () => {
    fixture.service.answer({ outcome: 'admitted', admission: 'hnd_1' })
    const run = await signUp({ transaction: { state: ownState } })
    expect(run.calls).toHaveLength(1)
    expect(fixture.service.requests[0]?.body).toMatchObject({ state: ownState })
  })

  it.each(foreignStates)(
    'S67 admits by the handoff whatever state the application sends (%s), and asks by no such state',
    async (_, state) => {
      fixture.service.answer({ outcome: 'admitted', admission: 'hnd_1' })
      const run = await signUp({ ...withHandoff(fixture.handoffs.live), transaction: { state } })
      expect(run.calls).toEqual([
        { method: 'user.setAppMetadata', args: ['guestlist', { admission: 'hnd_1' }] },
      ])
      expect(fixture.service.requests[0]?.body).not.toHaveProperty('state')
      expect(await signUp({ transaction: { state } })).toMatchObject({
        calls: denial('invitation_required'),
        fetches: 0,
      })
    },
  )

  it.each([
    ['of 5,000 characters', `${'a'.repeat(5_000)}@example.com`],
    ['that is half a character', 'ann\ud83d@example.com'],
    ['that is no text', ['ann@example.com']],
  ])('S67 leaves out an address %s, which no invitation can be for', async (_, email) => {
    fixture.service.answer({ outcome: 'refused', code: 'address_mismatch' })
    const run = await signUp({ ...withHandoff(fixture.handoffs.live), user: { email, phone_number: 5 } })
    expect(run.calls).toEqual(denial('address_mismatch'))
    const body = fixture.service.requests[0]?.body
    expect(admissionRequest.safeParse(body).success).toBe(true)
    for (const name of ['email', 'phone_number']) expect(body).not.toHaveProperty(name)
  })

  it.each(['email', 'sms'])('asks by nothing but the address for the passwordless %s', async strategy => {
    fixture.service.answer({ outcome: 'admitted', admission: null })
    const user = strategy === 'sms' ? { phone_number: '+4915112345678' } : { email: 'ann@example.com' }
    const run = await signUp({ connection: { name: strategy, strategy }, user })
    expect(run).toMatchObject({ calls: [], fetches: 1 })
    const { body } = fixture.service.requests[0] ?? {}
    expect(body).toMatchObject({ ...user, connection: { name: strategy, strategy } })
    expect(body).not.toHaveProperty('state')
  })

  it('stamps nobody whom nothing but an address speaks for', async () => {
    fixture.service.answer({ outcome: 'admitted', admission: null })
    const run = await signUp({ transaction: { state: ownState } })
    expect(run).toMatchObject({ calls: [], fetches: 1 })
  })

  it('does not stamp passwordless users, who cannot have metadata yet', async () => {
    fixture.service.answer({ outcome: 'admitted', admission: 'hnd_1' })
    const connection = { name: 'email', strategy: 'email' }
    const run = await signUp({ ...withHandoff(fixture.handoffs.live), connection })
    expect(run).toMatchObject({ calls: [], fetches: 1 })
  })

  it('refuses what the service refuses, with its code for the log and a sentence for the person', async () => {
    fixture.service.answer({ outcome: 'refused', code: 'address_mismatch' })
    const run = await signUp(withHandoff(fixture.handoffs.live))
    expect(run.calls).toEqual(denial('address_mismatch'))
  })

  it.each([
    ['nothing', {}],
    ['an empty field of the partial', withHandoff('')],
    ['junk', withHandoff('junk')],
    ['junk that no parameter can hold', withHandoff('<script>')],
    ['a field that is no text', { request: { body: { 'ulp-invite': ['a'] } } }],
    ['no body', { request: {} }],
    ['neither transaction nor flag', { transaction: undefined }],
  ])('refuses a sign-up with %s alike and without the network', async (_, over) => {
    const run = await signUp(over)
    expect(run).toMatchObject({ calls: denial('invitation_required'), fetches: 0 })
  })

  it('refuses a forged handoff without the network, even with a state beside it', async () => {
    const run = await signUp({ ...withHandoff(fixture.handoffs.forged), transaction: { state: 'any' } })
    expect(run).toMatchObject({ calls: denial('invitation_required'), fetches: 0 })
  })

  it('tells the holder of an authentic handoff that it is too late, without the network', async () => {
    const run = await signUp(withHandoff(fixture.handoffs.late))
    expect(run).toMatchObject({ calls: denial('handoff_expired'), fetches: 0 })
  })

  it.each([
    ['an excepted application', { client: { client_id: 'funnel-id', name: 'Funnel', metadata: {} } }],
    [
      'an application that its metadata excepts',
      { client: { client_id: 'f', name: 'Any', metadata: { guestlist_gate: 'open' } } },
    ],
    ['an excepted connection', { connection: { name: 'partners', strategy: 'auth0' } }],
  ])('lets a sign-up through %s pass without the network, and notes that it did', async (_, over) => {
    for (const transaction of [{}, { state: 'state-of-the-application' }, undefined])
      expect(await signUp({ ...over, transaction, secrets: {} })).toMatchObject({
        calls: [passed],
        fetches: 0,
        output: [],
      })
  })

  const funnel = { client_id: 'funnel-id', name: 'Funnel', metadata: {} }
  const own = { state: 'guestlist.AAAAAAAAAAAAAAAAAAAAAA' }

  it('S63 stamps an invitee who signs up there, after one call, by the handoff or a state of ours', async () => {
    fixture.service.answer({ outcome: 'admitted', admission: 'hnd_1' })
    const stamp = { method: 'user.setAppMetadata', args: ['guestlist', { admission: 'hnd_1' }] }
    const byHandoff = await signUp({ ...withHandoff(fixture.handoffs.live), client: funnel })
    expect(byHandoff).toMatchObject({ calls: [passed, stamp], fetches: 1 })
    const byState = await signUp({ transaction: own, client: funnel })
    expect(byState).toMatchObject({ calls: [passed, stamp], fetches: 1 })
    const bodies = fixture.service.requests.map(({ body }) => body)
    expect(bodies).toEqual([
      expect.objectContaining({ handoff: fixture.handoffs.live, passes: true }),
      expect.objectContaining({ state: own.state, passes: true }),
    ])
  })

  it.each([
    ['refuses', { outcome: 'refused', code: 'address_mismatch' }, 'address_mismatch'],
    ['fails', (response: ServerResponse) => void response.writeHead(500).end(), 'service_unavailable'],
    ['never answers', () => undefined, 'service_unavailable'],
  ])('lets them pass without a stamp where the service %s', async (_, how, code) => {
    fixture.service.answer(how)
    const run = await signUp({ ...withHandoff(fixture.handoffs.live), client: funnel })
    expect(run).toMatchObject({ calls: [passed], fetches: 1, output: [`guestlist: not stamped ${code}`] })
  })

  it('S73 does not except an application that is called like the id of one that is', async () => {
    const run = await signUp({ client: { client_id: 'other', name: 'funnel-id', metadata: {} } })
    expect(run).toMatchObject({ calls: denial('invitation_required'), fetches: 0 })
  })

  it('S49 invitation and organization as parameters do not open the gate', async () => {
    const body = { invitation: 'abc', organization: 'org_1', organization_name: 'acme' }
    const run = await signUp({ request: { body, query: body } })
    expect(run).toMatchObject({ calls: denial('invitation_required'), fetches: 0 })
  })
})

describe('S48 app_metadata opens the gate only for users whom an administrator creates', () => {
  const admitted = { guestlist: { admitted: true } }

  it('admits one with the flag and without a transaction, without the network', async () => {
    const run = await signUp({ transaction: undefined, user: { app_metadata: admitted } })
    expect(run).toMatchObject({ calls: [], fetches: 0 })
  })

  it.each([
    ['the flag and a transaction', { transaction: {}, user: { app_metadata: admitted } }],
    ['no app_metadata', { transaction: undefined, user: {} }],
    ['empty app_metadata', { transaction: undefined, user: { app_metadata: {} } }],
    ['other keys', { transaction: undefined, user: { app_metadata: { admitted: true, plan: 'a' } } }],
    [
      'a text for the flag',
      { transaction: undefined, user: { app_metadata: { guestlist: { admitted: 'true' } } } },
    ],
    [
      'a number for the flag',
      { transaction: undefined, user: { app_metadata: { guestlist: { admitted: 1 } } } },
    ],
    ['guestlist: true', { transaction: undefined, user: { app_metadata: { guestlist: true } } }],
    ['the flag in user_metadata', { transaction: undefined, user: { user_metadata: admitted } }],
  ])('refuses one with %s', async (_, over) => {
    expect(await signUp(over)).toMatchObject({ calls: denial('invitation_required'), fetches: 0 })
  })
})

describe('a service that cannot answer', () => {
  const answers: [string, object | ((response: ServerResponse) => void)][] = [
    [
      'with status 500',
      response => void response.writeHead(500).end('{"outcome":"admitted","admission":"a"}'),
    ],
    ['with status 401', response => void response.writeHead(401).end('{}')],
    ['with HTML', response => void response.end('<html>admitted</html>')],
    ['with nothing', response => void response.end()],
    ['with another shape', { outcome: 'admitted' }],
    ['with a code of its own', { outcome: 'refused', code: 'because' }],
    ['by hanging up', response => void response.destroy()],
    ['with far too much', { outcome: 'admitted', admission: 'a'.repeat(200_000) }],
  ]

  it.each(answers)('%s means a refusal after one call, and no user', async (_, how) => {
    fixture.service.answer(how)
    const run = await signUp(withHandoff(fixture.handoffs.live))
    expect(run).toMatchObject({ calls: denial('service_unavailable'), fetches: 1 })
    expect(run.output).toEqual(['guestlist: refused service_unavailable'])
  })

  it.each([
    [100_000, []],
    [100_001, denial('service_unavailable')],
  ])('with %i bytes is believed up to 100 kB', async (bytes, calls) => {
    const answer = JSON.stringify({ outcome: 'admitted', admission: null })
    fixture.service.answer(response => response.end(answer.padEnd(bytes)))
    expect(await signUp(withHandoff(fixture.handoffs.live))).toMatchObject({ calls })
  })

  it('with a redirect means a refusal, and the key goes nowhere else', async () => {
    fixture.service.answer(response => {
      if (fixture.service.requests.length === 1) response.writeHead(307, { location: '/elsewhere' }).end()
      else response.end('{"outcome":"admitted","admission":"hnd_1"}')
    })
    const run = await signUp(withHandoff(fixture.handoffs.live))
    expect(run).toMatchObject({ calls: denial('service_unavailable'), fetches: 1 })
    expect(fixture.service.requests).toHaveLength(1)
  })

  it('because it is down means a refusal', async () => {
    await fixture.service.close()
    const run = await signUp(withHandoff(fixture.handoffs.live))
    expect(run).toMatchObject({ calls: denial('service_unavailable'), fetches: 1 })
  })

  it('because it never answers is given up after 3 s', async () => {
    const abandoned = new Promise(resolve => {
      fixture.service.answer(response => void response.on('close', resolve))
    })
    const run = await signUp(withHandoff(fixture.handoffs.live))
    expect(run).toMatchObject({ calls: denial('service_unavailable'), fetches: 1 })
    await abandoned
  })
})

describe('secrets that cannot be right', () => {
  it.each([
    ['no key', { GUESTLIST_ACTION_KEY: undefined }],
    ['a key of 31 characters', { GUESTLIST_ACTION_KEY: 'k'.repeat(31) }],
    ['no text for the key', { GUESTLIST_ACTION_KEY: ['k'.repeat(40)] }],
    ['a placeholder for the key', { GUESTLIST_ACTION_KEY: '@@GUESTLIST_ACTION_KEY_OF_THE_TENANT@@' }],
    ['a placeholder in the key', { GUESTLIST_ACTION_KEY: '##GUESTLIST_ACTION_KEY_OF_THE_TENANT##' }],
    ['no address', { GUESTLIST_URL: undefined }],
    ['a placeholder for the address', { GUESTLIST_URL: '@@PUBLIC_URL@@' }],
    ['http for the address', { GUESTLIST_URL: 'http://guestlist.example' }],
    ['an address that only looks local', { GUESTLIST_URL: 'http://localhost.evil.example' }],
    ['an address that is no URL', { GUESTLIST_URL: 'guestlist.example' }],
    ['an address of another kind', { GUESTLIST_URL: 'file://localhost/etc/passwd' }],
    ['no public keys', { GUESTLIST_HANDOFF_KEYS: undefined }],
    ['a placeholder for the public keys', { GUESTLIST_HANDOFF_KEYS: '@@GUESTLIST_HANDOFF_KEYS@@' }],
    [
      'private keys',
      { GUESTLIST_HANDOFF_KEYS: '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"a","d":"b","kid":"k"}]}' },
    ],
  ])('refuse everybody who is asked about, and say so in the log only: %s', async (_, over) => {
    const secrets = { ...fixture.secrets, ...over }
    const run = await signUp({ ...withHandoff(fixture.handoffs.live), secrets })
    expect(run).toMatchObject({ calls: denial('gate_misconfigured'), fetches: 0 })
    expect(run.output).toEqual(['guestlist: refused gate_misconfigured'])
  })
})

it('takes a key of 32 characters, and an address with slashes at its end', async () => {
  fixture.service.answer({ outcome: 'admitted', admission: null })
  const secrets = {
    ...fixture.secrets,
    GUESTLIST_ACTION_KEY: 'k'.repeat(32),
    GUESTLIST_URL: `${fixture.service.url}//`,
  }
  expect(await signUp({ ...withHandoff(fixture.handoffs.live), secrets })).toMatchObject({
    calls: [],
    fetches: 1,
  })
  expect(fixture.service.requests).toMatchObject([
    { path: '/actions/admission', authorization: `Bearer ${'k'.repeat(32)}` },
  ])
})

it('prints no address, token or key in any of this', async () => {
  fixture.service.answer(response => void response.writeHead(500).end('upstream secret'))
  const run = await signUp(withHandoff(fixture.handoffs.live))
  for (const canary of ['ann@example.com', fixture.handoffs.live, 'a-key-of-the-actions', 'upstream secret'])
    expect(JSON.stringify([run.output, run.calls])).not.toContain(canary)
})
