import { readFileSync } from 'node:fs'
import { globalAgent } from 'node:https'
import { ServerClient } from '@auth0/auth0-server-js'
import { ManagementClient } from 'auth0'
import { AuthenticationClient } from 'auth0-6'
import express from 'express'
import expressOpenidConnect from 'express-openid-connect'
import session from 'express-session'
import * as openid from 'openid-client'
import passport from 'passport'
import { Strategy } from 'passport-auth0'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, createBrowser, type Page } from '../../local-tenant/login/testing/browser.ts'
import {
  clientId,
  clientSecret,
  email,
  password,
  type SdkTenant,
  serve,
  startSdkTenant,
} from './sdk-tenant.ts'
import { createTrustingFetch } from './trusting-fetch.ts'

let tenant: SdkTenant
let host: string
let trustingFetch: typeof fetch

beforeAll(async () => {
  tenant = await startSdkTenant()
  host = new URL(tenant.canonicalUrl).host
  trustingFetch = createTrustingFetch(tenant.caFile)
})

afterAll(async () => {
  await tenant.end()
})

/** A browser that goes to the tenant and to an application. */
function browse(appUrl: string): Browser {
  const request = (url: string, init: RequestInit) => trustingFetch(url, { ...init, redirect: 'manual' })
  return createBrowser({ request }, [tenant.canonicalUrl, tenant.customUrl, new URL(appUrl).origin])
}

function logIn(ada: Browser, page: Page): Promise<Page> {
  return ada.submit(page, { email, password })
}

function application(appUrl: string, more: object = {}) {
  const callbacks = [`${appUrl}/callback`]
  return tenant.addClient({ callbacks, allowed_logout_urls: [appUrl], ...more })
}

describe('express-openid-connect with its defaults', () => {
  it('logs in by form_post and knows who it is', async () => {
    const app = express()
    const { url, server } = await serve(app)
    await application(url)
    const settings = { issuerBaseURL: tenant.customUrl, baseURL: url, clientID: clientId }
    app.use(expressOpenidConnect.auth({ ...settings, secret: 'a secret of thirty-two characters' }))
    app.get('/', (request, response) => response.json(request.oidc.user))
    const ada = browse(url)
    const posted = await logIn(ada, await ada.open(`${url}/`))
    const home = await ada.submit(posted, {})
    expect(JSON.parse(home.html)).toMatchObject({ email, email_verified: true })
    server.close()
  })
})

describe('passport-auth0', () => {
  it('logs in with a code on the canonical domain, and reads the profile', async () => {
    const app = express()
    const { url, server } = await serve(app)
    await application(url)
    globalAgent.options.ca = readFileSync(tenant.caFile)
    const settings = {
      domain: host,
      clientID: clientId,
      clientSecret,
      callbackURL: `${url}/callback`,
      state: true,
    }
    passport.use(new Strategy(settings, (_access, _refresh, _extra, profile, done) => done(null, profile)))
    app.use(session({ secret: 'a secret', resave: false, saveUninitialized: false }))
    app.get('/login', passport.authenticate('auth0', { scope: 'openid email profile' }))
    app.get('/callback', passport.authenticate('auth0', { session: false }), (request, response) =>
      response.json(request.user),
    )
    const ada = browse(url)
    const home = await logIn(ada, await ada.open(`${url}/login`))
    expect(JSON.parse(home.html)).toMatchObject({ provider: 'auth0', emails: [{ value: email }] })
    delete globalAgent.options.ca
    server.close()
  })
})

describe('@auth0/auth0-server-js', () => {
  it.each([false, true])('logs in and logs out (pushed request: %s)', async pushedAuthorizationRequests => {
    const url = 'http://localhost:3999'
    await application(url)
    const client = new ServerClient({
      domain: host,
      clientId,
      clientSecret,
      customFetch: trustingFetch,
      authorizationParams: { redirect_uri: `${url}/callback` },
      transactionStore: createStore(),
      stateStore: { ...createStore(), deleteByLogoutToken: async () => undefined },
    })
    const start = await client.startInteractiveLogin({ pushedAuthorizationRequests })
    const request = (to: string, init: RequestInit) => trustingFetch(to, { ...init, redirect: 'manual' })
    const ada = createBrowser({ request }, [tenant.canonicalUrl])
    const end = await logIn(ada, await ada.open(start.href))
    await client.completeInteractiveLogin(end.url)
    expect(await client.getUser()).toMatchObject({ email })
    // Without an ID token as a hint, the tenant asks first.
    const asked = await ada.open((await client.logout({ returnTo: url })).href)
    const left = await ada.submit(asked, {})
    expect(left.url.href).toBe(`${url}/`)
    expect(await client.getUser()).toBeUndefined()
  })
})

function createStore<Data>() {
  const kept = new Map<string, Data>()
  return {
    set: async (key: string, data: Data) => void kept.set(key, data),
    get: async (key: string) => kept.get(key),
    delete: async (key: string) => void kept.delete(key),
  }
}

describe('openid-client', () => {
  it('discovers, exchanges a code, reads userinfo, refreshes and revokes', async () => {
    const url = 'http://localhost:3999'
    await application(url)
    const settings = { execute: [openid.allowInsecureRequests] }
    const config = await openid.discovery(
      new URL(tenant.customUrl),
      clientId,
      clientSecret,
      undefined,
      settings,
    )
    const pkceCodeVerifier = openid.randomPKCECodeVerifier()
    const code_challenge = await openid.calculatePKCECodeChallenge(pkceCodeVerifier)
    const start = openid.buildAuthorizationUrl(config, {
      redirect_uri: `${url}/callback`,
      scope: 'openid email offline_access',
      code_challenge,
      code_challenge_method: 'S256',
      state: 'state',
    })
    const ada = createBrowser({ request: (to, init) => fetch(to, { ...init, redirect: 'manual' }) }, [
      tenant.customUrl,
    ])
    const end = await logIn(ada, await ada.open(start.href))
    const tokens = await openid.authorizationCodeGrant(config, end.url, {
      pkceCodeVerifier,
      expectedState: 'state',
    })
    const sub = tokens.claims()?.sub ?? ''
    expect(await openid.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({ email })
    const refresh = tokens.refresh_token ?? ''
    expect((await openid.refreshTokenGrant(config, refresh)).access_token).toBeTruthy()
    await openid.tokenRevocation(config, refresh)
    await expect(openid.refreshTokenGrant(config, refresh)).rejects.toThrow()
  })
})

/** The last version that has both clients; from version 7 on there is the Management client only. */
describe('auth0', () => {
  it('manages the tenant', async () => {
    const { clientId: id, clientSecret: secret } = await tenant.control.deployer()
    const management = new ManagementClient({
      domain: host,
      clientId: id,
      clientSecret: secret,
      fetch: trustingFetch,
    })
    const page = await management.users.list({ q: `email:"${email}"` })
    expect(page.data.map(user => user.email)).toEqual([email])
    const role = await management.roles.create({ name: 'Reader' })
    expect((await management.roles.get(role.id ?? '')).name).toBe('Reader')
    await expect(management.users.get('auth0|none')).rejects.toMatchObject({ statusCode: 404 })
  })

  it('authenticates: sign-up, forgotten password', async () => {
    await application('http://localhost:3999')
    const client = new AuthenticationClient({ domain: host, clientId, clientSecret, fetch: trustingFetch })
    const person = { email: 'new@example.com', connection: 'Users' }
    const { data } = await client.database.signUp({ ...person, password })
    expect(data).toMatchObject({ email: 'new@example.com' })
    await client.database.changePassword(person)
    expect(
      (await tenant.control.mails()).some(
        ({ to, subject }) => to === person.email && /password/i.test(subject),
      ),
    ).toBe(true)
  })
})
