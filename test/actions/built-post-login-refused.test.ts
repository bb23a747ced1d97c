import { describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import { loginUser } from '../../scripts/bench/action-events.ts'
import { admitted, callsOf, fromBefore, grant, refusal, useLogins } from './login-fixture.ts'

const fixture = useLogins()

describe('a login that nothing admits', () => {
  it('asks the service once by user id, because flags get lost and the ledger does not', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant })
    const run = await fixture.logIn({ transaction: {} })
    expect(run.fetches).toBe(1)
    const body = fixture.service.requests[0]?.body ?? {}
    expect(Object.keys(body)).not.toContain('handoff')
    expect(body.user).toMatchObject({ user_id: 'google-oauth2|1' })
    expect(callsOf(run, 'access.deny')).toEqual([])
  })

  it('is sent to the page that explains, and marked once', async () => {
    fixture.service.answer(refusal)
    const run = await fixture.logIn()
    expect(callsOf(run, 'redirect.sendUserTo')).toEqual([
      [`${fixture.service.url}/refused`, { query: { refusal: 'ticket-1', locale: 'en' } }],
    ])
    expect(callsOf(run, 'user.setAppMetadata')).toEqual([
      ['guestlist_refused_at', expect.stringMatching(/^\d{4}-.*Z$/)],
    ])
    expect(callsOf(run, 'access.deny')).toEqual([])
    expect(callsOf(run, 'idToken.setCustomClaim')).toEqual([])
  })

  it('is not marked again', async () => {
    fixture.service.answer(refusal)
    const at = '2026-11-01T00:00:00Z'
    for (const app_metadata of [{ guestlist_refused_at: at }, { guestlist: { refused_at: at } }]) {
      const user = loginUser({ app_metadata })
      expect(callsOf(await fixture.logIn({ user }), 'user.setAppMetadata')).toEqual([])
    }
  })

  it('S72 keeps its stamp, and whatever is written meanwhile, when it is marked', async () => {
    fixture.service.answer(refusal)
    const user = loginUser({ app_metadata: { guestlist: { admission: 'hnd_1' } } })
    expect(callsOf(await fixture.logIn({ user }), 'user.setAppMetadata')).toEqual([
      ['guestlist_refused_at', expect.any(String)],
    ])
  })

  it.each(['oauth2-refresh-token', 'oauth2-password'])(
    'is denied in place where there is no page (%s)',
    async protocol => {
      fixture.service.answer(refusal)
      const run = await fixture.logIn({ transaction: { protocol } }, { canRedirect: false })
      expect(callsOf(run, 'access.deny')).toEqual([[sentenceFor('address_mismatch')]])
      expect(callsOf(run, 'redirect.sendUserTo')).toEqual([])
    },
  )

  it('is refused although it is older than the gate, if it was refused before', async () => {
    fixture.service.answer(refusal)
    const user = { ...fromBefore, app_metadata: { guestlist: { refused_at: '2026-11-01T00:00:00Z' } } }
    expect(callsOf(await fixture.logIn({ user }), 'redirect.sendUserTo')).toHaveLength(1)
  })

  it.each([
    ['made in the very moment of the gate', { created_at: '2026-01-01T00:00:00.000Z' }],
    ['admitted by a text', { app_metadata: { guestlist: { admitted: 'true' } } }],
    ['admitted in user_metadata', { user_metadata: { guestlist: { admitted: true } } }],
    ['admitted beside guestlist', { app_metadata: { admitted: true } }],
  ])('includes a user %s', async (_, over) => {
    fixture.service.answer(refusal)
    expect(callsOf(await fixture.logIn({ user: loginUser(over) }), 'redirect.sendUserTo')).toHaveLength(1)
  })

  it('S49 is not let in by invitation and organization as parameters', async () => {
    fixture.service.answer(refusal)
    const query = { invitation: 'abc', organization: 'org_1', organization_name: 'acme' }
    const run = await fixture.logIn({ request: { query }, organization: { id: 'org_1' } })
    expect(callsOf(run, 'redirect.sendUserTo')).toHaveLength(1)
    expect(fixture.service.requests[0]?.body).not.toHaveProperty('handoff')
  })
})

describe('coming back from the page that explained a refusal', () => {
  it('stays a refusal, with the sentence that was explained', async () => {
    fixture.service.answer(refusal)
    const sent = await fixture.logIn()
    const metadata = Object.fromEntries(callsOf(sent, 'transaction.setMetadata') as [string, string][])
    const run = await fixture.comeBack({ transaction: { metadata } })
    expect(callsOf(run, 'access.deny')).toEqual([[sentenceFor('address_mismatch')]])
    expect(run.fetches).toBe(0)
  })

  it.each([
    ['nothing', {}],
    ['an unknown code', { guestlist_refusal: '<b>' }],
  ])('is a refusal with %s in the transaction, too', async (_, metadata) => {
    const run = await fixture.comeBack({ transaction: { metadata } })
    expect(callsOf(run, 'access.deny')).toEqual([[sentenceFor('invitation_required')]])
  })

  it('marks the user, whose first mark is lost if nobody comes back', async () => {
    expect(callsOf(await fixture.comeBack(), 'user.setAppMetadata')).toEqual([
      ['guestlist_refused_at', expect.any(String)],
    ])
  })

  it('takes nothing from somebody who was admitted meanwhile', async () => {
    expect(callsOf(await fixture.comeBack({ user: admitted }), 'user.setAppMetadata')).toEqual([])
  })
})
