import { createHash } from 'node:crypto'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SignInChecks } from '../../../service/sign-in/code-flow.ts'
import { createSignIn } from '../../../service/sign-in/sign-in.ts'
import { SignInError } from '../../../service/sign-in/sign-in-error.ts'
import { CUSTOM, startTenantStandIn, type TenantStandIn } from '../tenant-stand-in.ts'

const config = {
  publicUrl: 'https://guestlist.example',
  loginOrigin: CUSTOM,
  clientId: 'guestlist-client',
  clientSecret: 'canary-client-secret-of-guestlist',
}
const request = {
  state: 'state-of-the-handoff',
  handoff: 'handoff.token',
  screenHint: 'signup',
  loginHint: 'grace@example.com',
  connection: undefined,
  locale: 'en',
} as const

let tenant: TenantStandIn

beforeAll(async () => {
  tenant = await startTenantStandIn()
})
afterAll(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('a log-in', () => {
  test('begins at the domain where people log in, bound to code, PKCE, nonce and state', async () => {
    const { url, checks } = await createSignIn(config).begin({ ...request, connection: 'acme-saml' })
    expect(url.origin + url.pathname).toBe(`${CUSTOM}/authorize`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'guestlist-client',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: 'https://guestlist.example/callback',
      state: 'state-of-the-handoff',
      nonce: checks.nonce,
      code_challenge: createHash('sha256').update(checks.codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
      prompt: 'login',
      screen_hint: 'signup',
      ui_locales: 'en',
      'ext-invite': 'handoff.token',
      login_hint: 'grace@example.com',
      connection: 'acme-saml',
    })
  })

  test('ends with the user who came', async () => {
    const { signIn, callback, checks } = await logIn()
    expect(await signIn.finish(callback, checks)).toEqual({ userId: 'auth0|grace' })
  })
})

describe('a log-in is not believed', () => {
  test.each<[string, Partial<SignInChecks>]>([
    ['state', { state: 'another' }],
    ['nonce', { nonce: 'another' }],
    ['PKCE verifier', { codeVerifier: 'another-verifier-of-at-least-43-characters-0123' }],
  ])('when its %s is of another browser', async (_name, other) => {
    const { signIn, callback, checks } = await logIn()
    expect(await codeOf(signIn.finish(callback, { ...checks, ...other }))).toBe('rejected')
  })

  test('twice', async () => {
    const { signIn, callback, checks } = await logIn()
    await signIn.finish(callback, checks)
    expect(await codeOf(signIn.finish(callback, checks))).toBe('rejected')
  })

  test.each([
    ['issuer', { iss: 'https://evil.example/' }],
    ['audience', { aud: 'another-client' }],
    ['lifetime', { exp: 1 }],
  ])('when its ID token has a wrong %s', async (_name, claims) => {
    const { signIn, callback, checks } = await logIn(claims)
    expect(await codeOf(signIn.finish(callback, checks))).toBe('rejected')
  })
})

describe('a log-in that the tenant ends', () => {
  test('says so with what the tenant said', async () => {
    const { signIn, checks } = await logIn()
    const callback = new URLSearchParams({
      error: 'access_denied',
      error_description: 'No.',
      state: checks.state,
    })
    const error = await errorOf(signIn.finish(callback, checks))
    expect(error).toMatchObject({
      code: 'denied',
      tenantSays: { error: 'access_denied', description: 'No.' },
    })
  })

  test('is not believed when its state is of another browser', async () => {
    const { signIn, checks } = await logIn()
    const callback = new URLSearchParams({ error: 'access_denied', state: 'another' })
    expect(await codeOf(signIn.finish(callback, checks))).toBe('rejected')
  })
})

describe('a tenant that does not answer', () => {
  test('is asked again by the next person', async () => {
    const signIn = createSignIn(config)
    tenant.goDown()
    expect(await codeOf(signIn.begin(request))).toBe('unreachable')
    tenant.comeBack()
    expect((await signIn.begin(request)).url.origin).toBe(CUSTOM)
  })

  test('is told apart from an answer that is not to be believed', async () => {
    const { signIn, callback, checks } = await logIn()
    tenant.goDown()
    expect(await codeOf(signIn.finish(callback, checks))).toBe('unreachable')
    tenant.comeBack()
    expect(await signIn.finish(callback, checks)).toEqual({ userId: 'auth0|grace' })
  })
})

async function logIn(idToken = {}) {
  const signIn = createSignIn(config)
  const { url, checks } = await signIn.begin(request)
  const callback = new URL(tenant.logIn(url.href, 'auth0|grace', idToken)).searchParams
  return { signIn, callback, checks }
}

async function errorOf(promise: Promise<unknown>): Promise<SignInError> {
  const error = await promise.catch((error: unknown) => error)
  if (error instanceof SignInError) return error
  throw new TypeError('expected a SignInError', { cause: error })
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return (await errorOf(promise)).code
}
