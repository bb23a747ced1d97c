import {
  type CryptoKey,
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPersonSignIn } from '../../../service/sign-in/person-sign-in.ts'
import { SignInError } from '../../../service/sign-in/sign-in-error.ts'
import { CUSTOM, startTenantStandIn, type TenantStandIn } from '../tenant-stand-in.ts'

const config = {
  loginOrigin: CUSTOM,
  clientId: 'guestlist-client',
  clientSecret: 'canary-client-secret-of-guestlist',
  redirectUri: 'https://guestlist.example/account/callback',
}

let tenant: TenantStandIn
let keys: GenerateKeyPairResult
let foreign: GenerateKeyPairResult
beforeAll(async () => {
  keys = await generateKeyPair('RS256')
  foreign = await generateKeyPair('RS256')
  tenant = await startTenantStandIn()
})
afterAll(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

async function logIn(idToken = {}) {
  const signIn = createPersonSignIn(config)
  const { url, checks } = await signIn.begin({ locale: 'en' })
  const callback = new URL(tenant.logIn(url.href, 'auth0|grace', idToken)).searchParams
  return { finish: () => signIn.finish(callback, checks) }
}

async function errorOf(promise: Promise<unknown>): Promise<SignInError> {
  const error = await promise.catch((error: unknown) => error)
  if (error instanceof SignInError) return error
  throw new TypeError('expected a SignInError', { cause: error })
}

describe('an ID token', () => {
  /** A log-in whose answer is made here, for the nonce of this browser, and not by the tenant's stand-in. */
  const finishWith = async (answer: (nonce: string) => Promise<object>) => {
    const signIn = createPersonSignIn(config)
    const { url, checks } = await signIn.begin({ locale: 'en' })
    const callback = new URL(tenant.logIn(url.href, 'auth0|grace')).searchParams
    const own = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
    nock.cleanAll()
    nock(CUSTOM)
      .post('/oauth/token')
      .reply(200, { access_token: 'opaque', token_type: 'Bearer', ...(await answer(checks.nonce)) })
      .get('/.well-known/jwks.json')
      .reply(200, { keys: [own] })
    try {
      return await signIn.finish(callback, checks)
    } finally {
      tenant.comeBack()
    }
  }
  const claimsFor = (nonce: string) => {
    const iat = Math.floor(Date.now() / 1000)
    return { iss: `${CUSTOM}/`, aud: config.clientId, sub: 'auth0|mallory', nonce, iat, exp: iat + 60 }
  }
  const sign = (nonce: string, key: CryptoKey) =>
    new SignJWT(claimsFor(nonce)).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key)

  test('is believed where the tenant has signed it', async () => {
    const person = await finishWith(async nonce => ({ id_token: await sign(nonce, keys.privateKey) }))
    expect(person.userId).toBe('auth0|mallory')
  })

  test.each<[string, (nonce: string) => Promise<object>]>([
    ['another key', async nonce => ({ id_token: await sign(nonce, foreign.privateKey) })],
    ['nobody', async nonce => ({ id_token: new UnsecuredJWT(claimsFor(nonce)).encode() })],
    [
      'the secret of the application',
      async nonce => {
        const secret = new TextEncoder().encode(config.clientSecret)
        const token = new SignJWT(claimsFor(nonce)).setProtectedHeader({ alg: 'HS256', kid: 'k1' })
        return { id_token: await token.sign(secret) }
      },
    ],
  ])('is not believed where it is signed by %s, although it comes from the tenant', async (_, answer) => {
    expect((await errorOf(finishWith(answer))).code).toBe('rejected')
  })

  test('is needed: an access token alone says nobody came', async () => {
    expect((await errorOf(finishWith(async () => ({})))).code).toBe('rejected')
  })
})

describe('a log-in that failed', () => {
  test('is named in a stack trace, with its code and nothing that was sent', async () => {
    const { finish } = await logIn({ aud: 'another-client' })
    const error = await errorOf(finish())
    expect(String(error)).toBe('SignInError: sign-in: rejected')
    expect(error.stack).not.toContain(config.clientSecret)
    expect(error.tenantSays).toBeUndefined()
  })

  test('keeps what it failed of, for whoever looks into it', async () => {
    const { finish } = await logIn({ aud: 'another-client' })
    expect((await errorOf(finish())).cause).toBeInstanceOf(Error)
    tenant.goDown()
    const unreachable = await errorOf(createPersonSignIn(config).begin({ locale: 'en' }))
    tenant.comeBack()
    expect(unreachable.cause).toBeInstanceOf(Error)
  })
})

describe('a person who came', () => {
  test.each<[object, object]>([
    [
      { name: 'Grace', email: 'grace@example.com' },
      { name: 'Grace', email: 'grace@example.com' },
    ],
    [
      { name: '', email: '' },
      { name: undefined, email: undefined },
    ],
    [
      { name: 7, email: ['grace@example.com'] },
      { name: undefined, email: undefined },
    ],
    [{}, { name: undefined, email: undefined }],
  ])('with claims %j is %j', async (claims, person) => {
    const { finish } = await logIn(claims)
    expect(await finish()).toEqual({ ...person, userId: 'auth0|grace', accessToken: 'opaque' })
  })

  test('leaves the tenant where its session ends, and comes back', () => {
    const url = createPersonSignIn(config).logoutUrl('https://guestlist.example/account/signed-out')
    expect(url).toBe(
      `${CUSTOM}/v2/logout?client_id=guestlist-client&returnTo=https%3A%2F%2Fguestlist.example%2Faccount%2Fsigned-out`,
    )
  })

  test('is asked for name and address, and for no token of an API that nobody named', async () => {
    const { url } = await createPersonSignIn(config).begin({ locale: 'fr' })
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      scope: 'openid profile email',
      ui_locales: 'fr',
      redirect_uri: config.redirectUri,
    })
    expect(url.searchParams.has('audience')).toBe(false)
    const audience = 'https://guestlist.example/api'
    const other = await createPersonSignIn({ ...config, audience }).begin({ locale: 'fr' })
    expect(other.url.searchParams.get('audience')).toBe(audience)
  })
})
