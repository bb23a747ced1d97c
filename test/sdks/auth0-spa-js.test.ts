import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../scripts/browser/launch-browser.ts'
import { clientId, email, password, type SdkTenant, serve, startSdkTenant } from './sdk-tenant.ts'

const library = readFileSync(
  new URL('../../node_modules/@auth0/auth0-spa-js/dist/auth0-spa-js.production.js', import.meta.url),
)
const directory = mkdtempSync(join(tmpdir(), 'spa-js-'))

let tenant: SdkTenant
let app: { url: string; server: Server }
let browser: Browser
let page: Page

/** The page of an application: nothing but the SDK, with its defaults but for the callback. */
function pageOf(domain: string, url: string, more: string): string {
  return `<!doctype html><title>app</title><script src="/sdk.js"></script><script>
    window.ready = auth0.createAuth0Client({ domain: '${domain}', clientId: '${clientId}',
      authorizationParams: { redirect_uri: '${url}/' }, ${more} }).then(async client => {
        if (location.search.includes('code=')) {
          await client.handleRedirectCallback(); history.replaceState({}, '', '/')
        }
        window.client = client; document.title = 'ready' })
  </script>`
}

beforeAll(async () => {
  tenant = await startSdkTenant()
  app = await serve((request, response) => {
    const isScript = request.url === '/sdk.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    const more = request.headers.cookie?.includes('rotating')
      ? "useRefreshTokens: true, cacheLocation: 'localstorage'"
      : ''
    response.end(isScript ? library : pageOf(tenant.customUrl, app.url, more))
  })
  browser = await launchBrowser(join(directory, 'browser'))
})

afterAll(async () => {
  await browser.close()
  app.server.close()
  await tenant.end()
  rmSync(directory, { recursive: true })
})

/** A new browser profile, logged in through Universal Login. */
async function logIn(mode: 'silent' | 'rotating'): Promise<void> {
  await tenant.addClient({
    token_endpoint_auth_method: 'none',
    app_type: 'spa',
    callbacks: [`${app.url}/`],
    web_origins: [app.url],
    allowed_logout_urls: [`${app.url}/`],
    grant_types: ['authorization_code', 'refresh_token'],
    refresh_token: { rotation_type: 'rotating', leeway: 0 },
  })
  const context = await browser.newContext()
  await context.addCookies([{ name: 'mode', value: mode, url: app.url }])
  page = await context.newPage()
  await page.goto(`${app.url}/`)
  await page.waitForFunction("document.title === 'ready'")
  await page.evaluate('window.client.loginWithRedirect()').catch(() => undefined)
  await page.getByLabel(/email/i).fill(email)
  await page.getByLabel(/password/i).fill(password)
  await page.locator('button[type=submit]').first().click()
  await page.waitForFunction("document.title === 'ready'")
}

describe('@auth0/auth0-spa-js in a browser with web security on', () => {
  it('logs in, gets a token silently in a frame, and logs out', async () => {
    await logIn('silent')
    expect(await page.evaluate('client.getUser()')).toMatchObject({ email })
    const silent = await page.evaluate("client.getTokenSilently({ cacheMode: 'off' })")
    expect(silent).toMatch(/^[\w.-]{20,}$/)
    await page.evaluate(`client.logout({ logoutParams: { returnTo: '${app.url}/' } })`).catch(() => undefined)
    await page.waitForFunction("document.title === 'ready'")
    expect(await page.evaluate('client.isAuthenticated()')).toBe(false)
    const refused = page.evaluate("client.getTokenSilently({ cacheMode: 'off' })")
    await expect(refused).rejects.toThrow(/Login required/i)
  })

  it('refreshes with rotating tokens', async () => {
    await logIn('rotating')
    const refresh = "client.getTokenSilently({ cacheMode: 'off' })"
    const [first, second] = [await page.evaluate(refresh), await page.evaluate(refresh)]
    expect(first).not.toBe(second)
    const { refresh_tokens } = await tenant.control.snapshot()
    const rotated = refresh_tokens.filter(({ rotated_at }) => rotated_at !== undefined)
    expect([refresh_tokens.length, rotated.length]).toEqual([3, 2])
  })

  it('gets no token in a page whose origin the application does not name', async () => {
    await logIn('silent')
    const state = await tenant.control.snapshot()
    for (const client of state.clients) delete client.web_origins
    await tenant.control.restore(state)
    const refused = page.evaluate("client.getTokenSilently({ cacheMode: 'off', timeoutInSeconds: 2 })")
    await expect(refused).rejects.toThrow(/timeout/i)
  })
})
