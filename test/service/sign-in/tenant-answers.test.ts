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
beforeAll(async () => {
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

describe('a tenant that takes the code', () => {
  const answerWith = async (status: number, body: string | object) => {
    const { finish } = await logIn()
    tenant.goDown()
    nock.cleanAll()
    nock(CUSTOM).post('/oauth/token').reply(status, body, { 'content-type': 'application/json' })
    try {
      return await errorOf(finish())
    } finally {
      tenant.comeBack()
    }
  }

  test.each([500, 502, 503, 599])('and says %i is out of order: another try may help', async status => {
    expect((await answerWith(status, 'Service Unavailable')).code).toBe('unreachable')
  })

  test.each<[number, string | object]>([
    [400, { error: 'invalid_grant' }],
    [401, { error: 'invalid_client' }],
    [404, 'Not Found'],
    [499, 'gone'],
    [200, 'no JSON'],
    [200, {}],
    [200, { access_token: 'opaque', token_type: 'Bearer', expires_in: 60 }],
  ])('and says %i with %j is not believed: the same will not come out better', async (status, body) => {
    expect((await answerWith(status, body)).code).toBe('rejected')
  })
})

describe('a tenant without https', () => {
  const begin = (loginOrigin: string) => {
    nock(loginOrigin)
      .get('/.well-known/openid-configuration')
      .reply(200, { issuer: `${loginOrigin}/`, authorization_endpoint: `${loginOrigin}/authorize` })
    return createPersonSignIn({ ...config, loginOrigin }).begin({ locale: 'en' })
  }

  test('is asked when it is on this machine', async () => {
    const { url } = await begin('http://localhost:3999')
    expect(url.origin).toBe('http://localhost:3999')
  })

  test.each(['http://login.acme.example', 'http://127.0.0.1:3999', 'http://localhost.acme.example'])(
    'is not asked anywhere else: %s',
    async origin => {
      expect((await errorOf(begin(origin))).code).toBe('unreachable')
      // What stood ready to answer it has not been asked.
      const name = `http://${new URL(origin).hostname}:`
      expect(nock.pendingMocks().filter(mock => mock.includes(name))).toHaveLength(1)
    },
  )
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
