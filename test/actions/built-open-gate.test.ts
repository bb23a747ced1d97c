import { describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import { loginUser, signUpEvent } from './events.ts'
import { callsOf, claimsOf, grant, refusal, rolesClaim, useLogins, withHandoff } from './login-fixture.ts'
import { testGate } from './run-action.ts'

const fixture = useLogins({ ...testGate, mode: 'open' })

describe('a tenant whose gate is open', () => {
  it('lets everybody sign up without a network call', async () => {
    const body = { 'ulp-invite': fixture.handoffs.live }
    for (const event of [signUpEvent(), signUpEvent({ request: { body } })]) {
      const run = await fixture.actions.run({ handler: 'onExecutePreUserRegistration', event })
      expect(run).toMatchObject({ calls: [], fetches: 0 })
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
