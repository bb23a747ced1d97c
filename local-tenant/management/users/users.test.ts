import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from '../../in-memory-tenant.ts'
import type { NewUser } from '../../state/user-store.ts'

const anna = { connection: 'Users', email: 'Anna@example.com', password: 'correct horse' }

describe('POST /users', () => {
  it('makes a database user, shows it without its password, and mails a verification link', async () => {
    const { call, tenant } = createInMemoryTenant()
    const { status, body } = await call('POST', '/users', { ...anna, app_metadata: { plan: 'a' } })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      email: 'anna@example.com',
      email_verified: false,
      app_metadata: { plan: 'a' },
    })
    expect(body).not.toHaveProperty('password_hash')
    expect(body).not.toHaveProperty('user_metadata')
    expect(tenant.state.mails[0]).toMatchObject({ to: 'anna@example.com', via: 'tenant' })
    expect(tenant.state.mails[0]?.text).toContain('http://localhost:4400/u/email-verification?ticket=')
  })

  it.each([
    ['verify_email is false', { verify_email: false }, true],
    ['the address is verified already', { email_verified: true }, true],
    ['the tenant mails none', {}, false],
  ])('mails no verification link when %s', async (_case, extra, verificationMails) => {
    const { call, tenant } = createInMemoryTenant({ switches: { verificationMails } })
    expect((await call('POST', '/users', { ...anna, ...extra })).status).toBe(201)
    expect(tenant.state.mails).toEqual([])
  })

  it.each([
    ['an unknown property', { ...anna, roles: ['x'] }, 'Additional properties not allowed: roles'],
    ['no connection', { email: 'a@example.com' }, 'Missing required property: connection'],
    ['a database user without password', { connection: 'Users', email: 'a@example.com' }, 'password'],
    ['an SMS user without phone number', { connection: 'sms', email: 'a@example.com' }, 'phone_number'],
    ['a connection that does not exist', { ...anna, connection: 'Nobody' }, 'The connection does not exist.'],
    ['a social connection', { connection: 'google-oauth2', email: 'a@example.com' }, 'does not support'],
    ['a reserved metadata name', { ...anna, app_metadata: { email: 'x' } }, "'email'"],
    ['something that is no address', { ...anna, email: 'anna' }, 'on property email'],
  ])('refuses %s with 400', async (_case, body, message) => {
    const { call, tenant } = createInMemoryTenant()
    const answer = await call<{ message: string }>('POST', '/users', body)
    expect({ status: answer.status, message: answer.body.message }).toEqual({
      status: 400,
      message: expect.stringContaining(message),
    })
    expect(tenant.state.users).toEqual([])
  })

  it('refuses a second user of that address with 409', async () => {
    const { call } = createInMemoryTenant()
    await call('POST', '/users', anna)
    expect(await call('POST', '/users', anna)).toMatchObject({
      status: 409,
      body: { message: 'The user already exists.' },
    })
  })

  it('asks the Pre-User-Registration Actions, applies their metadata, and shows a denial as a sandbox error', async () => {
    const asked: NewUser[] = []
    const { call, tenant } = createInMemoryTenant({
      preUserRegistration: async (_tenant, user) => {
        asked.push(user)
        if (user.email !== 'anna@example.com')
          return { outcome: 'denied', reason: 'not invited', userMessage: 'Sorry' }
        return { outcome: 'admitted', app_metadata: { stamp: 1 }, user_metadata: {} }
      },
    })
    expect((await call('POST', '/users', { ...anna, app_metadata: { own: 1 } })).status).toBe(201)
    expect(tenant.state.users[0]?.app_metadata).toEqual({ own: 1, stamp: 1 })
    const denied = await call('POST', '/users', { ...anna, email: 'b@example.com' })
    expect(denied).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('Sandbox Error: not invited') },
    })
    expect(tenant.state.users).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      email: 'anna@example.com',
      app_metadata: { own: 1 },
      connection: 'Users',
    })
  })
})

describe('GET, PATCH and DELETE /users/{id}', () => {
  it('shows chosen fields, and 404 inexistent_user for nobody', async () => {
    const { call, tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser(anna)
    expect((await call('GET', `/users/${user_id}?fields=user_id,email`)).body).toEqual({
      user_id,
      email: 'anna@example.com',
    })
    expect(
      (await call('GET', `/users/${encodeURIComponent(user_id)}?fields=email&include_fields=false`)).body,
    ).not.toHaveProperty('email')
    expect(await call('GET', '/users/auth0|nobody')).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_user' },
    })
  })

  it('asks for update:users_app_metadata where app_metadata changes, and update:users for all else', async () => {
    const { call, tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser(anna)
    const patch = (body: { [name: string]: string | { a: number } }, scope: string) =>
      call('PATCH', `/users/${user_id}`, body, [scope])
    expect((await patch({ app_metadata: { a: 1 } }, 'update:users')).status).toBe(403)
    expect((await patch({ name: 'Anna' }, 'update:users_app_metadata')).status).toBe(403)
    expect((await patch({ app_metadata: { a: 1 } }, 'update:users_app_metadata')).status).toBe(200)
    expect((await patch({ name: 'Anna' }, 'update:users')).status).toBe(200)
    expect(tenant.findUser(user_id)).toMatchObject({ name: 'Anna', app_metadata: { a: 1 } })
  })

  it.each([
    [{ name: 'x' }, 400],
    [{ email: 'x@example.com' }, 400],
    [{ password: 'x' }, 400],
    [{ email_verified: true }, 200],
    [{ app_metadata: { a: 1 } }, 200],
    [{ blocked: true }, 200],
  ])('answers a change of %o of a social user with %i', async (patch, status) => {
    const { call, tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser({ connection: 'google-oauth2', email: 'g@example.com' })
    expect((await call('PATCH', `/users/${user_id}`, patch)).status).toBe(status)
  })

  it('refuses email_verified of an SMS user, and lets names be edited that are synced at first login only', async () => {
    const { call, tenant } = createInMemoryTenant()
    const sms = tenant.createUser({ connection: 'sms', phone_number: '+4930' })
    const google = tenant.createUser({ connection: 'google-oauth2', email: 'g@example.com' })
    expect((await call('PATCH', `/users/${sms.user_id}`, { email_verified: true })).status).toBe(400)
    Object.assign(tenant.state.connections[1]?.options ?? {}, { set_user_root_attributes: 'on_first_login' })
    expect((await call('PATCH', `/users/${google.user_id}`, { name: 'G' })).status).toBe(200)
  })

  it('deletes a user, and is content when there is none', async () => {
    const { call, tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser(anna)
    expect((await call('DELETE', `/users/${user_id}`)).status).toBe(204)
    expect((await call('DELETE', `/users/${user_id}`)).status).toBe(204)
    expect(tenant.state.users).toEqual([])
  })
})

describe('finding users', () => {
  it('finds by address in all connections, case-sensitively', async () => {
    const { call, tenant } = createInMemoryTenant()
    tenant.createUser(anna)
    tenant.createUser({ connection: 'google-oauth2', email: 'Anna@example.com' })
    tenant.createUser({ connection: 'email', email: 'anna@example.com' })
    const found = async (email: string) =>
      (await call<unknown[]>('GET', `/users-by-email?email=${email}`)).body.length
    expect(await found('anna@example.com')).toBe(2)
    expect(await found('Anna@example.com')).toBe(1)
    expect(await found('ANNA@example.com')).toBe(0)
    expect((await call('GET', '/users-by-email')).status).toBe(400)
  })

  it('searches for exact values joined with AND, and refuses the rest of the query language', async () => {
    const { call, tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser({ ...anna, app_metadata: { guestlist: { id: 'inv_1' } } })
    tenant.createUser({ ...anna, email: 'b@example.com' })
    const search = (q: string) =>
      call<{ user_id: string }[]>('GET', `/users?q=${encodeURIComponent(q)}&search_engine=v3`)
    for (const q of [
      `user_id:"${user_id}"`,
      'email:"anna@example.com"',
      'app_metadata.guestlist.id:inv_1 AND identities.connection:"Users"',
    ]) {
      expect((await search(q)).body.map(user => user.user_id)).toEqual([user_id])
    }
    expect((await search('email:"nobody@example.com"')).body).toEqual([])
    expect((await search('email:anna*')).status).toBe(400)
    expect((await search('email:a OR email:b')).status).toBe(400)
  })

  it('searches by when somebody was made, and by what there is, in that order', async () => {
    const { call, tenant } = createInMemoryTenant()
    const made = ['2026-03-01', '2026-01-01', '2026-02-01'].map((day, index) => {
      const app_metadata = index === 1 ? { guestlist_refused_at: day } : {}
      const user = tenant.createUser({ ...anna, email: `${index}@example.com`, app_metadata })
      user.created_at = `${day}T00:00:00.000Z`
      return user.user_id
    })
    const search = async (q: string) => {
      const query = `q=${encodeURIComponent(q)}&search_engine=v3&sort=created_at:1`
      const { body } = await call<{ user_id: string }[]>('GET', `/users?${query}`)
      return body.map(({ user_id }) => made.indexOf(user_id))
    }
    expect(await search('created_at:[2026-02-01T00:00:00.000Z TO *]')).toEqual([2, 0])
    expect(await search('created_at:[* TO 2026-02-01]')).toEqual([1, 2])
    expect(await search('_exists_:app_metadata.guestlist_refused_at')).toEqual([1])
    expect((await call('GET', '/users?sort=created_at')).status).toBe(400)
  })

  it('pages: bare array, totals, at most 100 a page and 1000 in all', async () => {
    const { call, tenant } = createInMemoryTenant()
    for (const letter of 'abc') tenant.createUser({ connection: 'email', email: `${letter}@example.com` })
    expect((await call('GET', '/users?per_page=2')).body).toHaveLength(2)
    const { body } = await call('GET', '/users?page=1&per_page=2&include_totals=true')
    expect(body).toMatchObject({ start: 2, limit: 2, total: 3, users: [{ email: 'c@example.com' }] })
    expect((await call('GET', '/users?per_page=101')).status).toBe(400)
    expect(await call('GET', '/users?page=20&per_page=50')).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_paging' },
    })
  })
})
