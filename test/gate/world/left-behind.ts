import type { Browser, Page } from '../../../local-tenant/login/testing/browser.ts'
import { database } from './gate-tenant.ts'
import type { GateWorld } from './gate-world.ts'
import { authorizeUrl, exchange, logIn, logInSilently, openBrowser, outcomeOf, refresh } from './person.ts'

export const victim = 'ada@example.com'
export const attackersPassword = 'attackers-password-1'
export const ownersPassword = 'owners-password-1'

export const userOf = async (world: GateWorld, address = victim) =>
  (await world.tenant.control.users()).find(({ email }) => email === address)

/** What somebody who was in an account before its owner still has. */
export interface LeftBehind {
  browser: Browser
  refreshToken: string
}

/** Passkeys can be enrolled in the tenant's database. */
export async function allowPasskeys(world: GateWorld): Promise<void> {
  await world.tenant.control.addConnection({
    name: database,
    strategy: 'auth0',
    options: { authentication_methods: { passkey: { enabled: true } } },
  })
}

/** Somebody registers the address of somebody else, and leaves in the account whatever can be left there. */
export async function preRegister(world: GateWorld, more: object = {}, email = victim): Promise<LeftBehind> {
  await allowPasskeys(world)
  await world.tenant.control.addUser({
    connection: database,
    email: victim,
    password: attackersPassword,
    passkey: true,
    ...more,
  })
  const browser = openBrowser(world)
  const scope = 'openid offline_access'
  const page = await logIn(world, browser, email, { scope }, attackersPassword)
  return { browser, refreshToken: await refreshTokenOf(world, page) }
}

/** The refresh token that a login ended with; none if it was refused. */
export async function refreshTokenOf(world: GateWorld, page: Page, client?: string): Promise<string> {
  const outcome = await outcomeOf(world, page)
  const tokens = outcome.outcome === 'in' ? await exchange(world, outcome.code, client) : undefined
  return tokens?.refresh_token ?? ''
}

/** How the attacker fares with each of the things left behind. */
export async function tryEverything(
  world: GateWorld,
  { browser, refreshToken }: LeftBehind,
  email = victim,
  client?: string,
) {
  const withPassword = await logIn(world, openBrowser(world), email, {}, attackersPassword)
  const passkeyBrowser = openBrowser(world)
  const form = await passkeyBrowser.open(authorizeUrl(world, { prompt: 'login' }))
  const passkeys = await passkeyBrowser.submit(form, { choice: 'passkey' })
  return {
    password: await tokenFrom(world, withPassword),
    passkey: passkeys.html.includes(email),
    session: await tokenFrom(world, await logInSilently(world, browser)),
    refresh: (await refresh(world, refreshToken, client)).status === 200,
  }
}

export async function tokenFrom(world: GateWorld, page: Page): Promise<boolean> {
  return (await outcomeOf(world, page)).outcome === 'in'
}

export const nothing = { password: false, passkey: false, session: false, refresh: false }
export const everything = { password: true, passkey: true, session: true, refresh: true }
