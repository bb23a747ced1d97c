import { beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from '../../local-tenant/login/testing/browser.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  type Acceptance,
  accept,
  authorizeUrl,
  claimsOf,
  exchange,
  invite,
  logIn,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
  refresh,
} from './world/person.ts'
import { refusalPage } from './world/refusal-page.ts'

const rolesClaim = 'https://guestlist.example/roles'
const google = 'google-oauth2'
let number = 0
/** An address of its own per test: the ledger remembers the others. */
const newAddress = () => `ada${++number}@gmail.com`

/** Somebody who is logged in at the tenant, and lets it be. */
interface SignedIn {
  email: string
  browser: Browser
  refreshToken: string
}

async function withSession(world: GateWorld, way: 'password' | 'Google', isIn: boolean): Promise<SignedIn> {
  const email = newAddress()
  const app_metadata = isIn ? { guestlist: { admitted: true } } : {}
  const browser = openBrowser(world)
  const params = { scope: 'openid offline_access' }
  const page = way === 'password' ? await byPassword() : await byGoogle()
  const outcome = await outcomeOf(world, page)
  const tokens = outcome.outcome === 'in' ? await exchange(world, outcome.code) : undefined
  return { email, browser, refreshToken: tokens?.refresh_token ?? '' }

  async function byPassword(): Promise<Page> {
    const user = { connection: 'Users', email, password, email_verified: true, app_metadata }
    await world.tenant.control.addUser(user)
    return logIn(world, browser, email, params)
  }
  async function byGoogle(): Promise<Page> {
    const user = { connection: google, email, email_verified: true, provider_user_id: email, app_metadata }
    await world.tenant.control.addUser(user)
    const account = { id: email, name: 'Ada', email, email_verified: 'on' }
    return logInWith(world, browser, google, account, params)
  }
}

/** What somebody else can make a browser do with a handoff that they hold, without a press of Accept in it. */
const forwarded: [string, (handoff: Acceptance) => Record<string, string>][] = [
  ['without prompt', ({ token }) => ({ 'ext-invite': token })],
  ['with prompt=none', ({ token }) => ({ 'ext-invite': token, prompt: 'none' })],
  ['in a frame', ({ token }) => ({ 'ext-invite': token, prompt: 'none', response_mode: 'web_message' })],
  ['with a state of ours', ({ state }) => ({ state })],
  ['with a state of ours, silently', ({ state }) => ({ state, prompt: 'none' })],
  ['with an empty prompt', ({ token }) => ({ 'ext-invite': token, prompt: '' })],
  ['with max_age', ({ token }) => ({ 'ext-invite': token, max_age: '86400' })],
  ['at a second application', ({ token }) => ({ 'ext-invite': token, client_id: 'api' })],
  ['with a connection', ({ token }) => ({ 'ext-invite': token, connection: google })],
]

const noHandoff: Acceptance = { invitation: '', token: '', state: '', ref: '' }
const untouched = { status: 'pending', uses: 0, generation: 1 }

describe.each(['invite-only', 'observe', 'open'] as const)(
  'S62 S45 a delivered invitation that somebody else has accepted, in a tenant whose gate is %s',
  mode => {
    const world = useGateWorld({ mode })
    beforeEach(() => world.reset())

    describe.each([
      ['a password', 'password'],
      ['Google', 'Google'],
    ] as const)('and a victim with a live session by %s', (_, way) => {
      it.each(forwarded)('joins nobody through a forwarded /authorize %s', async (_, paramsOf) => {
        for (const customDomain of [true, false]) {
          await world.tenant.control.setSwitches({ customDomain })
          const { email, browser } = await withSession(world, way, true)
          const before = await world.tenant.control.users()
          const id = await invite(world, { invitee_email: email, app_metadata: '{"workspace":"evil"}' })
          const { client_id } = paramsOf(noHandoff)
          const params = paramsOf(await accept(world, id, client_id))
          const page = await browser.open(authorizeUrl(world, params))
          await world.service.worker.drain()
          expect(await world.ledger.findInvitation(id)).toMatchObject(untouched)
          expect(await world.ledger.findRedemptionsOfInvitation(id)).toEqual([])
          expect(await world.tenant.control.users()).toEqual(before)
          // Whoever is in stays in, without the grant.
          const outcome = await outcomeOf(world, page)
          if (outcome.outcome === 'in' && client_id === undefined)
            expect((await claimsOf(world, outcome.code))[rolesClaim]).toEqual([])
        }
      })

      it('joins nobody by a refresh token of theirs', async () => {
        const { email, refreshToken } = await withSession(world, way, true)
        const id = await invite(world, { invitee_email: email })
        const { token } = await accept(world, id)
        const refreshed = await refresh(world, refreshToken)
        expect(refreshed.status).toBe(200)
        const body = { grant_type: 'refresh_token', refresh_token: refreshToken, 'ext-invite': token }
        await fetch(`${world.tenant.url}/oauth/token`, {
          method: 'POST',
          body: new URLSearchParams({ ...body, client_id: 'portal', client_secret: 'secret of portal' }),
        })
        expect(await world.ledger.findInvitation(id)).toMatchObject(untouched)
      })
    })

    it('joins nobody whom the gate has refused, either, through the session that is left of that', async () => {
      const { email, browser } = await withSession(world, 'Google', false)
      const id = await invite(world, { invitee_email: email })
      const { token } = await accept(world, id)
      for (const [, paramsOf] of forwarded) {
        const acceptance = { ...(await accept(world, id)), token }
        await browser.open(authorizeUrl(world, paramsOf(acceptance)))
      }
      expect(await world.ledger.findInvitation(id)).toMatchObject({ ...untouched })
      const [redemption] = await world.ledger.findRedemptionsOfInvitation(id)
      expect(redemption).toBeUndefined()
    })
  },
)

describe('S62 the right person, with a session from before Accept', () => {
  const world = useGateWorld()
  beforeEach(() => world.reset())

  /** Takes from an address what would make the tenant ask who they are. */
  function withoutPrompt(url: string): string {
    const stripped = new URL(url)
    stripped.searchParams.delete('prompt')
    return stripped.href
  }

  /** Presses Accept in a browser that has a session, and stops before going to the tenant. */
  async function press(invitee: ReturnType<typeof createInvitee>, id: string): Promise<string> {
    const page = await invitee.open(id)
    const cookie = [...invitee.browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${world.serviceUrl}/i/accept`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: world.serviceUrl, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({
        invitation: /name="invitation" value="([^"]+)"/.exec(page.html)?.[1] ?? '',
      }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split('; ')
      const at = pair.indexOf('=')
      invitee.browser.cookies.set(pair.slice(0, at), { value: pair.slice(at + 1), isSecure: false })
    }
    return answer.headers.get('location') ?? ''
  }

  async function invitedMember(isIn: boolean) {
    const email = newAddress()
    const app_metadata = isIn ? { guestlist: { admitted: true } } : {}
    const user = { connection: 'Users', email, password, email_verified: true, app_metadata }
    await world.tenant.control.addUser(user)
    const invitee = createInvitee(world)
    await logIn(world, invitee.browser, email)
    return { email, invitee, id: await invite(world, { invitee_email: email }) }
  }

  it('is asked for the password by the address that Accept leads to', async () => {
    const { email, invitee, id } = await invitedMember(true)
    const address = await press(invitee, id)
    expect(new URL(address).searchParams.get('prompt')).toBe('login')
    const form = await invitee.browser.open(address)
    expect(form.url.pathname).toMatch(/^\/u\/login/)
    expect((await invitee.submit(form, email)).html).toContain('You’ve joined')
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
  })

  it('is in without the grant, told so at the end, and joins by the same invitation', async () => {
    const { email, invitee, id } = await invitedMember(true)
    const end = await invitee.browser.open(withoutPrompt(await press(invitee, id)))
    expect(end.url.pathname).toBe('/callback')
    expect(refusalPage(end).text).toContain('sign in once more')
    expect(await world.ledger.findInvitation(id)).toMatchObject(untouched)
    const again = await invitee.browser.submit(await invitee.browser.open(`${world.serviceUrl}/i`), {})
    expect((await invitee.submit(again, email)).html).toContain('You’ve joined')
  })

  it('and whom the gate does not let in reads it on our page, and joins by the same invitation', async () => {
    const { email, invitee, id } = await invitedMember(false)
    const page = await invitee.browser.open(withoutPrompt(await press(invitee, id)))
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'fresh_login_required' })
    const [first = ''] = refusalPage(page).links
    expect(first).toBe('/i')
    const again = await invitee.browser.submit(await invitee.browser.open(new URL(first, page.url).href), {})
    expect((await invitee.submit(again, email)).html).toContain('You’ve joined')
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
  })

  it('who logs in after Accept is as fresh in the next application of that session', async () => {
    const { email, id } = await invitedMember(false)
    const { token } = await accept(world, id, 'api')
    const browser = openBrowser(world)
    await logIn(world, browser, email)
    const page = await browser.open(authorizeUrl(world, { client_id: 'api', 'ext-invite': token }))
    expect(await outcomeOf(world, page)).toMatchObject({ outcome: 'in' })
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
  })
})
