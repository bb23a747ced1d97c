import * as oauth from 'oauth4webapi'
import { describe, expect, it } from 'vitest'
import {
  audience,
  callback,
  canonicalUrl,
  createLoginFixture,
  customUrl,
  password,
} from './testing/login-fixture.ts'

describe.each([canonicalUrl, customUrl])('an independent strict OpenID Connect client at %s', origin => {
  it('passes discovery, code with PKCE, userinfo, refresh and logout', async () => {
    const { app, addUser, browser: newBrowser } = createLoginFixture()
    const user = addUser('ada@example.com')
    const options = {
      [oauth.customFetch]: async (url: string, init: object) => await app.request(url, init),
      [oauth.allowInsecureRequests]: true,
    } as const
    const issuer = new URL(`${origin}/`)
    const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))
    const client: oauth.Client = { client_id: 'portal' }
    const authentication = oauth.ClientSecretPost('secret of portal')

    const verifier = oauth.generateRandomCodeVerifier()
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
    const authorization = new URL(server.authorization_endpoint ?? '')
    authorization.search = new URLSearchParams({
      client_id: 'portal',
      response_type: 'code',
      redirect_uri: callback,
      state,
      nonce,
      audience,
      max_age: '600',
      scope: 'openid profile email offline_access',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString()
    const browser = newBrowser()
    const form = await browser.open(authorization.href)
    const landing = await browser.submit(form, { email: 'ada@example.com', password })

    const params = oauth.validateAuthResponse(server, client, landing.url, state)
    const response = await oauth.authorizationCodeGrantRequest(
      ...([server, client, authentication, params, callback, verifier, options] as const),
    )
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: nonce,
      maxAge: 600,
      requireIdToken: true,
    })
    const claims = oauth.getValidatedIdTokenClaims(tokens)
    expect(claims).toMatchObject({
      iss: `${origin}/`,
      sub: user.user_id,
      email: 'ada@example.com',
      aud: 'portal',
    })

    const userinfo = await oauth.userInfoRequest(server, client, tokens.access_token, options)
    const profile = await oauth.processUserInfoResponse(server, client, user.user_id, userinfo)
    expect(profile).toMatchObject({ email: 'ada@example.com', email_verified: false })

    const refresh = await oauth.refreshTokenGrantRequest(
      ...([server, client, authentication, tokens.refresh_token ?? '', options] as const),
    )
    const refreshed = await oauth.processRefreshTokenResponse(server, client, refresh)
    expect(refreshed.access_token).not.toBe('')

    const logout = new URL(server.end_session_endpoint ?? '')
    logout.search = new URLSearchParams({
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'http://app.test/bye',
      state: 'gone',
    }).toString()
    expect((await browser.open(logout.href)).url.href).toBe('http://app.test/bye?state=gone')
    expect((await browser.open(authorization.href)).url.pathname).toBe('/u/login')
  })
})
