import { describe, expect, it } from 'vitest'
import { loginUser } from '../../scripts/bench/action-events.ts'
import { foreignStates, ownState } from './foreign-states.ts'
import {
  admitted,
  callsOf,
  claimsOf,
  grant,
  refusal,
  rolesClaim,
  useLogins,
  withHandoff,
} from './login-fixture.ts'

const fixture = useLogins()

describe('a login with an invitation', () => {
  it('redeems it with one call that states the facts of the login', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), organization: { id: 'org_1' } })
    expect(run.fetches).toBe(1)
    expect(fixture.service.requests).toEqual([
      {
        method: 'POST',
        path: '/actions/redemption',
        authorization: `Bearer ${fixture.secrets.GUESTLIST_ACTION_KEY}`,
        contentType: 'application/json',
        body: {
          handoff: fixture.handoffs.live,
          interactive: true,
          user: {
            user_id: 'google-oauth2|1',
            email: 'ann@example.com',
            email_verified: true,
            created_at: '2026-11-20T10:00:00.000Z',
            logins_count: 1,
            identities: [
              { connection: 'google-oauth2', provider: 'google-oauth2', user_id: '1', isSocial: true },
            ],
          },
          connection: { name: 'google-oauth2', strategy: 'google-oauth2' },
          client_id: 'portal',
          protocol: 'oidc-basic-profile',
          organization_id: 'org_1',
          hostname: 'login.acme.example',
          passes: false,
          excepted: false,
          gate: expect.stringMatching(/^[\da-f]{16}$/),
        },
      },
    ])
  })

  it.each([
    ['with a password', [{ name: 'pwd', timestamp: '2026-11-20T10:00:05.000Z' }], {}, true],
    ['without a page', [{ name: 'pwd', timestamp: '2026-11-20T10:00:05.000Z' }], { prompt: ['none'] }, false],
  ])(
    'S62 says when somebody logged in, and whether anybody is there: %s',
    async (_, methods, more, interactive) => {
      fixture.service.answer({ outcome: 'redeemed', grant })
      const transaction = { protocol: 'oidc-basic-profile', ...more }
      await fixture.logIn({
        ...withHandoff(fixture.handoffs.live),
        transaction,
        authentication: { methods },
      })
      const authenticated_at = '2026-11-20T10:00:05.000Z'
      expect(fixture.service.requests[0]?.body).toMatchObject({ authenticated_at, interactive })
    },
  )

  it('admits, gives the metadata that the user does not have yet, and the roles in this login', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const user = loginUser({ app_metadata: { plan: 'gold', guestlist_refused_at: 'then' } })
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), user })
    expect(callsOf(run, 'user.setAppMetadata')).toEqual([
      ['order', 42],
      ['guestlist', { admitted: true, invitation: 'inv_1' }],
      ['guestlist_refused_at', null],
    ])
    expect(callsOf(run, 'user.setUserMetadata')).toEqual([['theme', 'dark']])
    expect(claimsOf(run)).toEqual({ [rolesClaim]: ['Viewer', 'Editor'], 'https://app.example/plan': 'gold' })
    expect(callsOf(run, 'access.deny')).toEqual([])
  })

  it('replaces metadata of the user where the policy said so, in the claims of this login, too', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant: { ...grant, overwrite: ['plan'] } })
    const user = loginUser({ app_metadata: { plan: 'gold', order: 1 } })
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), user })
    expect(callsOf(run, 'user.setAppMetadata')).toEqual([
      ['plan', 'silver'],
      ['guestlist', { admitted: true, invitation: 'inv_1' }],
    ])
    expect(claimsOf(run)['https://app.example/plan']).toBe('silver')
  })

  it('maps metadata that was granted a moment ago', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const run = await fixture.logIn(withHandoff(fixture.handoffs.live))
    expect(claimsOf(run)['https://app.example/plan']).toBe('silver')
  })

  it('gives the grant to an admitted user as well, and keeps their roles', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), user: admitted })
    expect(fixture.service.requests[0]?.body).toMatchObject({ passes: true, excepted: false })
    expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer', 'Editor'])
    expect(callsOf(run, 'user.setAppMetadata')).toContainEqual([
      'guestlist',
      { admitted: true, invitation: 'inv_1' },
    ])
  })

  it('never lets a grant set what is ours', async () => {
    const guestlist = { admitted: true, invitation: 'inv_9' }
    const app_metadata = { guestlist, guestlist_not_before: 'never', guestlist_roles_inv_9: ['Boss'] }
    fixture.service.answer({ outcome: 'redeemed', grant: { ...grant, app_metadata } })
    const run = await fixture.logIn(withHandoff(fixture.handoffs.live))
    expect(callsOf(run, 'user.setAppMetadata')).toEqual([
      ['guestlist', { admitted: true, invitation: 'inv_1' }],
    ])
  })

  it.each([
    ['junk', 'junk'],
    ['a forged one', undefined],
  ])('that is none (%s) is nothing to an admitted user: no call, logged in', async (_, handoff) => {
    const run = await fixture.logIn({ ...withHandoff(handoff ?? fixture.handoffs.forged), user: admitted })
    expect(run.fetches).toBe(0)
    expect(callsOf(run, 'access.deny')).toEqual([])
  })

  it('that is refused leaves an admitted user logged in, without the grant', async () => {
    fixture.service.answer(refusal)
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), user: admitted })
    expect(new Set(run.calls.map(call => call.method))).toEqual(
      new Set(['idToken.setCustomClaim', 'accessToken.setCustomClaim', 'transaction.setMetadata']),
    )
    expect(run).toMatchObject({ fetches: 1, output: ['guestlist: not granted address_mismatch'] })
  })

  it('is kept where a second run of ours finds it, behind a redirect or a second factor', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const { live, forged } = fixture.handoffs
    const first = await fixture.logIn(withHandoff(live))
    expect(callsOf(first, 'transaction.setMetadata')).toEqual([['guestlist_handoff', live]])
    const metadata = { guestlist_handoff: live }
    const second = await fixture.logIn({ ...withHandoff(forged), transaction: { metadata } })
    expect(fixture.service.requests[1]?.body).toMatchObject({ handoff: live })
    expect(callsOf(second, 'transaction.setMetadata')).toEqual([])
    expect(callsOf(await fixture.logIn(withHandoff(forged)), 'transaction.setMetadata')).toEqual([])
  })

  it('is found by the state of a login that Accept began, where the token was lost, for anybody', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const back = { state: ownState, redirect_uri: `${fixture.service.url}/callback` }
    const run = await fixture.logIn({ user: admitted, transaction: back })
    expect(run.fetches).toBe(1)
    expect(fixture.service.requests[0]?.body).toMatchObject({ state: ownState, passes: true })
    expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer', 'Editor'])
  })

  it.each(foreignStates)('S67 is redeemed whatever state the application sends (%s)', async (_, state) => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const query = { 'ext-invite': fixture.handoffs.live, state, list: ['1', '2'], 'ext-a': ['b', 'c'] }
    const run = await fixture.logIn({ request: { query }, transaction: { state } })
    expect(callsOf(run, 'access.deny')).toEqual([])
    expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer', 'Editor'])
    expect(fixture.service.requests[0]?.body).toMatchObject({ handoff: fixture.handoffs.live })
    expect(fixture.service.requests[0]?.body).not.toHaveProperty('state')
  })

  it('is found by the stamp of the sign-up, also on another day and device', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const user = loginUser({ app_metadata: { guestlist: { admission: 'hnd_1' } } })
    const run = await fixture.logIn({ user })
    expect(run.fetches).toBe(1)
    expect(fixture.service.requests[0]?.body).toMatchObject({ admission: 'hnd_1' })
    expect(callsOf(run, 'user.setAppMetadata')).toContainEqual([
      'guestlist',
      { admitted: true, invitation: 'inv_1' },
    ])
  })

  it('does not let a late handoff hide the stamp', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const user = loginUser({ app_metadata: { guestlist: { admission: 'hnd_1' } } })
    await fixture.logIn({ ...withHandoff(fixture.handoffs.late), user })
    expect(fixture.service.requests[0]?.body).toMatchObject({ admission: 'hnd_1' })
    expect(fixture.service.requests[0]?.body).not.toHaveProperty('handoff')
  })
})
