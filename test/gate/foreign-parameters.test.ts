import { beforeAll, describe, expect, it } from 'vitest'
import { database } from './world/gate-tenant.ts'
import { useGateWorld } from './world/gate-world.ts'
import {
  accept,
  authorizeUrl,
  invite,
  logIn,
  logInSilently,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
} from './world/person.ts'

const world = useGateWorld({ since: new Date(Date.now() - 3_600_000).toISOString() })
beforeAll(() => world.reset())
let number = 0

/** What applications really put into `state`, and what they might. */
const states: [string, string][] = [
  ...[500, 1_023, 1_024, 1_025, 2_000, 8_000].map(
    length => [`${length} characters`, 's'.repeat(length)] as [string, string],
  ),
  ['an address to go back to', 'https://app.test/reports?from=2026&to=2027#top'],
  ['emoji', '🧑‍🚀'.repeat(200)],
  ['control characters', '\u0000\u0001\n\r\t\u001b[31m\u007f\u202e'],
  ['JSON', JSON.stringify({ __proto__: null, returnTo: '/a', nonce: ['b'] })],
  ['a path in base64', Buffer.from('/x'.repeat(900)).toString('base64')],
  ['our prefix', 'guestlist.'],
  ['our shape, but nothing that we made', `guestlist.${'A'.repeat(22)}`],
  ['our shape and more', `guestlist.${'A'.repeat(22)}.more`],
]

/** Nine parameters beside the handoff are as many as the platform takes. */
const manyExt = Object.fromEntries(
  Array.from({ length: 9 }, (_, at) => [`ext-field-${at}`, '~'.repeat(255)] as const),
)

/** The address of `/authorize`, with parameters given twice and by names that objects have already. */
const withRepeated = (params: Record<string, string>) =>
  `${authorizeUrl(world, params)}&state=again&login_hint=a&login_hint=b&list[]=1&list[]=2&__proto__=x&constructor=y`

const parameters: [string, Record<string, string>][] = [
  ...states.map(([title, state]) => [`a state of ${title}`, { state }] as [string, Record<string, string>]),
  ['ten ext- parameters', manyExt],
  ['odd languages', { ui_locales: `${'xx-'.repeat(300)} \u0000 de`, acr_values: 'a b c', display: '<b>' }],
]

describe('S67 whatever an application puts into its parameters', () => {
  it.each(parameters)('%s: the invited sign up and log in', async (_, params) => {
    number += 1
    const email = `invited-${number}@example.com`
    const { token } = await accept(world, await invite(world, { invitee_email: email }))
    const carried = { ...params, 'ext-invite': token }
    const browser = openBrowser(world)
    const form = await browser.open(
      authorizeUrl(world, { screen_hint: 'signup', login_hint: email, prompt: 'login', ...carried }),
    )
    expect(await outcomeOf(world, await browser.submit(form, { email, password }))).toMatchObject({
      outcome: 'in',
    })
    const guest = { name: 'Ada', email: `guest-${number}@gmail.com`, email_verified: 'on' }
    const other = await accept(world, await invite(world, { invitee_email: guest.email }))
    const page = await logInWith(world, openBrowser(world), 'google-oauth2', guest, {
      ...params,
      'ext-invite': other.token,
    })
    expect(await outcomeOf(world, page)).toMatchObject({ outcome: 'in' })
  })

  it.each(parameters)('%s: members log in, silently too; nobody else does', async (_, params) => {
    number += 1
    const email = `member-${number}@example.com`
    const member = { app_metadata: { guestlist: { admitted: true } } }
    await world.tenant.control.addUser({ connection: database, email, password, ...member })
    const browser = openBrowser(world)
    expect(await outcomeOf(world, await logIn(world, browser, email, params))).toMatchObject({
      outcome: 'in',
    })
    expect(await outcomeOf(world, await logInSilently(world, browser, params))).toMatchObject({
      outcome: 'in',
    })
    const stranger = { name: 'Eve', email: `stranger-${number}@gmail.com`, email_verified: 'on' }
    const page = await logInWith(world, openBrowser(world), 'google-oauth2', stranger, params)
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'invitation_required' })
  })

  it('parameters twice: the invited sign up, and members log in', async () => {
    const email = 'twice@example.com'
    const { token } = await accept(world, await invite(world, { invitee_email: email }))
    const browser = openBrowser(world)
    const form = await browser.open(
      withRepeated({ screen_hint: 'signup', prompt: 'login', 'ext-invite': token }),
    )
    expect(await outcomeOf(world, await browser.submit(form, { email, password }))).toMatchObject({
      outcome: 'in',
    })
    const again = openBrowser(world)
    const page = await again.open(withRepeated({ prompt: 'login' }))
    expect(await outcomeOf(world, await again.submit(page, { email, password }))).toMatchObject({
      outcome: 'in',
    })
  })
})
