import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from '../in-memory-tenant.ts'

describe('clients', () => {
  it('get a generated id and secret, and refuse both in the body', async () => {
    const { call } = createInMemoryTenant()
    for (const name of ['client_id', 'client_secret']) {
      expect((await call('POST', '/clients', { name: 'Portal', [name]: 'mine' })).status).toBe(400)
    }
    const { status, body } = await call('POST', '/clients', { name: 'Portal', app_type: 'regular_web' })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      client_id: expect.stringMatching(/^[\w-]{32}$/),
      client_secret: expect.stringMatching(/^[\w-]{64}$/),
    })
  })

  it('show their secret to a token with read:client_keys only', async () => {
    const { call } = createInMemoryTenant()
    const { body } = await call<{ client_id: string; client_secret: string }>('POST', '/clients', {
      name: 'Portal',
    })
    const path = `/clients/${body.client_id}`
    expect((await call('GET', path, undefined, ['read:clients'])).body).not.toHaveProperty('client_secret')
    expect(JSON.stringify((await call('GET', '/clients', undefined, ['read:clients'])).body)).not.toContain(
      body.client_secret,
    )
    expect((await call('GET', path, undefined, ['read:client_keys'])).body).toMatchObject({
      client_secret: body.client_secret,
    })
  })

  it('are listed with or without the global one, as asked', async () => {
    const { call } = createInMemoryTenant()
    const names = async (query: string) =>
      (await call<{ name: string }[]>('GET', `/clients${query}`)).body.map(({ name }) => name)
    expect(await names('?is_global=false')).toEqual(['Deployer'])
    expect(await names('?is_global=true')).toEqual(['All Applications'])
    expect(await names('')).toHaveLength(2)
  })

  it.each([
    ['non_interactive', undefined, ['client_credentials']],
    ['spa', 'none', ['implicit', 'authorization_code', 'refresh_token']],
    ['regular_web', undefined, ['implicit', 'authorization_code', 'refresh_token', 'client_credentials']],
  ])('of type %s get the documented defaults', async (app_type, token_endpoint_auth_method, grant_types) => {
    const { call } = createInMemoryTenant()
    const { body } = await call<Record<string, unknown>>('POST', '/clients', { name: 'x', app_type })
    expect([body.token_endpoint_auth_method, body.grant_types]).toEqual([
      token_endpoint_auth_method,
      grant_types,
    ])
  })

  it('take their grants and connections with them when they are deleted', async () => {
    const { call, tenant } = createInMemoryTenant()
    const { body } = await call<{ client_id: string }>('POST', '/clients', { name: 'Robot' })
    const { client_id } = body
    await call('POST', '/client-grants', {
      client_id,
      audience: 'https://localhost:4443/api/v2/',
      scope: ['read:users'],
    })
    await call('PATCH', '/connections/con_Users/clients', [{ client_id, status: true }])
    expect((await call('DELETE', `/clients/${client_id}`)).status).toBe(204)
    expect(JSON.stringify(tenant.state)).not.toContain(client_id)
  })
})

describe('client grants and resource servers', () => {
  it('exist once per client and API, for clients and APIs that exist', async () => {
    const { call } = createInMemoryTenant()
    const { body } = await call<{ client_id: string }>('POST', '/clients', { name: 'Robot' })
    const grant = { client_id: body.client_id, audience: 'https://api.example', scope: [] }
    expect((await call('POST', '/client-grants', grant)).status).toBe(404)
    expect((await call('POST', '/resource-servers', { identifier: 'https://api.example' })).status).toBe(201)
    expect((await call('POST', '/client-grants', grant)).status).toBe(201)
    expect((await call('POST', '/client-grants', grant)).status).toBe(409)
    expect((await call('POST', '/client-grants', { ...grant, client_id: 'nobody' })).status).toBe(404)
    expect((await call('GET', '/client-grants?take=1')).body).toMatchObject({
      client_grants: [{ client_id: 'deployer' }],
      next: '1',
    })
    expect((await call('GET', '/client-grants?take=1&from=1')).body).toEqual({
      client_grants: [expect.objectContaining(grant)],
    })
    expect((await call('GET', `/client-grants?client_id=${body.client_id}`)).body).toHaveLength(1)
  })

  it('keep the Management API itself from being changed', async () => {
    const { call, tenant } = createInMemoryTenant()
    const system = tenant.state.resource_servers[0]?.id
    expect((await call('PATCH', `/resource-servers/${system}`, { name: 'mine' })).status).toBe(400)
    expect((await call('DELETE', `/resource-servers/${system}`)).status).toBe(400)
    expect(
      (await call('POST', '/resource-servers', { identifier: 'https://localhost:4443/api/v2/' })).status,
    ).toBe(409)
  })
})

describe('connections', () => {
  it('are narrowed by name and strategy', async () => {
    const { call } = createInMemoryTenant()
    const names = async (query: string) =>
      (
        await call<{ connections: { name: string }[] }>('GET', `/connections?take=50${query}`)
      ).body.connections.map(({ name }) => name)
    expect(await names('&name=email')).toEqual(['email'])
    expect(await names('&strategy=auth0')).toEqual(['Users'])
    expect(await names('&strategy=auth0&strategy=sms')).toEqual(['Users', 'sms'])
    expect(await names('&name=Users&strategy=sms')).toEqual([])
    expect(await names('')).toHaveLength(4)
  })

  it('enable and disable clients one by one', async () => {
    const { call } = createInMemoryTenant()
    const path = '/connections/con_Users/clients'
    expect(
      (
        await call('PATCH', path, [
          { client_id: 'a', status: true },
          { client_id: 'b', status: true },
        ])
      ).status,
    ).toBe(204)
    expect((await call('PATCH', path, [{ client_id: 'a', status: false }])).status).toBe(204)
    expect((await call('GET', `${path}?take=100`)).body).toEqual({ clients: [{ client_id: 'b' }] })
  })

  it('keep their options from a token that may not see them, and from one that may not write them', async () => {
    const { call, tenant } = createInMemoryTenant()
    const path = '/connections/con_Users'
    const options = { disable_signup: true }
    expect((await call('PATCH', path, { options })).status).toBe(200)
    const seen = await call('GET', path, undefined, ['read:connections'])
    expect(seen).toMatchObject({ status: 200, body: { name: 'Users', enabled_clients: [] } })
    expect(seen.body).not.toHaveProperty('options')
    expect(await call('PATCH', path, { options: {} }, ['update:connections'])).toMatchObject({
      status: 403,
      body: { errorCode: 'insufficient_scope' },
    })
    expect(tenant.state.connections[0]?.options).toEqual(options)
  })

  it('take one of the two ways to say a password policy, tell both, and replace all other options', async () => {
    const { call } = createInMemoryTenant()
    const path = '/connections/con_Users'
    await call('PATCH', path, { options: { passwordPolicy: 'good', customScripts: { login: 'code' } } })
    const both = { passwordPolicy: 'good', password_options: { complexity: { min_length: 15 } } }
    expect((await call('PATCH', path, { options: both })).status).toBe(400)
    const { password_options } = both
    expect((await call('PATCH', path, { options: { password_options } })).status).toBe(200)
    expect((await call('GET', path)).body).toMatchObject({ options: both })
    expect(JSON.stringify((await call('GET', path)).body)).not.toContain('customScripts')
  })

  it('take their users with them when they are deleted', async () => {
    const { call, tenant } = createInMemoryTenant()
    tenant.createUser({ connection: 'Users', email: 'a@example.com', password: 'x' })
    tenant.createUser({ connection: 'email', email: 'a@example.com' })
    expect((await call('DELETE', '/connections/con_Users')).status).toBe(202)
    expect(tenant.state.users).toMatchObject([{ user_id: expect.stringMatching(/^email\|/) }])
  })
})

describe('prompts, branding and custom domains', () => {
  it('keep partials, of known prompts and bearable length only', async () => {
    const { call } = createInMemoryTenant()
    const screens = { signup: { 'form-content-end': '<p>Hello</p>' } }
    expect((await call('PUT', '/prompts/signup/partials', screens)).status).toBe(200)
    expect((await call('GET', '/prompts/signup/partials')).body).toEqual(screens)
    expect((await call('PUT', '/prompts/elsewhere/partials', screens)).status).toBe(400)
    const long = { signup: { 'form-content-end': 'x'.repeat(10_001) } }
    expect((await call('PUT', '/prompts/signup/partials', long)).status).toBe(400)
  })

  it('refuse partials in the words the deploy CLI looks for, and show no domain, where there is no custom domain', async () => {
    const { call } = createInMemoryTenant({ switches: { customDomain: false } })
    const answer = await call('PUT', '/prompts/signup/partials', {})
    expect(answer).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('feature requires at least one custom domain') },
    })
    expect((await call('GET', '/custom-domains')).body).toEqual([])
  })

  it('refuse partials while no custom domain is verified, and where the plan has none', async () => {
    const { call, tenant } = createInMemoryTenant({ switches: { customDomain: false } })
    const domain = { custom_domain_id: 'cd_1', domain: 'login.acme.example', status: 'pending_verification' }
    tenant.state.custom_domains.push(domain)
    expect((await call('GET', '/custom-domains')).body).toEqual([domain])
    expect((await call('GET', '/prompts/signup/partials')).status).toBe(400)
    domain.status = 'ready'
    expect((await call('GET', '/prompts/signup/partials')).status).toBe(200)
    tenant.switches.partialsInPlan = false
    expect(await call('GET', '/prompts/signup/partials')).toMatchObject({
      status: 403,
      body: { errorCode: 'insufficient_entitlement' },
    })
  })

  it('keep a page template with both of its tags, 404 before', async () => {
    const { call, tenant } = createInMemoryTenant()
    const path = '/branding/templates/universal-login'
    const template = '<html><head>{%- auth0:head -%}</head><body>{%- auth0:widget -%}</body></html>'
    expect((await call('GET', path)).status).toBe(404)
    expect((await call('PUT', path, { template: '<html>{%- auth0:head -%}</html>' })).status).toBe(400)
    expect((await call('PUT', path, { template })).status).toBe(201)
    expect((await call('GET', path)).body).toEqual({ body: template })
    expect(tenant.state.page_template).toBe(template)
  })
})

describe('email provider and templates', () => {
  it('are 404 until they are made, two templates aside, and the provider never shows its secrets', async () => {
    const { call } = createInMemoryTenant()
    expect((await call('GET', '/emails/provider')).status).toBe(404)
    expect((await call('PATCH', '/email-templates/blocked_account', { enabled: false })).status).toBe(404)
    expect((await call('GET', '/email-templates/welcome_email')).body).toMatchObject({ enabled: false })
    const credentials = { api_key: 'SG.secret', domain: 'mail.example' }
    const made = await call('POST', '/emails/provider', { name: 'sendgrid', credentials })
    expect(made.status).toBe(201)
    const shown = { name: 'sendgrid', credentials: { domain: 'mail.example' } }
    expect([made.body, (await call('GET', '/emails/provider')).body]).toEqual([shown, shown])
    await call('POST', '/email-templates', { template: 'verify_email', enabled: true })
    expect((await call('PATCH', '/email-templates/verify_email', { enabled: false })).body).toMatchObject({
      enabled: false,
    })
  })
})
