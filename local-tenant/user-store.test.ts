import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from './in-memory-tenant.ts'
import { isPassword } from './password.ts'
import type { Tenant } from './tenant.ts'

const anna = { connection: 'Users', email: 'Anna@Example.com', password: 'correct horse' }

function startSession(tenant: Tenant, userId: string) {
  const now = tenant.now().toISOString()
  tenant.state.sessions.push({ id: 's1', user_id: userId, connection: 'Users', methods: [], created_at: now })
}

describe('users of the local tenant', () => {
  it('lower-cases the address of a database user and leaves a social one as it came', () => {
    const { tenant } = createInMemoryTenant()
    expect(tenant.createUser(anna).email).toBe('anna@example.com')
    expect(tenant.createUser({ connection: 'google-oauth2', email: 'Anna@Example.com' }).email).toBe(
      'Anna@Example.com',
    )
  })

  it('refuses the same address twice in one database, but not in two connections', () => {
    const { tenant } = createInMemoryTenant()
    tenant.createUser(anna)
    expect(() => tenant.createUser(anna)).toThrowError('The user already exists.')
    expect(tenant.createUser({ connection: 'email', email: 'anna@example.com' }).user_id).toMatch(/^email\|/)
  })

  it('keeps a password as a hash that only that password fits', () => {
    const user = createInMemoryTenant().tenant.createUser(anna)
    expect(JSON.stringify(user)).not.toContain('correct horse')
    expect(isPassword('correct horse', user.password_hash)).toBe(true)
    expect(isPassword('wrong horse', user.password_hash)).toBe(false)
    expect(isPassword('', undefined)).toBe(false)
  })

  it('merges metadata on the first level, replaces all below, and removes a key set to null', () => {
    const { tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser({ ...anna, app_metadata: { a: { x: 1, y: 2 }, b: 1, c: 1 } })
    tenant.updateUser(user_id, { app_metadata: { a: { x: 3 }, b: null } })
    expect(tenant.findUser(user_id)?.app_metadata).toEqual({ a: { x: 3 }, c: 1 })
  })

  it('replaces root attributes and unsets one that is null', () => {
    const { tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser({ ...anna, given_name: 'Anna', family_name: 'A' })
    tenant.updateUser(user_id, { given_name: 'Ann', family_name: null })
    expect(tenant.findUser(user_id)).toMatchObject({ given_name: 'Ann' })
    expect(tenant.findUser(user_id)).not.toHaveProperty('family_name')
  })

  it.each([
    { email: 'new@example.com' },
    { email_verified: true },
    { phone_number: '+491701234567' },
    { password: 'another one' },
    { username: 'anna' },
  ])('ends the sessions of a user whose %o is set', patch => {
    const { tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser(anna)
    startSession(tenant, user_id)
    tenant.updateUser(user_id, patch)
    expect(tenant.state.sessions).toEqual([])
  })

  it('leaves the sessions alone when names, metadata or the block change', () => {
    const { tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser(anna)
    startSession(tenant, user_id)
    tenant.updateUser(user_id, {
      name: 'Anna',
      blocked: true,
      app_metadata: { a: 1 },
      user_metadata: { b: 2 },
    })
    expect(tenant.state.sessions).toHaveLength(1)
  })

  it('calls a changed address unverified unless the same write says otherwise', () => {
    const { tenant } = createInMemoryTenant()
    const { user_id } = tenant.createUser({ ...anna, email_verified: true })
    expect(tenant.updateUser(user_id, { email: 'b@example.com' })?.email_verified).toBe(false)
    expect(tenant.updateUser(user_id, { email: 'c@example.com', email_verified: true })?.email_verified).toBe(
      true,
    )
  })

  it.each(['email', 'user_id', 'blocked', 'created_at'])(
    'refuses the reserved name %s in app_metadata',
    name => {
      const { tenant } = createInMemoryTenant()
      const { user_id } = tenant.createUser(anna)
      expect(() => tenant.updateUser(user_id, { app_metadata: { [name]: 'x' } })).toThrowError(`'${name}'`)
      expect(() => tenant.createUser({ ...anna, app_metadata: { [name]: 'x' } })).toThrowError(`'${name}'`)
    },
  )

  it('removes a user with roles, permissions, memberships, sessions, refresh tokens, factors and tickets', () => {
    const { tenant } = createInMemoryTenant()
    const { state } = tenant
    const { user_id } = tenant.createUser(anna)
    const now = tenant.now().toISOString()
    startSession(tenant, user_id)
    state.user_roles[user_id] = ['rol_1']
    state.user_permissions[user_id] = [{ permission_name: 'p', resource_server_identifier: 'r' }]
    state.organization_members.org_1 = { [user_id]: ['rol_1'], 'auth0|other': [] }
    state.authentication_methods[user_id] = [{ id: 'passkey|1' }]
    state.refresh_tokens.push({
      token_hash: 'h',
      user_id,
      client_id: 'c',
      scope: '',
      connection: 'Users',
      domain: 'd',
      session_id: 's1',
      created_at: now,
    })
    tenant.createTicket({ kind: 'password-change', user_id }, 60)
    expect(tenant.deleteUser(user_id)).toBe(true)
    expect(tenant.deleteUser(user_id)).toBe(false)
    expect(JSON.stringify(tenant.state)).not.toContain(user_id)
    expect(tenant.state.organization_members.org_1).toEqual({ 'auth0|other': [] })
  })
})
