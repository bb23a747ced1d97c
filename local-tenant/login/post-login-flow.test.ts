import { describe, expect, it } from 'vitest'
import type { Page } from './testing/browser.ts'
import { audience, createLoginFixture, customUrl } from './testing/login-fixture.ts'

/** A login of Ada with these Post-Login Actions. */
async function logInWith(actions: string[], params: Record<string, string> = {}, switches = {}) {
  const fixture = createLoginFixture(switches)
  const user = fixture.addUser('ada@example.com')
  for (const code of actions) fixture.bind('post-login', code)
  const browser = fixture.browser()
  return { ...fixture, user, browser, page: await fixture.logIn(browser, 'ada@example.com', params) }
}

function run(body: string): string {
  return `exports.onExecutePostLogin = async (event, api) => { ${body} }`
}

function errorOf({ url }: Page) {
  return [url.searchParams.get('error'), url.searchParams.get('error_description')]
}

describe('Post-Login', () => {
  it('sets claims and scopes of the tokens', async () => {
    const { exchange, page } = await logInWith(
      [
        run(`api.idToken.setCustomClaim('https://test/roles', ['a']); api.accessToken.setCustomClaim('https://test/n', 1)
             api.accessToken.addScope('extra'); api.accessToken.removeScope('profile')`),
      ],
      { audience },
    )
    const { idToken, accessToken } = await exchange(page)
    expect(idToken['https://test/roles']).toEqual(['a'])
    expect(accessToken).toMatchObject({ 'https://test/n': 1, scope: 'openid email extra' })
  })

  it('cannot set claims that are reserved', async () => {
    const { exchange, page, user } = await logInWith(
      [
        run(`for (const name of ['sub', 'aud', 'permissions', 'roles']) {
        api.idToken.setCustomClaim(name, 'x'); api.accessToken.setCustomClaim(name, 'x') }`),
      ],
      { audience },
    )
    const { idToken, accessToken } = await exchange(page)
    expect([idToken.sub, idToken.roles, accessToken.permissions]).toEqual([user.user_id, undefined, []])
  })

  it('runs the Actions in the order of their bindings, each with its own secrets', async () => {
    const fixture = createLoginFixture()
    const user = fixture.addUser('ada@example.com')
    const add =
      run(`api.transaction.setMetadata('trace', (event.transaction.metadata.trace ?? '') + event.secrets.NAME)
      api.user.setUserMetadata('trace', event.transaction.metadata.trace)`)
    fixture.bind('post-login', add, { NAME: 'first ' })
    fixture.bind('post-login', add, { NAME: 'second' })
    await fixture.logIn(fixture.browser(), 'ada@example.com')
    expect(user.user_metadata.trace).toBe('first second')
  })

  it('sees the names of the roles, the login counted already, and the query of the authorization request', async () => {
    const fixture = createLoginFixture()
    const user = fixture.addUser('ada@example.com')
    fixture.tenant.state.user_roles[user.user_id] = ['rol_reader']
    fixture.bind(
      'post-login',
      run(`api.user.setUserMetadata('seen', [event.authorization.roles, event.stats.logins_count,
      event.request.query['ext-invite'], event.client.metadata.kind, event.resource_server.identifier,
      event.session.id, event.authentication.methods[0].name, event.connection.name])`),
    )
    await fixture.logIn(fixture.browser(), 'ada@example.com', { 'ext-invite': 'a-token', audience })
    const [session] = fixture.tenant.state.sessions
    const expected = [['Reader'], 1, 'a-token', 'web', audience, session?.id, 'pwd', 'Users']
    expect(user.user_metadata.seen).toEqual(expected)
  })

  it('can call other servers', async () => {
    const { page } = await logInWith([
      run(`
      const server = require('node:http').createServer((_, response) => response.end('hello'))
      await new Promise(done => server.listen(0, '127.0.0.1', done))
      const answer = await fetch('http://127.0.0.1:' + server.address().port)
      server.close()
      api.access.deny(await answer.text())`),
    ])
    expect(errorOf(page)).toEqual(['access_denied', 'hello'])
  })

  it('keeps what an Action printed, 256 characters of it', async () => {
    const { logs } = await logInWith([run(`console.log('x'.repeat(300)); console.error('more')`)])
    expect(logs('action_output')).toMatchObject([
      { description: 'action 1', details: { trigger: 'post-login', output: 'x'.repeat(256) } },
    ])
  })

  it('keeps its cache for the next login', async () => {
    const count =
      run(`const seen = Number(api.cache.get('n')?.value ?? 0) + 1; api.cache.set('n', String(seen))
      api.user.setUserMetadata('n', seen)`)
    const { user, logIn, browser } = await logInWith([count])
    await logIn(browser, 'ada@example.com', { prompt: 'login' })
    expect(user.user_metadata.n).toBe(2)
  })
})

describe('an Action that denies', () => {
  it('sends access_denied with its reason to the callback, and stops the Actions after it', async () => {
    const later = run(`api.user.setUserMetadata('later', true)`)
    const { page, user, logs } = await logInWith([run(`api.access.deny('not you')`), later])
    expect(errorOf(page)).toEqual(['access_denied', 'not you'])
    expect(page.url.searchParams.get('state')).toBe('state of the application')
    expect(user.user_metadata).toEqual({})
    expect(logs('f')).toMatchObject([{ description: 'not you', user_id: user.user_id }])
  })

  it('leaves the session and the counted login behind, so a silent login runs the Actions again', async () => {
    const { browser, authorizeUrl, user, tenant, page, logs } = await logInWith([
      run(`api.access.deny('not you')`),
    ])
    expect(errorOf(page)[0]).toBe('access_denied')
    expect([user.logins_count, tenant.state.sessions.length]).toEqual([1, 1])
    expect(errorOf(await browser.open(authorizeUrl({ prompt: 'none' })))).toEqual([
      'access_denied',
      'not you',
    ])
    expect(logs('fsa')).toHaveLength(1)
  })

  it('may do so as a validation error, whose message is shown', async () => {
    const { page } = await logInWith([run(`api.validation.error('code', 'a message')`)])
    expect(errorOf(page)).toEqual(['access_denied', 'a message'])
  })

  it.each([
    [false, { early: 1, own: 2 }],
    [true, { own: 2 }],
  ])(
    'keeps its own metadata; that of earlier Actions is a switch (%s)',
    async (denyDropsEarlierMetadata, expected) => {
      const early = run(`api.user.setAppMetadata('early', 1)`)
      const denying = run(`api.user.setAppMetadata('own', 2); api.access.deny('no')`)
      const { user } = await logInWith([early, denying], {}, { denyDropsEarlierMetadata })
      expect(user.app_metadata).toEqual(expected)
    },
  )
})

describe('an Action that fails', () => {
  it('looks like a denial, with its message, and none of the metadata is written', async () => {
    const early = run(`api.user.setAppMetadata('early', 1)`)
    const { page, user, logs } = await logInWith([early, run(`throw new Error('it broke')`)])
    expect(errorOf(page)).toEqual(['access_denied', 'it broke'])
    expect(user.app_metadata).toEqual({})
    expect(logs('actions_execution_failed')).toMatchObject([
      { description: 'it broke', details: { action: 'action 2' } },
    ])
  })

  it('shares the time of the trigger with the Actions before it', async () => {
    const slow = run(`await new Promise(done => setTimeout(done, 120))`)
    const { page } = await logInWith([slow, slow, slow], {}, { triggerTimeoutMs: 300 })
    expect(errorOf(page)[1]).toContain('did not finish in time')
  })
})

describe('metadata', () => {
  it('is written once, after all Actions, and not seen in the event before', async () => {
    const { user } = await logInWith([
      run(`api.user.setAppMetadata('a', 1); api.user.setUserMetadata('u', 1)`),
      run(`api.user.setAppMetadata('a', 2); api.user.setAppMetadata('seen', event.user.app_metadata.a ?? null)
           api.user.setAppMetadata('b', String(event.user.app_metadata.a))`),
    ])
    expect(user.app_metadata).toEqual({ a: 2, b: 'undefined' })
    expect(user.user_metadata).toEqual({ u: 1 })
  })

  it('is removed with null', async () => {
    const fixture = createLoginFixture()
    const user = fixture.addUser('ada@example.com', { app_metadata: { old: 1, kept: 2 } })
    fixture.bind('post-login', run(`api.user.setAppMetadata('old', null)`))
    await fixture.logIn(fixture.browser(), 'ada@example.com')
    expect(user.app_metadata).toEqual({ kept: 2 })
  })

  it.each([
    ['the write is refused', `api.user.setAppMetadata('a', 1)`, { metadataWriteFails: true }],
    ['a name is reserved', `api.user.setAppMetadata('a', 1); api.user.setAppMetadata('user_id', 'x')`, {}],
  ])('is lost when %s, and the login goes on', async (_, body, switches) => {
    const { page, user, logs } = await logInWith([run(body)], {}, switches)
    expect(page.url.searchParams.has('code')).toBe(true)
    expect(user.app_metadata).toEqual({})
    expect(logs('w')).toHaveLength(1)
  })
})

describe('an Action that redirects', () => {
  const redirecting = `
    exports.onExecutePostLogin = async (event, api) => {
      api.transaction.setMetadata('kept', event.request.query['ext-invite'] ?? 'none')
      api.user.setAppMetadata('before', 1)
      if (api.redirect.canRedirect()) api.redirect.sendUserTo('http://site.test/page?a=1', { query: { b: '2 3' } })
      else api.redirect.sendUserTo('http://site.test/page')
    }
    exports.onContinuePostLogin = async (event, api) => {
      api.user.setAppMetadata('after', [event.request.method, event.request.query, event.request.body,
        event.transaction.metadata.kept, event.transaction.state])
    }`
  const ending = run(`api.user.setAppMetadata('last', true)`)

  it('sends the browser away with a state, and goes on in the same Action when it is brought back', async () => {
    const { page, user, browser } = await logInWith([redirecting, ending], { 'ext-invite': 'a-token' })
    const state = page.url.searchParams.get('state') ?? ''
    expect(page.url.href).toBe(`http://site.test/page?a=1&b=2+3&state=${state}`)
    expect(user.app_metadata).toEqual({})
    const end = await browser.open(`${customUrl}/continue?state=${state}&more=yes`)
    expect(end.url.searchParams.has('code')).toBe(true)
    expect(user.app_metadata).toEqual({
      before: 1,
      after: ['GET', { state, more: 'yes' }, {}, 'a-token', 'state of the application'],
      last: true,
    })
  })

  it('may be come back from with a form', async () => {
    const { page, user, app, browser } = await logInWith([redirecting])
    const state = page.url.searchParams.get('state') ?? ''
    const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
    const init = { method: 'POST', headers: { cookie }, body: new URLSearchParams({ answer: 'blue' }) }
    const response = await app.request(`${customUrl}/continue?state=${state}`, init)
    expect(response.headers.get('location')).toContain('code=')
    expect(user.app_metadata.after).toEqual([
      'POST',
      { state },
      { answer: 'blue' },
      'none',
      'state of the application',
    ])
  })

  it.each(['none of ours', ''])('is not come back from with the state "%s", nor twice', async wrong => {
    const { page, browser } = await logInWith([redirecting])
    const refused = await browser.open(`${customUrl}/continue?state=${wrong}`)
    expect([refused.status, refused.html.includes('invalid_request')]).toEqual([400, true])
    const right = `${customUrl}/continue?state=${page.url.searchParams.get('state')}`
    expect((await browser.open(right)).url.searchParams.has('code')).toBe(true)
    expect((await browser.open(right)).status).toBe(400)
  })

  it('is not come back from in another browser', async () => {
    const { page, browser, app } = await logInWith([redirecting])
    expect((await app.request(`${customUrl}/continue${page.url.search}`)).status).toBe(400)
    const end = await browser.open(`${customUrl}/continue${page.url.search}`)
    expect(end.url.searchParams.has('code')).toBe(true)
  })

  it('loses its metadata when nobody comes back, but the session is there', async () => {
    const { user, tenant } = await logInWith([redirecting])
    expect([user.app_metadata, tenant.state.sessions.length]).toEqual([{}, 1])
  })

  it('ends a silent login with interaction_required', async () => {
    const { browser, authorizeUrl } = await logInWith([redirecting])
    expect(errorOf(await browser.open(authorizeUrl({ prompt: 'none' })))[0]).toBe('interaction_required')
  })

  it('is denied where it has no handler for the way back', async () => {
    const { page, browser } = await logInWith([run(`api.redirect.sendUserTo('http://site.test/')`)])
    const end = await browser.open(`${customUrl}/continue${page.url.search}`)
    expect(errorOf(end)).toEqual(['access_denied', 'The Action exports no onContinuePostLogin'])
  })

  it('records a custom method for later logins', async () => {
    const { page, browser, authorizeUrl, user } = await logInWith([
      `
      exports.onExecutePostLogin = async (event, api) => {
        const names = event.authentication.methods.map(method => method.name)
        api.user.setUserMetadata('names', names)
        if (names.length === 1) api.redirect.sendUserTo('http://site.test/')
      }
      exports.onContinuePostLogin = async (event, api) => api.authentication.recordMethod('http://site.test/method')`,
    ])
    await browser.open(`${customUrl}/continue${page.url.search}`)
    await browser.open(authorizeUrl())
    expect(user.user_metadata.names).toEqual(['pwd', 'http://site.test/method'])
  })

  it('completes when email_verified was set meanwhile, though the session has ended', async () => {
    const { page, browser, tenant, user, exchange, authorizeUrl } = await logInWith([redirecting])
    tenant.updateUser(user.user_id, { email_verified: true })
    const end = await browser.open(`${customUrl}/continue${page.url.search}`)
    expect((await exchange(end)).idToken.email_verified).toBe(true)
    expect((await browser.open(authorizeUrl())).url.pathname).toBe('/u/login')
  })

  it('is denied when the user was deleted meanwhile', async () => {
    const { page, browser, tenant, user } = await logInWith([redirecting])
    tenant.deleteUser(user.user_id)
    const end = await browser.open(`${customUrl}/continue${page.url.search}`)
    expect(errorOf(end)[0]).toBe('access_denied')
  })
})

describe('an Action that asks for a second factor', () => {
  const asking = run(
    `api.user.setAppMetadata('asked', true); api.authentication.challengeWith({ type: 'otp' })`,
  )
  const seeing =
    run(`api.user.setAppMetadata('seen', [event.request.method, event.request.query['ext-invite'] ?? null,
    event.authentication.methods.map(method => method.name)])`)

  it('suspends the flow; the Actions after it get a new event.request', async () => {
    const { page, browser, user } = await logInWith([asking, seeing], { 'ext-invite': 'a-token' })
    expect(page.url.pathname).toBe('/u/mfa-stand-in')
    expect(user.app_metadata).toEqual({})
    const end = await browser.submit(page, {})
    expect(end.url.searchParams.has('code')).toBe(true)
    expect(user.app_metadata).toEqual({ asked: true, seen: ['POST', null, ['pwd', 'mfa']] })
  })

  it('asks once in a transaction', async () => {
    const again = run(`api.authentication.challengeWithAny([{ type: 'otp' }, { type: 'email' }])`)
    const { page, browser } = await logInWith([asking, again])
    expect((await browser.submit(page, {})).url.searchParams.has('code')).toBe(true)
  })

  it('loses the metadata when the factor is not passed, and /continue is no way around it', async () => {
    const { page, browser, user } = await logInWith([asking])
    expect((await browser.open(`${customUrl}/continue${page.url.search}`)).status).toBe(400)
    expect(user.app_metadata).toEqual({})
  })
})
