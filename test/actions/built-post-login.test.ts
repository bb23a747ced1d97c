import { describe, expect, it } from 'vitest'
import { loginUser } from '../../scripts/bench/action-events.ts'
import {
  admitted,
  callsOf,
  claimsOf,
  fromBefore,
  refusal,
  rolesClaim,
  useLogins,
  withHandoff,
} from './login-fixture.ts'

const fixture = useLogins()

describe('an ordinary login', () => {
  it.each([
    ['of an admitted user', { user: admitted }],
    ['of a user from before the gate', { user: fromBefore }],
    ['through an excepted application', { client: { client_id: 'funnel-id', name: 'Funnel' } }],
    [
      'through an application that its metadata excepts',
      { client: { client_id: 'f', name: 'X', metadata: { guestlist_gate: 'open' } } },
    ],
    ['through an excepted connection', { connection: { name: 'partners', strategy: 'oidc' } }],
  ])('%s makes no network call and passes', async (_, over) => {
    const run = await fixture.logIn(over)
    expect(run).toMatchObject({ fetches: 0, output: [] })
    expect(new Set(run.calls.map(call => call.method))).toEqual(
      new Set(['idToken.setCustomClaim', 'accessToken.setCustomClaim']),
    )
  })

  it('carries the roles that the user has in the tenant and the mapped metadata, in both tokens', async () => {
    const run = await fixture.logIn({ user: admitted, authorization: { roles: ['Viewer'] } })
    const claims = [
      [rolesClaim, ['Viewer']],
      ['https://app.example/plan', 'gold'],
    ]
    expect(callsOf(run, 'idToken.setCustomClaim')).toEqual(claims)
    expect(callsOf(run, 'accessToken.setCustomClaim')).toEqual(claims)
  })

  it('S52 a role removed in the tenant is gone from the next token', async () => {
    const user = loginUser({ app_metadata: { guestlist: { admitted: true, invitation: 'inv_1' } } })
    expect(claimsOf(await fixture.logIn({ user, authorization: { roles: [] } }))[rolesClaim]).toEqual([])
    expect(claimsOf(await fixture.logIn({ user, authorization: undefined }))[rolesClaim]).toEqual([])
  })
})

describe('S73 an exception names a client id', () => {
  it('and excepts no other application, whatever that is called', async () => {
    fixture.service.answer(refusal)
    for (const name of ['funnel-id', 'Funnel', 'guestlist_gate']) {
      const run = await fixture.logIn({ client: { client_id: 'other', name, metadata: {} } })
      expect(callsOf(run, 'redirect.sendUserTo')).toHaveLength(1)
    }
  })
})

describe('the bundles', () => {
  it('export the handlers that Auth0 calls', async () => {
    const run = await fixture.logIn({ user: admitted })
    expect(run.handlers.sort()).toEqual(['onContinuePostLogin', 'onExecutePostLogin'])
  })

  it('have at most 40 kB each', () => {
    expect(fixture.actions.built.map(({ name }) => name)).toEqual(['pre-user-registration', 'post-login'])
    for (const { bytes } of fixture.actions.built) expect(bytes).toBeLessThanOrEqual(40_000)
  })

  it('print no address, token, ticket or key', async () => {
    fixture.service.answer(refusal)
    const run = await fixture.logIn(withHandoff(fixture.handoffs.live))
    const printed = run.output.join('\n')
    for (const canary of ['ann@example.com', fixture.handoffs.live, 'ticket-1', 'a-key-of-the-actions'])
      expect(printed).not.toContain(canary)
    expect(printed).toBe('guestlist: refused address_mismatch')
  })
})
