import { describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import { loginUser } from '../../scripts/bench/action-events.ts'
import { callsOf, claimsOf, grant, rolesClaim, useLogins, withHandoff } from './login-fixture.ts'

const fixture = useLogins()
const not_before = '2026-11-20T10:00:05.000Z'
const authenticated = '2026-11-20T10:00:00.000Z'
const authentication = { methods: [{ name: 'pwd', timestamp: authenticated }] }

describe('an account that its owner takes over', () => {
  it('S72 writes nothing of when that was: it is for the service to say', async () => {
    fixture.service.answer({ outcome: 'redeemed', grant: { ...grant, not_before } })
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), authentication })
    expect(
      callsOf(run, 'user.setAppMetadata').filter(([key]) => String(key).startsWith('guestlist')),
    ).toEqual([['guestlist', { admitted: true, invitation: 'inv_1' }]])
  })

  const guestlist = { admitted: true, invitation: 'inv_1' }
  const user = loginUser({
    app_metadata: {
      guestlist,
      guestlist_not_before: not_before,
      guestlist_not_before_except: authenticated,
    },
  })

  it.each([
    ['a session', 'oidc-basic-profile'],
    ['a refresh token', 'oauth2-refresh-token'],
  ])(
    'S44 gives nothing to %s from before, without the network and with every secret broken',
    async (_, protocol) => {
      const run = await fixture.logIn({
        user,
        secrets: {},
        transaction: { protocol },
        authentication: { methods: [{ name: 'pwd', timestamp: '2026-11-19T00:00:00.000Z' }] },
      })
      expect(run.calls).toEqual([{ method: 'access.deny', args: [sentenceFor('login_outdated')] }])
      expect(run).toMatchObject({ fetches: 0, output: ['guestlist: refused login_outdated'] })
    },
  )

  it('sends a session from before to the page that says so, without the network, and denies behind it', async () => {
    const before = { methods: [{ name: 'pwd', timestamp: '2026-11-19T00:00:00.000Z' }] }
    const request = { hostname: 'login.acme.example' }
    const run = await fixture.logIn({ user, request, authentication: before })
    const query = { code: 'login_outdated', hostname: 'login.acme.example', locale: 'en' }
    expect(run.calls).toEqual([
      { method: 'transaction.setMetadata', args: ['guestlist_refusal', 'login_outdated'] },
      { method: 'redirect.sendUserTo', args: [`${fixture.service.url}/refused`, { query }] },
    ])
    expect(run.fetches).toBe(0)
    const back = await fixture.comeBack({
      user,
      transaction: { metadata: { guestlist_refusal: 'login_outdated' } },
    })
    expect(back.calls).toEqual([{ method: 'access.deny', args: [sentenceFor('login_outdated')] }])
  })

  it('lets the owner log in: in that login, later, and where no time is told', async () => {
    const later = { methods: [{ name: 'pwd', timestamp: '2026-11-21T00:00:00.000Z' }] }
    for (const over of [{ authentication }, { authentication: later }, {}]) {
      const run = await fixture.logIn({ user, secrets: {}, ...over })
      expect(callsOf(run, 'access.deny')).toEqual([])
      expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer'])
    }
  })

  it('is known by where earlier versions wrote it, and keeps that with the next grant', async () => {
    const older = { ...guestlist, not_before, not_before_except: authenticated }
    const known = loginUser({ app_metadata: { guestlist: older } })
    const before = { methods: [{ name: 'pwd', timestamp: '2026-11-19T00:00:00.000Z' }] }
    const outdated = await fixture.logIn({ user: known, authentication: before }, { canRedirect: false })
    expect(callsOf(outdated, 'access.deny')).toEqual([[sentenceFor('login_outdated')]])
    fixture.service.answer({ outcome: 'redeemed', grant: { ...grant, invitation: 'inv_2' } })
    const run = await fixture.logIn({ ...withHandoff(fixture.handoffs.live), user: known, authentication })
    expect(callsOf(run, 'user.setAppMetadata')).toContainEqual([
      'guestlist',
      { ...older, invitation: 'inv_2' },
    ])
  })
})

describe('a member of an organization that the gate trusts', () => {
  it('is admitted, with nothing to give', async () => {
    fixture.service.answer({ outcome: 'admitted' })
    const run = await fixture.logIn({ organization: { id: 'org_1' } })
    expect(callsOf(run, 'user.setAppMetadata')).toEqual([['guestlist', { admitted: true }]])
    expect(callsOf(run, 'access.deny')).toEqual([])
    expect(claimsOf(run)[rolesClaim]).toEqual(['Viewer'])
  })
})

describe('a refusal', () => {
  it.each([
    [{ locale: 'fr' }, 'fr'],
    [{ ui_locales: ['ja'] }, 'ja'],
  ] as const)('is in the language of the login (%j)', async (transaction, locale) => {
    fixture.service.answer({ outcome: 'refused', code: 'address_mismatch', refusal: 'ticket-1' })
    const silent = await fixture.logIn({ transaction }, { canRedirect: false })
    expect(callsOf(silent, 'access.deny')).toEqual([[sentenceFor('address_mismatch', locale)]])
    const run = await fixture.logIn({ transaction })
    expect(callsOf(run, 'redirect.sendUserTo')).toEqual([
      [`${fixture.service.url}/refused`, { query: { refusal: 'ticket-1', locale } }],
    ])
    const after = { ...transaction, metadata: { guestlist_refusal: 'address_mismatch' } }
    const back = await fixture.comeBack({ transaction: after })
    expect(callsOf(back, 'access.deny')).toEqual([[sentenceFor('address_mismatch', locale)]])
  })

  it('without a page to explain it is in place', async () => {
    fixture.service.answer({ outcome: 'refused', code: 'invitation_required' })
    const run = await fixture.logIn()
    expect(callsOf(run, 'access.deny')).toEqual([[sentenceFor('invitation_required')]])
  })
})
