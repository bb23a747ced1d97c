import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../state/state.ts'
import { createLoginFixture } from './testing/login-fixture.ts'

function setUp(options: JsonObject) {
  const fixture = createLoginFixture()
  fixture.connect('Users', 'auth0', options)
  return fixture
}

async function signUp({ app, tenant }: ReturnType<typeof setUp>, password: string) {
  const body = JSON.stringify({
    client_id: 'portal',
    connection: 'Users',
    email: 'ada@example.com',
    password,
  })
  const headers = { 'content-type': 'application/json' }
  const response = await app.request(`${tenant.customUrl}/dbconnections/signup`, {
    method: 'POST',
    headers,
    body,
  })
  return { status: response.status, body: await response.json() }
}

describe('a database with a password policy', () => {
  it.each<[string, JsonObject]>([
    ['passwordPolicy', { passwordPolicy: 'good' }],
    ['password_options', { password_options: { complexity: { min_length: 15 } } }],
    ['both', { passwordPolicy: 'low', password_options: { complexity: { min_length: 15 } } }],
  ])('%s refuses a weak password at sign-up and takes a strong one', async (_name, options) => {
    const fixture = setUp(options)
    expect(await signUp(fixture, 'weak-letters')).toMatchObject({
      status: 400,
      body: { code: 'invalid_password' },
    })
    expect(fixture.tenant.state.users).toEqual([])
    expect((await signUp(fixture, 'Strong-Letters-1')).status).toBe(200)
  })

  it('refuses a weak password on the page behind a mailed link, which stays good', async () => {
    const fixture = setUp({ passwordPolicy: 'good' })
    const { tenant, browser } = fixture
    const user = fixture.addUser('ada@example.com')
    const before = user.password_hash
    const link = tenant.createTicket({ kind: 'password-change', user_id: user.user_id }, 60)
    const ada = browser()
    const page = await ada.open(link.replace('#', ''))
    const weak = await ada.submit(page, { password: 'weak-letters', repeated: 'weak-letters' })
    expect(weak.html).toContain('too weak')
    expect(user.password_hash).toBe(before)
    await ada.submit(page, { password: 'Strong-Letters-1', repeated: 'Strong-Letters-1' })
    expect(user.password_hash).not.toBe(before)
  })
})
