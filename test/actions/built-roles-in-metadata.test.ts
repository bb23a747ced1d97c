import { describe, expect, it } from 'vitest'
import { loginUser } from './events.ts'
import { callsOf, claimsOf, grant, refusal, rolesClaim, useLogins, withHandoff } from './login-fixture.ts'
import { testGate } from './run-action.ts'

const fixture = useLogins({ ...testGate, grant_roles_as: 'metadata' })
const written = (run: Parameters<typeof callsOf>[0]) =>
  callsOf(run, 'user.setAppMetadata').find(([key]) => key === 'guestlist')?.[1]

describe('roles that are kept in metadata', () => {
  it('are the claim of a login, and those that the tenant assigns are not', async () => {
    const guestlist = { admitted: true, roles: ['Editor'] }
    const run = await fixture.logIn({ user: loginUser({ app_metadata: { guestlist } }) })
    expect(run.fetches).toBe(0)
    expect(claimsOf(run)[rolesClaim]).toEqual(['Editor'])
  })

  it('are written with the grant, beside those that are there', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const user = loginUser({ app_metadata: { guestlist: { roles: ['Boss', 'Editor'] } } })
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), user })
    expect(written(run)).toEqual({
      admitted: true,
      invitation: 'inv_1',
      roles: ['Boss', 'Editor', 'Viewer'],
    })
    expect(claimsOf(run)[rolesClaim]).toEqual(['Boss', 'Editor', 'Viewer'])
  })

  it('survive a refusal', async () => {
    fixture.service.answer(refusal)
    const user = loginUser({ app_metadata: { guestlist: { roles: ['Boss'] } } })
    const run = await fixture.logIn({ user })
    expect(written(run)).toEqual({ roles: ['Boss'], refused_at: expect.any(String) })
  })

  it('S52 a role that was taken away is gone from the next token', async () => {
    const guestlist = { admitted: true, roles: [] }
    const run = await fixture.logIn({ user: loginUser({ app_metadata: { guestlist } }) })
    expect(claimsOf(run)[rolesClaim]).toEqual([])
  })
})
