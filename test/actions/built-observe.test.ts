import { describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import { loginUser, signUpEvent } from '../../scripts/bench/action-events.ts'
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
import { testGate } from './run-action.ts'

const fixture = useLogins({ ...testGate, mode: 'observe' })

function signUp(over: object = {}) {
  const event = signUpEvent({ secrets: fixture.secrets, ...over })
  return fixture.actions.run({ handler: 'onExecutePreUserRegistration', event })
}

describe('a sign-up that is only observed', () => {
  it('goes on without an invitation, and is counted with the code that it would have had', async () => {
    fixture.service.answer({ outcome: 'refused', code: 'invitation_required' })
    const run = await signUp()
    expect(run).toMatchObject({
      calls: [],
      fetches: 1,
      output: ['guestlist: would_refuse invitation_required'],
    })
    const [request] = fixture.service.requests
    expect(request).toMatchObject({
      path: '/actions/admission',
      body: { observing: true, refused: 'invitation_required', email: 'ann@example.com' },
    })
  })

  it('goes on with a late handoff, and is counted as such', async () => {
    fixture.service.answer({ outcome: 'refused', code: 'handoff_expired' })
    const run = await signUp({ request: { body: { 'ulp-invite': fixture.handoffs.late } } })
    expect(run.calls).toEqual([])
    expect(fixture.service.requests[0]?.body).toMatchObject({ refused: 'handoff_expired' })
  })

  it('with an invitation is stamped as ever', async () => {
    fixture.service.answer({ outcome: 'admitted', admission: 'hnd_1' })
    const run = await signUp({ request: { body: { 'ulp-invite': fixture.handoffs.live } } })
    expect(run.calls).toEqual([
      { method: 'user.setAppMetadata', args: ['guestlist', { admission: 'hnd_1' }] },
    ])
    expect(fixture.service.requests[0]?.body).toMatchObject({ observing: true })
  })

  it.each([
    ['the service fails', () => fixture.service.answer(response => void response.writeHead(500).end()), {}],
    ['no secret is there', () => undefined, { secrets: {} }],
  ])('goes on when %s', async (_, breakIt, over) => {
    breakIt()
    const run = await signUp(over)
    expect(run.calls).toEqual([])
    expect(run.output.join()).toMatch(/^guestlist: would_refuse (service_unavailable|gate_misconfigured)$/)
  })
})

describe('a login that is only observed', () => {
  it('passes, with its roles, and the service is told to judge it', async () => {
    fixture.service.answer({ outcome: 'refused', code: 'invitation_required' })
    const run = await fixture.logIn()
    expect(new Set(run.calls.map(({ method }) => method))).toEqual(
      new Set(['idToken.setCustomClaim', 'accessToken.setCustomClaim']),
    )
    expect(run).toMatchObject({ fetches: 1, output: ['guestlist: would_refuse invitation_required'] })
    expect(fixture.service.requests[0]?.body).toMatchObject({
      observing: true,
      passes: true,
      excepted: false,
    })
    expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer'])
  })

  it('with an invitation gets its grant and is admitted', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const run = await fixture.logIn(withHandoff(fixture.handoffs.live))
    expect(callsOf(run, 'user.setAppMetadata')).toContainEqual([
      'guestlist',
      { admitted: true, invitation: 'inv_1' },
    ])
    expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer', 'Editor'])
  })

  it('is nobody that the gate lets pass anyway: no call', async () => {
    for (const user of [admitted, loginUser({ created_at: '2025-01-01T00:00:00.000Z' })])
      expect(await fixture.logIn({ user })).toMatchObject({ fetches: 0, output: [] })
  })

  it.each([
    ['refuses', refusal],
    ['fails', (response: { destroy(): void }) => void response.destroy()],
  ])('passes when the service %s', async (_, how) => {
    fixture.service.answer(how)
    const run = await fixture.logIn(withHandoff(fixture.handoffs.live))
    for (const method of ['access.deny', 'redirect.sendUserTo', 'user.setAppMetadata'])
      expect(callsOf(run, method)).toEqual([])
  })

  it('still ends when its account has been taken over since', async () => {
    const guestlist = { admitted: true, not_before: '2026-11-20T10:00:00.000Z' }
    const login = {
      user: loginUser({ app_metadata: { guestlist } }),
      authentication: { methods: [{ name: 'pwd', timestamp: '2026-11-20T09:00:00.000Z' }] },
      transaction: { locale: 'de' },
    }
    const run = await fixture.logIn(login, { canRedirect: false })
    expect(run.calls).toEqual([{ method: 'access.deny', args: [sentenceFor('login_outdated', 'de')] }])
    expect(run.fetches).toBe(0)
  })
})
