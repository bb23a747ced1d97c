import nock from 'nock'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { accept, makeUser, redeem } from './invitee/invitee-flow.ts'
import { startTestService, type TestService } from './test-service.ts'

let service: TestService

beforeEach(async () => {
  service = await startTestService()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const evil = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'http',
  forwarded: 'host=evil.example;proto=http',
}

test('S7 links and redirects come from PUBLIC_URL, whatever Host and X-Forwarded-Host say', async () => {
  const token = await service.tenant.issueAccessToken({ permissions: ['create:invitations'] })
  const created = await service.app.request('http://evil.example/api/invitations', {
    method: 'POST',
    headers: { ...evil, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ invitee: { email: 'grace@example.com' } }),
  })
  expect(created.headers.get('location')).toMatch(/^https:\/\/guestlist\.example\/api\/invitations\/inv_/)
  await service.worker.drain()
  const { mail, link } = service.mailTo('grace@example.com')
  expect(link).toMatch(/^https:\/\/guestlist\.example\/i\//)
  expect(`${mail.html}${mail.text}`).not.toContain('evil.example')

  const path = new URL(link).pathname
  const opened = await service.app.request(`http://evil.example${path}`, { headers: evil })
  expect(opened.headers.get('location')).toMatch(/^https:\/\/guestlist\.example\/i\?view=/)

  const browser = openBrowser(service.app)
  const { url, ...authorization } = await accept(browser, link)
  expect(new URL(url).searchParams.get('redirect_uri')).toBe('https://guestlist.example/callback')
  const user = makeUser(service, 'grace@example.com')
  await redeem(service, user, authorization)
  const callback = service.tenant.logIn(url, user.userId)
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ')
  const joined = await service.app.request(
    callback.replace('https://guestlist.example', 'http://evil.example'),
    {
      headers: { ...evil, cookie },
    },
  )
  expect(joined.headers.get('location')).toMatch(/^https:\/\/guestlist\.example\/joined\?view=/)
})

test('S7 no page holds the host name that it was asked under', async () => {
  const { link } = await service.invite()
  const { body } = await redeem(service, makeUser(service, 'stranger@example.com'), {})
  const cookie = (await service.app.request(link)).headers.getSetCookie().map(line => line.split(';')[0])
  for (const path of [
    '/i',
    '/i/code',
    `/refused?refusal=${body.refusal}&state=abc`,
    '/signed-out',
    '/callback',
    '/nowhere',
  ]) {
    const page = await service.app.request(`http://evil.example${path}`, {
      headers: { ...evil, cookie: cookie.join('; ') },
    })
    expect(JSON.stringify([...page.headers]) + (await page.text())).not.toContain('evil.example')
  }
})
