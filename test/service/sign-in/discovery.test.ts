import nock from 'nock'
import * as oidc from 'openid-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDiscovery, toSignInError } from '../../../service/sign-in/discovery.ts'
import { SignInError } from '../../../service/sign-in/sign-in-error.ts'

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

const discover = (loginOrigin: string) =>
  createDiscovery({ loginOrigin, clientId: 'guestlist', clientSecret: 'secret' })

function answerAt(origin: string) {
  return nock(origin)
    .get('/.well-known/openid-configuration')
    .reply(200, { issuer: `${origin}/`, token_endpoint: `${origin}/oauth/token`, jwks_uri: `${origin}/jwks` })
}

/** A configuration of a tenant, whose token endpoint answers as a test says. */
async function exchangeAt(reply: (token: nock.Interceptor) => nock.Scope) {
  answerAt('https://login.example')
  const configuration = await discover('https://login.example/')()
  reply(nock('https://login.example').post('/oauth/token'))
  return oidc.clientCredentialsGrant(configuration).catch(toSignInError)
}

describe('a tenant', () => {
  test('is looked up once for all who ask, also at the same time', async () => {
    answerAt('https://login.example')
    const look = discover('https://login.example/')
    const [one, two] = await Promise.all([look(), look()])
    expect(two).toBe(one)
    expect(await look()).toBe(one)
  })

  test('is looked up again after a failure', async () => {
    nock('https://login.example').get('/.well-known/openid-configuration').reply(503)
    const look = discover('https://login.example/')
    await expect(look()).rejects.toMatchObject({ name: 'SignInError', code: 'unreachable' })
    answerAt('https://login.example')
    expect((await look()).serverMetadata().issuer).toBe('https://login.example/')
  })

  test('may be on this machine without TLS, and nowhere else', async () => {
    answerAt('http://localhost:4400')
    const look = discover('http://localhost:4400/')
    expect((await look()).serverMetadata().issuer).toBe('http://localhost:4400/')
    for (const origin of ['http://login.example', 'http://localhost.example', 'http://127.0.0.1:4400']) {
      answerAt(origin)
      await expect(discover(`${origin}/`)()).rejects.toMatchObject({ code: 'unreachable' })
    }
  })
})

describe('what went wrong at the token endpoint', () => {
  test.each([500, 502, 503])('is that nobody can answer: %i', async status => {
    const error = await exchangeAt(token => token.reply(status, { error: 'server_error' }))
    expect(error).toMatchObject({ code: 'unreachable' })
  })

  test('is that nobody answers', async () => {
    const error = await exchangeAt(token => token.replyWithError(new TypeError('fetch failed')))
    expect(error).toMatchObject({ code: 'unreachable' })
  })

  test('is that nobody answered in time', async () => {
    const timeout = new DOMException('The operation timed out.', 'TimeoutError')
    const error = await exchangeAt(token => token.replyWithError(timeout))
    expect(error).toMatchObject({ code: 'unreachable' })
    expect((error as SignInError).cause).toMatchObject({ code: 'OAUTH_TIMEOUT' })
  })

  test.each([400, 401, 403, 404])('is an answer that is not to be believed: %i', async status => {
    const error = await exchangeAt(token => token.reply(status, { error: 'invalid_grant' }))
    expect(error).toMatchObject({ code: 'rejected' })
  })

  test('is an answer that is none', async () => {
    const error = await exchangeAt(token => token.reply(200, '<html>', { 'content-type': 'text/html' }))
    expect(error).toMatchObject({ code: 'rejected' })
  })

  test('is what we have said of it already', () => {
    const ours = new SignInError('denied')
    expect(toSignInError(ours)).toBe(ours)
    expect(toSignInError(new Error('anything else'))).toMatchObject({ code: 'rejected' })
  })
})
