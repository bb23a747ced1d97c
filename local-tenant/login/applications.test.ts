import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../state/state.ts'
import {
  callback,
  canonicalUrl,
  createLoginFixture,
  customUrl,
  password,
  verifier,
} from './testing/login-fixture.ts'

const page = 'http://app.test'

/** The application `spa` with settings of its own, and Ada, who can log in to it. */
function setUp(settings: JsonObject = {}, clientId = 'spa') {
  const fixture = createLoginFixture()
  const client = fixture.tenant.state.clients.find(({ client_id }) => client_id === clientId)
  Object.assign(client ?? {}, settings)
  fixture.addUser('ada@example.com')
  const post = (path: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
    fixture.app.request(`${customUrl}${path}`, { method: 'POST', body: new URLSearchParams(body), headers })
  const spa = { client_id: 'spa', scope: 'openid profile email offline_access' }
  async function tokens() {
    const { url } = await fixture.logIn(fixture.browser(), 'ada@example.com', spa)
    const code = url.searchParams.get('code') ?? ''
    const body = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
    return (await fixture.token({ ...body, client_id: 'spa', client_secret: '' })).body
  }
  const refresh = (refresh_token: unknown) =>
    fixture.token({
      grant_type: 'refresh_token',
      client_id: 'spa',
      client_secret: '',
      refresh_token: String(refresh_token),
    })
  return { ...fixture, post, tokens, refresh }
}

describe('pages of an application', () => {
  const { app, post } = setUp({ web_origins: ['http://web.test'], callbacks: [] })
  const ask = (path: string, origin: string, method = 'OPTIONS') =>
    app.request(`${customUrl}${path}`, { method, headers: { origin } })

  it.each(['/oauth/token', '/oauth/revoke', '/userinfo', '/.well-known/jwks.json'])(
    'may call %s from an allowed origin, and from no other',
    async path => {
      const allowed = await ask(path, 'http://web.test')
      expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
        204,
        'http://web.test',
      ])
      const refused = await ask(path, 'http://evil.test')
      expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  it('read an answer only when the client that they name allows their origin', async () => {
    const answer = async (client_id: string) => {
      const response = await post(
        '/oauth/token',
        { client_id, grant_type: 'refresh_token' },
        { origin: 'http://web.test' },
      )
      return response.headers.get('access-control-allow-origin')
    }
    expect([await answer('spa'), await answer('portal')]).toEqual(['http://web.test', null])
  })
})

describe('response_mode=web_message', () => {
  const silent = { client_id: 'spa', prompt: 'none', response_mode: 'web_message' }

  it('posts the answer to the origin of the callback, and to no other', async () => {
    const { browser, logIn, authorizeUrl } = setUp({ web_origins: [page] })
    const ada = browser()
    expect((await ada.open(authorizeUrl(silent))).html).toContain('"error":"login_required"')
    await logIn(ada, 'ada@example.com', { client_id: 'spa' })
    const { html } = await ada.open(authorizeUrl({ ...silent, state: '</script><b>' }))
    expect(html).toMatch(/postMessage\(\{"type":"authorization_response","response":\{"code":"[\w-]+"/)
    expect(html).toContain(`"${page}")`)
    expect(html).not.toContain('</script><b>')
  })

  it('answers an origin that is not allowed with an error page: no message, no code', async () => {
    const { browser, logIn, authorizeUrl } = setUp()
    const ada = browser()
    await logIn(ada, 'ada@example.com', { client_id: 'spa' })
    const { html, status } = await ada.open(authorizeUrl(silent))
    expect(status).toBe(400)
    expect(html).not.toContain('postMessage')
  })
})

describe('refresh tokens', () => {
  const rotating = { refresh_token: { rotation_type: 'rotating', leeway: 0 } }

  it('rotate, and the reuse of an old one ends the whole family', async () => {
    const { tokens, refresh, logs } = setUp(rotating)
    const { refresh_token: first } = await tokens()
    const { refresh_token: second } = (await refresh(first)).body
    expect(second).not.toBe(first)
    expect((await refresh(first)).body.error).toBe('invalid_grant')
    expect((await refresh(second)).body.error).toBe('invalid_grant')
    expect(logs('ferrt')).toHaveLength(1)
  })

  it('may be sent twice within the leeway, and no longer', async () => {
    const { tokens, refresh, later } = setUp({ refresh_token: { rotation_type: 'rotating', leeway: 30 } })
    const { refresh_token: first } = await tokens()
    expect((await refresh(first)).status).toBe(200)
    later(29)
    expect((await refresh(first)).status).toBe(200)
    later(2)
    expect((await refresh(first)).status).toBe(403)
  })

  it('leave other logins of the same user alone', async () => {
    const { tokens, refresh } = setUp(rotating)
    const [one, other] = [await tokens(), await tokens()]
    await refresh(one.refresh_token)
    await refresh(one.refresh_token)
    expect((await refresh(other.refresh_token)).status).toBe(200)
  })

  it('end at /oauth/revoke, by their own client only, and an unknown one is a success', async () => {
    const { tokens, refresh, post } = setUp(rotating)
    const { refresh_token } = await tokens()
    const token = String(refresh_token)
    const foreign = { client_id: 'elsewhere', client_secret: 'secret of elsewhere' }
    expect((await post('/oauth/revoke', { ...foreign, token })).status).toBe(400)
    const wrong = await post('/oauth/revoke', { ...foreign, client_secret: 'no', token })
    expect(wrong.status).toBe(401)
    const { refresh_token: next } = (await refresh(token)).body
    expect((await post('/oauth/revoke', { client_id: 'spa', token: String(next) })).status).toBe(200)
    expect((await refresh(next)).status).toBe(403)
    expect((await post('/oauth/revoke', { client_id: 'spa', token: 'unknown' })).status).toBe(200)
  })
})

describe('pushed authorization requests', () => {
  const credentials = { client_id: 'portal', client_secret: 'secret of portal' }
  const request = { response_type: 'code', redirect_uri: callback, scope: 'openid' }

  it('keep ext- parameters, drop other custom ones, and are good once, for their client', async () => {
    const { post, browser, bind, tenant } = setUp()
    bind(
      'post-login',
      "exports.onExecutePostLogin = async (event, api) => api.user.setAppMetadata('q', event.request.query)",
    )
    const pushed = await post('/oauth/par', { ...credentials, ...request, 'ext-invite': 'abc', other: 'x' })
    expect(pushed.status).toBe(201)
    const { request_uri } = (await pushed.json()) as { request_uri: string }
    const address = (client_id: string) =>
      `${customUrl}/authorize?${new URLSearchParams({ client_id, request_uri })}`
    const ada = browser()
    const login = await ada.open(address('portal'))
    const { url } = await ada.submit(login, { email: 'ada@example.com', password })
    expect(url.searchParams.get('code')).toBeTruthy()
    const { q } = tenant.state.users[0]?.app_metadata ?? {}
    expect(q).toMatchObject({ 'ext-invite': 'abc' })
    expect(q).not.toHaveProperty('other')
    expect((await ada.open(address('portal'))).status).toBe(400)
  })

  it('are refused without the secret, with a fault, and to another client', async () => {
    const { post, browser } = setUp()
    expect((await post('/oauth/par', { ...request, client_id: 'portal' })).status).toBe(401)
    expect(
      (await post('/oauth/par', { ...credentials, ...request, redirect_uri: 'http://evil.test' })).status,
    ).toBe(400)
    const { request_uri } = (await (await post('/oauth/par', { ...credentials, ...request })).json()) as {
      request_uri: string
    }
    const stolen = `${customUrl}/authorize?${new URLSearchParams({ client_id: 'elsewhere', request_uri })}`
    expect((await browser().open(stolen)).status).toBe(400)
  })

  it('can be required', async () => {
    const { browser, authorizeUrl } = setUp({ require_pushed_authorization_requests: true }, 'portal')
    expect((await browser().open(authorizeUrl())).status).toBe(400)
  })
})

describe('the implicit flow', () => {
  const implicit = { client_id: 'spa', response_type: 'id_token', response_mode: 'form_post', nonce: 'n' }

  it('posts an ID token to an application that may have it', async () => {
    const { browser, logIn } = setUp({ grant_types: ['implicit'] })
    const { html } = await logIn(browser(), 'ada@example.com', implicit)
    expect(html).toMatch(/name="id_token" value="[\w-]+\.[\w-]+\.[\w-]+"/)
  })

  it('is refused without the grant, without a nonce, and in a query', async () => {
    const refused = async (grant: string, more: Record<string, string>) => {
      const { browser, authorizeUrl } = setUp({ grant_types: [grant] })
      const { html, url } = await browser().open(authorizeUrl({ ...implicit, ...more }))
      return url.searchParams.get('error') ?? /name="error" value="(\w+)"/.exec(html)?.[1]
    }
    expect(await refused('authorization_code', {})).toBe('unauthorized_client')
    expect(await refused('implicit', { nonce: '' })).toBe('invalid_request')
    expect(await refused('implicit', { response_mode: 'query' })).toBe('invalid_request')
  })
})

describe('the rest of what applications call', () => {
  it('/dbconnections/change_password mails a link, and answers the same for an unknown address', async () => {
    const { post, tenant } = setUp()
    const ask = async (email: string) => {
      const response = await post('/dbconnections/change_password', {
        client_id: 'portal',
        connection: 'Users',
        email,
      })
      return [response.status, await response.text()]
    }
    expect(await ask('ada@example.com')).toEqual(await ask('nobody@example.com'))
    expect(tenant.state.mails.map(({ to }) => to)).toEqual(['ada@example.com'])
    expect(
      (await post('/dbconnections/change_password', { client_id: 'portal', connection: 'Users' })).status,
    ).toBe(400)
  })

  it('/userinfo answers the custom claims of the ID token, and never another sub', async () => {
    const { tokens, bind, app } = setUp()
    bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => {
      api.idToken.setCustomClaim('https://app.test/plan', 'pro'); api.idToken.setCustomClaim('sub', 'evil') }`,
    )
    const { access_token } = await tokens()
    const answer = await app.request(`${customUrl}/userinfo`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect(await answer.json()).toMatchObject({
      sub: expect.stringMatching(/^auth0\|/),
      'https://app.test/plan': 'pro',
    })
  })

  it('a client with no method of its own may send its secret either way, and must send it', async () => {
    const { post, tenant } = setUp()
    const portal = tenant.state.clients.find(({ client_id }) => client_id === 'portal')
    delete portal?.token_endpoint_auth_method
    const basic = `Basic ${Buffer.from('portal:secret+of+portal').toString('base64')}`
    const body = { grant_type: 'refresh_token', refresh_token: 'none', client_id: 'portal' }
    const statuses = [
      await post('/oauth/token', body),
      await post('/oauth/token', { ...body, client_secret: 'secret of portal' }),
      await post('/oauth/token', body, { authorization: basic }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([401, 403, 403])
  })

  it('the session cookie goes to frames of other sites on https only', async () => {
    const { app } = setUp()
    const login = await app.request(`${canonicalUrl}/authorize?client_id=portal&response_type=code`)
    expect(login.headers.get('set-cookie')).toMatch(/Secure; SameSite=None/)
  })
})
