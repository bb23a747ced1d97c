import { describe, expect, it } from 'vitest'
import { loginUser } from '../../scripts/bench/action-events.ts'
import { callsOf, claimsOf, grant, refusal, rolesClaim, useLogins, withHandoff } from './login-fixture.ts'
import { testGate } from './run-action.ts'

const fixture = useLogins({ ...testGate, grant_roles_as: 'metadata' })
const writtenBy = (run: Parameters<typeof callsOf>[0]) =>
  Object.fromEntries(callsOf(run, 'user.setAppMetadata') as [string, unknown][])

describe('roles that are kept in metadata', () => {
  it('are the claim of a login, and those that the tenant assigns are not', async () => {
    const guestlist = { admitted: true, roles: ['Editor'] }
    const app_metadata = { guestlist, guestlist_roles_inv_1: ['Viewer', 'Editor'] }
    const run = await fixture.logIn({ user: loginUser({ app_metadata }) })
    expect(run.fetches).toBe(0)
    expect(claimsOf(run)[rolesClaim]).toEqual(['Editor', 'Viewer'])
  })

  it('are written with the grant, beside those that are there', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const user = loginUser({ app_metadata: { guestlist: { roles: ['Boss', 'Editor'] } } })
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), user })
    expect(writtenBy(run)).toMatchObject({
      // Where an earlier version wrote them.
      guestlist: { admitted: true, invitation: 'inv_1', roles: ['Boss', 'Editor'] },
      guestlist_roles_inv_1: ['Editor', 'Viewer'],
    })
    expect(claimsOf(run)[rolesClaim]).toEqual(['Boss', 'Editor', 'Viewer'])
  })

  it('survive a refusal', async () => {
    fixture.service.answer(refusal)
    const user = loginUser({ app_metadata: { guestlist_roles_inv_9: ['Boss'] } })
    const run = await fixture.logIn({ user })
    expect(writtenBy(run)).toEqual({ guestlist_refused_at: expect.any(String) })
  })

  it('S52 a role that was taken away is gone from the next token', async () => {
    const guestlist = { admitted: true, roles: [] }
    const app_metadata = { guestlist, guestlist_roles_inv_1: [] }
    const run = await fixture.logIn({ user: loginUser({ app_metadata }) })
    expect(claimsOf(run)[rolesClaim]).toEqual([])
  })
})
