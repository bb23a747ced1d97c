import { database, legacyToken } from '../world/gate-tenant.ts'
import type { GateWorld } from '../world/gate-world.ts'
import {
  askForToken,
  authorizeUrl,
  exchange,
  logIn,
  logInSilently,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
  refresh,
} from '../world/person.ts'
import { type Door, resultOf, resultOfText, resultOfToken, type Visit } from './door.ts'

const atGmail = (n: number) => ({ email: `guest${n}@gmail.com` })
const google = 'google-oauth2'
const account = (known: string) => ({ name: known, email: known, email_verified: 'on' })

/** Somebody who was let in until a moment ago, with a session and a refresh token. */
async function wasIn(world: GateWorld, known: string) {
  const provider_user_id = `id-of-${known}`
  const user = await world.tenant.control.addUser({
    connection: google,
    email: known,
    email_verified: true,
    provider_user_id,
    app_metadata: { guestlist: { admitted: true } },
  })
  const browser = openBrowser(world)
  const scope = 'openid offline_access'
  const page = await logInWith(world, browser, google, { ...account(known), id: provider_user_id }, { scope })
  const outcome = await outcomeOf(world, page)
  const tokens = outcome.outcome === 'in' ? await exchange(world, outcome.code) : undefined
  await world.manage('PATCH', `/users/${encodeURIComponent(user.user_id)}`, {
    app_metadata: { guestlist: null },
  })
  return { browser, refreshToken: tokens?.refresh_token ?? '' }
}

async function createByManagementApi({ world, known, params }: Visit, app_metadata: object) {
  const made = await world.manage('POST', '/users', {
    connection: database,
    email: known,
    password,
    app_metadata,
  })
  if (made.status !== 201) return resultOfText(String((made.body as { message?: string }).message))
  return resultOf(world, await logIn(world, openBrowser(world), known, params))
}

/** Administration, grants without a page, devices, and accounts of several identities. */
export const otherDoors: Door[] = [
  { name: 'Management API or dashboard', knock: visit => createByManagementApi(visit, {}) },
  {
    name: 'Management API, admitted by an administrator',
    knock: visit => createByManagementApi(visit, { guestlist: { admitted: true } }),
  },
  {
    name: 'password grant',
    async knock({ world, known }) {
      await world.tenant.control.addUser({ connection: database, email: known, password })
      const grant = { grant_type: 'password', username: known, password, scope: 'openid' }
      return resultOfToken(await askForToken(world, grant))
    },
  },
  {
    name: 'refresh token',
    address: atGmail,
    async knock({ world, known }) {
      const { refreshToken } = await wasIn(world, known)
      return resultOfToken(await refresh(world, refreshToken))
    },
  },
  {
    name: 'silent login',
    address: atGmail,
    async knock({ world, known, params }) {
      const { browser } = await wasIn(world, known)
      return resultOf(world, await logInSilently(world, browser, params))
    },
  },
  {
    name: 'single sign-on',
    address: atGmail,
    async knock({ world, known, params }) {
      const { browser } = await wasIn(world, known)
      return resultOf(world, await browser.open(authorizeUrl(world, params)))
    },
  },
  {
    name: 'device flow',
    async knock({ world, known }) {
      await world.tenant.control.addUser({ connection: database, email: known, password })
      const body = new URLSearchParams({ client_id: 'portal', scope: 'openid' })
      const started = await fetch(`${world.tenant.url}/oauth/device/code`, { method: 'POST', body })
      const device = (await started.json()) as { device_code: string; verification_uri_complete: string }
      const browser = openBrowser(world)
      const form = await browser.submit(await browser.open(device.verification_uri_complete), {
        choice: 'confirm',
      })
      const page = await browser.submit(form, { email: known, password })
      const ended = await resultOf(world, page)
      if ('refused' in ended) return ended
      const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
      return resultOfToken(await askForToken(world, { grant_type, device_code: device.device_code }))
    },
  },
  {
    name: 'linked account, by the identity that has the address',
    address: atGmail,
    async knock({ world, known, params }) {
      const provider_user_id = `linked-${known}`
      await world.tenant.control.addUser({
        connection: database,
        email: `first-${known.replace('gmail.com', 'example.com')}`,
        password,
        email_verified: true,
        linked: [{ connection: google, email: known, email_verified: true, provider_user_id }],
      })
      const page = await logInWith(
        world,
        openBrowser(world),
        google,
        { ...account(known), id: provider_user_id },
        params,
      )
      return resultOf(world, page)
    },
  },
  {
    name: 'custom token exchange that makes users',
    async knock({ world, known }) {
      const grant = {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token_type: legacyToken,
        subject_token: Buffer.from(known).toString('base64url'),
        scope: 'openid',
      }
      return resultOfToken(await askForToken(world, grant))
    },
  },
  {
    name: 'SCIM, then the company’s log-in',
    address: n => ({ email: `scim${n}@acme.example` }),
    async knock({ world, known, params }) {
      await world.tenant.control.addUser({
        connection: 'acme-oidc',
        email: known,
        provider_user_id: `acme-oidc|${known}`,
      })
      const page = await logInWith(
        world,
        openBrowser(world),
        'acme-oidc',
        { ...account(known), id: known },
        params,
      )
      return resultOf(world, page)
    },
  },
]
