import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ADMISSION_PATH, REDEMPTION_PATH } from '../../contract/calls.ts'
import { type Locale, locales } from '../../contract/locale.ts'
import { type RefusalCode, refusalCodes, sentenceFor } from '../../contract/refusal.ts'
import { createState } from '../../contract/state.ts'
import { randomId } from '../../service/invitations/model/random-id.ts'
import { hashSecret } from '../../service/ledger/engine/hash-secret.ts'
import { useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  authorizeUrl,
  exchange,
  logIn,
  logInSilently,
  logInWith,
  openBrowser,
  password,
  refresh,
  signUp,
} from './world/person.ts'
import { cells, isShown, refusalsDocument } from './world/refusal-cells.ts'
import { refusalPage } from './world/refusal-page.ts'

const world = useGateWorld()
let number = 0

beforeAll(() => world.reset())
beforeEach(() => {
  number += 1
  world.answers.clear()
})

const toText = (html: string) =>
  html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&').replace(/\s+/g, ' ')

/** The service refuses whatever it is asked, for one reason; the page has what it needs to explain it. */
async function refuseAll(code: RefusalCode) {
  const ticket = randomId()
  await world.ledger.createRefusal({
    ticket_hash: hashSecret(ticket),
    code,
    user_id: `google-oauth2|${number}`,
    connection: 'google-oauth2',
    user_created_at: world.now(),
    login_address: null,
    client_id: 'portal',
    invitation_id: null,
    handoff_ref: null,
    hostname: null,
    passed: 0,
    created_at: world.now(),
  })
  world.answers.set(ADMISSION_PATH, () => Response.json({ outcome: 'refused', code }))
  world.answers.set(REDEMPTION_PATH, () => Response.json({ outcome: 'refused', code, refusal: ticket }))
}

/** A secret of the Actions is missing; what is undone at the end. */
async function breakGate<T>(doing: () => Promise<T>): Promise<T> {
  const state = await world.tenant.control.snapshot()
  const broken = structuredClone(state)
  for (const { deployed_version: version } of broken.actions)
    if (version) version.secrets = version.secrets.filter(({ name }) => name !== 'GUESTLIST_ACTION_KEY')
  await world.tenant.control.restore(broken)
  const result = await doing()
  await world.tenant.control.restore(state)
  return result
}

const meeting = <T>(code: RefusalCode, doing: () => Promise<T>) =>
  code === 'gate_misconfigured' ? breakGate(doing) : refuseAll(code).then(doing)

/** Somebody whose account was taken over by its owner after they had logged in. */
async function logInOutdated(locale: Locale) {
  const [email, not_before] = [`late${number}@example.com`, new Date(Date.now() + 60_000).toISOString()]
  const app_metadata = { guestlist: { admitted: true, not_before } }
  await world.tenant.control.addUser({ connection: 'Users', email, password, app_metadata })
  const browser = openBrowser(world)
  await logIn(world, browser, email)
  return logInSilently(world, browser, { ui_locales: locale })
}

const googleAccount = () => ({ name: 'Eve', email: `eve${number}@gmail.com`, email_verified: 'on' })
const codesOn = (surface: 'form' | 'page' | 'application') =>
  refusalCodes.filter(code => isShown(cells[code][surface]))

describe.each(locales)('a person who is refused, in %s', locale => {
  it.each(codesOn('form'))('reads the sentence of %s on the form of Universal Login', async code => {
    const email = `${code.replaceAll('_', '-')}${number}@example.com`
    const page = await meeting(code, () =>
      signUp(world, openBrowser(world), email, { ui_locales: locale, state: createState(randomId) }),
    )
    expect(page.url.pathname).toBe('/u/signup')
    expect(toText(page.html)).toContain(sentenceFor(code, locale))
  })

  it.each(codesOn('page'))(
    'reads the sentence of %s on our page, and leads it on to the application',
    async code => {
      await refuseAll(code)
      const { browser } = createInvitee(world)
      const url = authorizeUrl(world, { connection: 'google-oauth2', ui_locales: locale })
      const page = await browser.submit(await browser.open(url), { choice: 'new', ...googleAccount() })
      expect(page.url.pathname).toBe('/refused')
      expect(page.html).toContain(`<html lang="${locale}"`)
      expect(toText(page.html)).toContain(sentenceFor(code, locale))
      const back = refusalPage(page).links.find(link => link.includes('/continue?'))
      const { searchParams } = (await browser.open(toText(back ?? ''))).url
      expect(Object.fromEntries(searchParams)).toMatchObject({
        error: 'access_denied',
        error_description: sentenceFor(code, locale),
        state: 'state-of-the-application',
      })
    },
  )

  it.each(codesOn('application'))('an application hears %s in place where there is no page', async code => {
    const page =
      code === 'login_outdated' ? await logInOutdated(locale) : await logInSilentlyInto(code, locale)
    expect(Object.fromEntries(page.url.searchParams)).toMatchObject({
      error: 'access_denied',
      error_description: sentenceFor(code, locale),
    })
  })
})

/** A session is there already, and so is the user. */
async function logInSilentlyInto(code: RefusalCode, locale: Locale) {
  const browser = openBrowser(world)
  await refuseAll('invitation_required')
  await logInWith(world, browser, 'google-oauth2', googleAccount())
  return meeting(code, () => logInSilently(world, browser, { ui_locales: locale }))
}

it('an application that exchanges a refresh token hears the code’s sentence in English: there is no browser to ask', async () => {
  const email = `fresh${number}@example.com`
  const app_metadata = { guestlist: { admitted: true } }
  const user = await world.tenant.control.addUser({ connection: 'Users', email, password, app_metadata })
  const page = await logIn(world, openBrowser(world), email, { scope: 'openid offline_access' })
  const code = page.url.searchParams.get('code') ?? ''
  const { refresh_token = '' } = await exchange(world, code)
  await world.manage('PATCH', `/users/${encodeURIComponent(user.user_id)}`, {
    app_metadata: { guestlist: null },
  })
  await refuseAll('invitation_revoked')
  expect(await refresh(world, refresh_token)).toEqual({
    status: 403,
    error: 'access_denied',
    error_description: sentenceFor('invitation_revoked'),
  })
})

it('every code has its line in the documentation, with the surfaces on which it can be met', async () => {
  expect(await refusalsDocument()).toEqual(
    Object.fromEntries(
      refusalCodes.map(code => [
        code,
        [cells[code].form, cells[code].page, cells[code].application].map(cell =>
          isShown(cell) ? 'yes' : '–',
        ),
      ]),
    ),
  )
})
