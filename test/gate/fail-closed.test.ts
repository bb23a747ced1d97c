import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMISSION_PATH, REDEMPTION_PATH } from '../../contract/calls.ts'
import { sentenceFor } from '../../contract/refusal.ts'
import { ensureCertificates } from '../../local-tenant/certificates.ts'
import type { Page } from '../../local-tenant/login/testing/browser.ts'
import type { TenantState } from '../../local-tenant/state.ts'
import type { Switches } from '../../local-tenant/switches.ts'
import { useGateWorld } from './world/gate-world.ts'
import {
  accept,
  askForToken,
  invite,
  logIn,
  logInSilently,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
  signUp,
} from './world/person.ts'

const world = useGateWorld()
const sentence = sentenceFor('service_unavailable')
const calls = [ADMISSION_PATH, REDEMPTION_PATH]
const stops: (() => Promise<unknown>)[] = []

/** Who gets in whatever is broken. */
const people = {
  admitted: { app_metadata: { guestlist: { admitted: true } } },
  before: { created_at: '2025-12-31T00:00:00.000Z' },
}

async function edit(change: (state: TenantState) => void) {
  const state = await world.tenant.control.snapshot()
  change(state)
  await world.tenant.control.restore(state)
}

const setSecret = (name: string, value: string | undefined) =>
  edit(({ actions }) => {
    for (const { deployed_version: version } of actions) {
      if (!version) continue
      version.secrets = version.secrets.filter(secret => secret.name !== name)
      if (value !== undefined) version.secrets.push({ name, value, updated_at: '' })
    }
  })

const answer = (how: () => Response | Promise<Response>) => {
  for (const path of calls) world.answers.set(path, how)
}

/** A service that nobody can tell from an impostor: its certificate is of a CA of its own. */
async function startImpostor(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'guestlist-impostor-'))
  const { cert, key } = await ensureCertificates(directory)
  const server = createServer({ cert, key }, (_request, response) => {
    response.end(JSON.stringify({ outcome: 'admitted', admission: 'hnd_1' }))
  })
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
  stops.push(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    rmSync(directory, { recursive: true })
  })
  return `https://localhost:${(server.address() as AddressInfo).port}`
}

const failures: [string, () => unknown][] = [
  [
    'a service that is down',
    async () => {
      await world.goDown()
      stops.push(world.comeBack)
    },
  ],
  [
    'a service that takes more than 3 seconds',
    () => answer(() => delay(4_000).then(() => new Response('{}'))),
  ],
  ['status 500', () => answer(() => new Response('{"outcome":"admitted","admission":"a"}', { status: 500 }))],
  ['an answer of the wrong shape', () => answer(() => Response.json({ outcome: 'welcome' }))],
  ['a wrong certificate', async () => setSecret('GUESTLIST_URL', await startImpostor())],
  ['no secret', () => setSecret('GUESTLIST_ACTION_KEY', undefined)],
  [
    'a placeholder for a secret',
    () => setSecret('GUESTLIST_ACTION_KEY', '@@GUESTLIST_ACTION_KEY_OF_THE_TENANT@@'),
  ],
  ['a wrong secret', () => setSecret('GUESTLIST_ACTION_KEY', 'another-key-that-is-long-enough-to-be-one')],
  ['a broken key set', () => setSecret('GUESTLIST_HANDOFF_KEYS', '{"keys":[{"kty":"RSA"}]}')],
  [
    'an exception that nobody expected',
    () =>
      edit(({ actions }) => {
        const broken = `globalThis.fetch = () => { throw new Error('secret detail') };`
        for (const { deployed_version: version } of actions) if (version) version.code = broken + version.code
      }),
  ],
]

/** What may carry an invitation into a sign-up. */
const settings: Partial<Switches>[] = [{}, { customDomain: false }, { stateInPreRegistration: false }]

describe.each(failures)('with %s', (_, breakIt) => {
  let newcomer: { id: string; page: Page }
  let guest: { id: string; page: Page }
  let members: Awaited<ReturnType<typeof logInEverywhere>>[]

  // All at once: whatever is slow keeps everybody waiting at the same time.
  beforeAll(async () => {
    await world.reset()
    for (const [name, more] of Object.entries(people))
      await world.tenant.control.addUser({
        connection: 'Users',
        email: `${name}@example.com`,
        password,
        ...more,
      })
    const [ada, eve, other] = [
      await invited('ada@example.com'),
      await invited('ada@gmail.com'),
      await invited('else@example.com'),
    ]
    await breakIt()
    const [signedUp, loggedIn, ...ends] = await Promise.all([
      signUp(world, openBrowser(world), 'ada@example.com', { 'ext-invite': ada.token }),
      logInAtGoogle(eve.token),
      ...Object.keys(people).map(name => logInEverywhere(`${name}@example.com`, other.token)),
    ])
    newcomer = { id: ada.id, page: signedUp }
    guest = { id: eve.id, page: loggedIn }
    members = ends
  })
  afterAll(async () => {
    for (const stop of stops.splice(0)) await stop()
  })

  it('a sign-up with an invitation is refused with a sentence, makes nobody and uses nothing up', async () => {
    expect(newcomer.page.html).toContain(sentence)
    assertNothingInternal(newcomer.page)
    expect(await find('ada@example.com')).toBeUndefined()
    expect(await world.ledger.findInvitation(newcomer.id)).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('a login with an invitation is refused in place, with the sentence and nothing else', async () => {
    expect(guest.page.url.searchParams.get('error')).toBe('access_denied')
    expect(guest.page.url.searchParams.get('error_description')).toBe(sentence)
    assertNothingInternal(guest.page)
    expect(await world.ledger.findInvitation(guest.id)).toMatchObject({ status: 'pending', uses: 0 })
    // Nobody knows why: it is no mark against the user, and nobody removes them.
    expect((await find('ada@gmail.com'))?.app_metadata).toEqual({})
  })

  it.each([...Object.keys(people).entries()])(
    'S57 %i: %s users log in, silently and by password grant, too',
    place => {
      const isIn = { outcome: 'in' }
      expect(members[place]).toMatchObject({
        form: isIn,
        silent: isIn,
        invited: isIn,
        grant: { status: 200 },
      })
    },
  )
})

// Nobody waits here: what carries the invitation makes no difference to how long a service may take.
describe.each(failures.filter(([title]) => !title.includes('3 seconds')))('with %s', (_, breakIt) => {
  it.each(settings)('a sign-up is refused with the same sentence in a tenant with %j', async switches => {
    await world.reset()
    await world.tenant.control.setSwitches(switches)
    const { id, token, state } = await invited('ada@example.com')
    await breakIt()
    const params = { 'ext-invite': token, state }
    const page = await signUp(world, openBrowser(world), 'ada@example.com', params)
    for (const stop of stops.splice(0)) await stop()
    // Broken keys do not matter to a state, which the service alone judges: then it is the login that is refused.
    expect(page.html + page.url.searchParams.get('error_description')).toContain(sentence)
    const user = await find('ada@example.com')
    expect(user?.app_metadata.guestlist ?? {}).not.toHaveProperty('admitted')
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
  })
})

function logInAtGoogle(token: string): Promise<Page> {
  const ada = { name: 'Ada', email: 'ada@gmail.com', email_verified: 'on' }
  return logInWith(world, openBrowser(world), 'google-oauth2', ada, { 'ext-invite': token })
}

/** Every way in for somebody with a password; also with a handoff, which makes the Action ask the service. */
async function logInEverywhere(email: string, token: string) {
  const browser = openBrowser(world)
  const form = await outcomeOf(world, await logIn(world, browser, email))
  const grant = { grant_type: 'password', username: email, password, scope: 'openid' }
  return {
    form,
    silent: await outcomeOf(world, await logInSilently(world, browser)),
    invited: await outcomeOf(world, await logIn(world, openBrowser(world), email, { 'ext-invite': token })),
    grant: await askForToken(world, grant),
  }
}

async function invited(email: string) {
  const id = await invite(world, { invitee_email: email })
  return { id, ...(await accept(world, id)) }
}

async function find(email: string) {
  return (await world.tenant.control.users()).find(user => user.email === email)
}

function assertNothingInternal({ url, html }: Page): void {
  const shown = decodeURIComponent(url.href) + html
  for (const internal of ['secret detail', 'Error', 'ECONN', 'fetch', 'GUESTLIST', world.serviceUrl])
    expect(shown).not.toContain(internal)
}
