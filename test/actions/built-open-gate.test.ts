import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import { loginUser, signUpEvent } from '../../scripts/bench/action-events.ts'
import { callsOf, claimsOf, grant, refusal, rolesClaim, useLogins, withHandoff } from './login-fixture.ts'
import { testGate } from './run-action.ts'

const fixture = useLogins({ ...testGate, mode: 'open' })

const own = { state: 'guestlist.AAAAAAAAAAAAAAAAAAAAAA' }
const stamp = { method: 'user.setAppMetadata', args: ['guestlist', { admission: 'hnd_1' }] }
const withField = (handoff: string) => ({ request: { body: { 'ulp-invite': handoff } } })

function signUp(over: Parameters<typeof signUpEvent>[0]) {
  const event = signUpEvent({ secrets: fixture.secrets, ...over })
  return fixture.actions.run({ handler: 'onExecutePreUserRegistration', event })
}

describe('a tenant whose gate is open', () => {
  it('lets everybody sign up without a network call', async () => {
    for (const over of [
      {},
      { transaction: undefined },
      { transaction: { state: 'state-of-the-application' } },
      { transaction: { state: 'guestlist.' } },
      withField(''),
      withField('junk'),
      withField(fixture.handoffs.forged),
      withField(fixture.handoffs.late),
      { ...withField(fixture.handoffs.live), connection: { name: 'email', strategy: 'email' } },
      { transaction: own, connection: { name: 'sms', strategy: 'sms' } },
    ])
      expect(await signUp(over)).toMatchObject({ calls: [], fetches: 0, output: [] })
  })

  it('S63 stamps an invitee who signs up, after one call, by the handoff or a state of ours', async () => {
    fixture.service.answer({ outcome: 'admitted', admission: 'hnd_1' })
    for (const over of [withField(fixture.handoffs.live), { transaction: own }])
      expect(await signUp(over)).toMatchObject({ calls: [stamp], fetches: 1 })
    expect(fixture.service.requests.map(({ body }) => body)).toEqual([
      expect.objectContaining({ handoff: fixture.handoffs.live, passes: true }),
      expect.objectContaining({ state: own.state, passes: true }),
    ])
  })

  it.each([
    ['refuses', { outcome: 'refused', code: 'invitation_revoked' }, 'invitation_revoked'],
    ['knows nothing but the address', { outcome: 'admitted', admission: null }, undefined],
    ['fails', (response: ServerResponse) => void response.writeHead(500).end(), 'service_unavailable'],
    ['never answers', () => undefined, 'service_unavailable'],
  ])('lets them sign up without a stamp where the service %s', async (_, how, code) => {
    fixture.service.answer(how)
    const output = code === undefined ? [] : [`guestlist: not stamped ${code}`]
    expect(await signUp(withField(fixture.handoffs.live))).toMatchObject({ calls: [], fetches: 1, output })
  })

  it('lets them sign up without a stamp where every secret is missing', async () => {
    for (const over of [withField(fixture.handoffs.live), { transaction: own }]) {
      const run = await signUp({ ...over, secrets: {} })
      expect(run).toMatchObject({ calls: [], fetches: 0 })
      expect(run.output).toEqual(['guestlist: not stamped gate_misconfigured'])
    }
  })

  it('lets everybody log in without a network call', async () => {
    const run = await fixture.logIn({ secrets: {} })
    expect(callsOf(run, 'access.deny')).toEqual([])
    expect(run.fetches).toBe(0)
  })

  it('ends a login from before its account was taken over, even if the page cannot be shown', async () => {
    const user = loginUser({
      app_metadata: { guestlist: { admitted: true, not_before: '2026-11-20T10:00:00.000Z' } },
    })
    const authentication = { methods: [{ name: 'pwd', timestamp: '2026-11-20T09:00:00.000Z' }] }
    const run = await fixture.logIn({ user, authentication }, { failing: ['redirect.sendUserTo'] })
    expect(callsOf(run, 'access.deny')).toEqual([[sentenceFor('service_unavailable')]])
  })

  it('gives what an invitation promises', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const run = await fixture.logIn(withHandoff(fixture.handoffs.live))
    expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer', 'Editor'])
    expect(fixture.service.requests[0]?.body).toMatchObject({ passes: true })
  })

  it('refuses nobody because of an invitation for somebody else, and marks nobody', async () => {
    fixture.service.answer(refusal)
    const run = await fixture.logIn(withHandoff(fixture.handoffs.live))
    for (const method of ['access.deny', 'redirect.sendUserTo', 'user.setAppMetadata'])
      expect(callsOf(run, method)).toEqual([])
  })
})
