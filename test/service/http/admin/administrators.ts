import type { JWTPayload } from 'jose'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { everyPermission, type TestService } from '../test-service.ts'

interface Person {
  userId?: string
  name?: string
  email?: string
  permissions?: readonly string[]
}

/** Who administers, unless a test says otherwise: the tenant of the tests lets her do all. */
export const ada: Required<Person> = {
  userId: 'auth0|ada',
  name: 'Ada Lovelace',
  email: 'ada@acme.example',
  permissions: everyPermission,
}

/** Lets the tenant know a person, with what they may do. */
export function makePerson({ management, env }: TestService, person: Required<Person>): void {
  management.users.push({
    userId: person.userId,
    email: person.email,
    emailVerified: true,
    blocked: false,
    loginsCount: 1,
    phoneNumber: undefined,
    phoneVerified: false,
    createdAt: new Date(0),
    identities: [],
    appMetadata: {},
    userMetadata: {},
  })
  permit({ management, env }, person.userId, person.permissions)
}

/** Changes what the tenant lets a person do. */
export function permit(
  { management, env }: Pick<TestService, 'management' | 'env'>,
  userId: string,
  permissions: readonly string[],
): void {
  const api = env.API_AUDIENCE ?? ''
  management.permissionsOf.set(
    userId,
    permissions.map(name => ({ api, name })),
  )
}

/** Begins to sign in; returns the address of the tenant's log-in. */
export async function beginSignIn(browser: Browser, path = '/admin'): Promise<string> {
  const page = await browser.get(path)
  const href = /href="(\/admin\/sign-in\/begin[^"]*)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&')
  if (!href) throw new TypeError(`no way to sign in: ${page.text}`)
  return (await browser.get(href)).url
}

/** Signs a person in where a page asks for it; the page that comes then. */
export async function signIn(
  service: TestService,
  browser: Browser,
  {
    path = '/admin',
    ...changed
  }: Person & { path?: string; idToken?: JWTPayload; accessToken?: JWTPayload } = {},
): Promise<Page> {
  const person = { ...ada, ...changed }
  const url = await beginSignIn(browser, path)
  const { name, email, permissions } = person
  const callback = service.tenant.logIn(
    url,
    person.userId,
    { name, email, ...changed.idToken },
    { permissions: [...permissions], ...changed.accessToken },
  )
  return browser.get(callback)
}

/** A browser in which somebody has signed in. */
export async function openSignedIn(service: TestService, person: Person = {}): Promise<Browser> {
  const browser = openBrowser(service.app)
  const page = await signIn(service, browser, person)
  if (page.status !== 200) throw new TypeError(`not signed in: ${page.text}`)
  return browser
}
