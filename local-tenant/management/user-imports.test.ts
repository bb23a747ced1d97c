import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { managementAudience } from '../fresh-state.ts'
import { createInMemoryTenant } from '../in-memory-tenant.ts'
import { isPassword } from '../password.ts'
import type { JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { signToken } from '../tokens.ts'
import type { NewUser } from '../user-store.ts'

const deny = async (_: Tenant, user: NewUser) =>
  ({ outcome: 'denied', reason: `not ${user.email}`, userMessage: '' }) as const

const users = [
  { email: 'Ada@Example.com', user_id: '1', email_verified: true, app_metadata: { a: 1 } },
  { email: 'grace@example.com', username: 'grace' },
]

describe('a bulk import', () => {
  it('makes the users without Pre-User-Registration, and tells how it went', async () => {
    const { call, tenant } = createInMemoryTenant({ preUserRegistration: deny })
    const { status, body } = await call<JsonObject>('POST', '/jobs/users-imports', {
      connection_id: 'con_Users',
      external_id: 'x',
      users: [...users, { email: 'none' }, { email: 'ada@example.com' }],
    })
    expect([status, body.status, body.type]).toEqual([202, 'pending', 'users_import'])
    expect(tenant.state.users).toMatchObject([
      {
        user_id: 'auth0|1',
        email: 'ada@example.com',
        email_verified: true,
        app_metadata: { a: 1 },
        logins_count: 0,
      },
      { email: 'grace@example.com', username: 'grace', email_verified: false },
    ])
    expect((await call('GET', `/jobs/${body.id}`)).body).toMatchObject({
      status: 'completed',
      external_id: 'x',
      summary: { failed: 2, inserted: 2, updated: 0, total: 4 },
    })
    expect((await call('GET', `/jobs/${body.id}/errors`)).body).toMatchObject([
      { user: { email: 'none' }, errors: [{ code: 'FORMAT' }] },
      { user: { email: 'ada@example.com' }, errors: [{ code: 'DUPLICATED_USER' }] },
    ])
    expect((await call('GET', '/jobs/job_none')).status).toBe(404)
  })

  it('asks Pre-User-Registration where the switch says so', async () => {
    const switches = { importRunsPreRegistration: true }
    const { call, tenant } = createInMemoryTenant({ preUserRegistration: deny, switches })
    const { body } = await call<JsonObject>('POST', '/jobs/users-imports', {
      connection_id: 'con_Users',
      users,
    })
    expect(tenant.state.users).toEqual([])
    expect((await call('GET', `/jobs/${body.id}`)).body).toMatchObject({ summary: { failed: 2 } })
  })

  it('comes as a form with a file, too', async () => {
    const { app, tenant } = createInMemoryTenant()
    const form = new FormData()
    form.set('connection_id', 'con_Users')
    form.set('users', new File([JSON.stringify(users)], 'users.json', { type: 'application/json' }))
    const claims = { aud: managementAudience(tenant.canonicalUrl), scope: 'create:users' }
    const token = await signToken(tenant, claims, `${tenant.canonicalUrl}/`, 60)
    const response = await app.request(`${tenant.canonicalUrl}/api/v2/jobs/users-imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    })
    expect([response.status, tenant.state.users.length]).toEqual([202, 2])
  })

  it('brings hashes of passwords that Node can check', async () => {
    const { call, tenant } = createInMemoryTenant()
    const value = createHash('sha256').update('a long password').digest('hex')
    const custom_password_hash = { algorithm: 'sha256', hash: { value, encoding: 'hex' } }
    await call('POST', '/jobs/users-imports', {
      connection_id: 'con_Users',
      users: [{ email: 'ada@example.com', custom_password_hash }],
    })
    const stored = tenant.state.users[0]?.password_hash
    expect([isPassword('a long password', stored), isPassword('another one', stored)]).toEqual([true, false])
  })

  it('updates users of the same address when it may, metadata as a whole', async () => {
    const { call, tenant } = createInMemoryTenant()
    const user = tenant.createUser({
      connection: 'Users',
      email: 'ada@example.com',
      app_metadata: { old: 1 },
    })
    const body = { connection_id: 'con_Users', users: [{ email: 'ada@example.com', app_metadata: { a: 1 } }] }
    await call('POST', '/jobs/users-imports', body)
    expect(user.app_metadata).toEqual({ old: 1 })
    await call('POST', '/jobs/users-imports', { ...body, upsert: true })
    expect(user.app_metadata).toEqual({ a: 1 })
  })

  it.each([
    { connection_id: 'con_none', users },
    { connection_id: 'con_email', users },
    { connection_id: 'con_Users', users: {} },
    { connection_id: 'con_Users', users: '[' },
  ])('is refused for %o', async body => {
    expect((await createInMemoryTenant().call('POST', '/jobs/users-imports', body)).status).toBe(400)
  })
})
