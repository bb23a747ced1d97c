import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildActions } from '../../scripts/build.ts'
import { deployTenant } from '../../scripts/deploy.ts'
import { generateKeys } from '../../scripts/keys.ts'
import { type Emulator, startEmulator } from '../emulator/start-emulator.ts'
import type { TenantState } from '../emulator/state.ts'

const scratch = mkdtempSync(join(tmpdir(), 'guestlist-deploy-test-'))
const tenantFiles = join(scratch, 'tenant')
const audience = 'https://guestlist.example/api'
const lines: string[] = []
let emulator: Emulator
let keys: Record<string, string>
let state: TenantState
let leftovers: string[]

/** A tenant that somebody has used for years. */
function furnish(tenant: TenantState): TenantState {
  const connection = { id: 'con_old', name: 'Username-Password-Authentication', strategy: 'auth0' }
  return {
    ...tenant,
    clients: [
      ...tenant.clients,
      { client_id: 'shop', client_secret: 'shop-secret', name: 'Shop', global: false, app_type: 'spa' },
    ],
    connections: [{ ...connection, options: { passwordPolicy: 'good', disable_signup: true } }],
    connection_clients: { con_old: ['shop'] },
    actions: [auditAction()],
    bindings: [{ id: 'b1', trigger_id: 'post-login', action_id: 'act_audit', display_name: 'Audit' }],
    partials: {
      signup: { signup: { 'form-content-end': '<b>Terms</b>', 'form-footer-end': 'Imprint' } },
      login: { login: { 'form-content-end': 'Welcome back' } },
    },
    page_template: 'a page of their own {%- auth0:head -%}{%- auth0:widget -%}',
  }
}

function auditAction(): TenantState['actions'][number] {
  const at = '2025-01-01T00:00:00.000Z'
  const code = 'exports.onExecutePostLogin = async () => {}'
  return {
    id: 'act_audit',
    name: 'Audit',
    code,
    runtime: 'node22',
    status: 'built',
    built_at: at,
    deployed_version: { id: 'v1', number: 1, code, runtime: 'node22', secrets: [] },
    supported_triggers: [{ id: 'post-login', version: 'v3' }],
    dependencies: [],
    secrets: [],
    created_at: at,
    updated_at: at,
  }
}

// One import for all tests: it takes half a minute and 2 GB.
beforeAll(async () => {
  cpSync(fileURLToPath(new URL('../../tenant', import.meta.url)), tenantFiles, { recursive: true })
  await buildActions({ gateFile: join(tenantFiles, 'gate.json'), tenantDirectory: tenantFiles })
  emulator = await startEmulator({ directory: join(scratch, 'emulator') })
  await emulator.control.restore(furnish(await emulator.control.snapshot()))
  keys = (await generateKeys()).deployment
  mkdirSync(join(scratch, 'tmp'))
  vi.stubEnv('TMPDIR', join(scratch, 'tmp'))
  await deployTenant({
    directory: tenantFiles,
    domain: new URL(emulator.canonicalUrl).host,
    ...(await emulator.control.deployer()),
    caFile: emulator.caFile,
    mappings: {
      ...keys,
      PUBLIC_URL: 'https://guestlist.example',
      API_AUDIENCE: audience,
      GOOGLE_CLIENT_ID: 'google-client',
      GOOGLE_CLIENT_SECRET: 'google-secret-canary',
      UNUSED: 'never-passed-on',
    },
    onProgress: line => lines.push(line),
  })
  leftovers = readdirSync(join(scratch, 'tmp'))
  state = await emulator.control.snapshot()
}, 240_000)

afterAll(async () => {
  await emulator.stop()
  rmSync(scratch, { recursive: true })
})

function clientNamed(name: string) {
  return state.clients.find(client => client.name === name)
}

function connectionNamed(name: string) {
  const connection = state.connections.find(candidate => candidate.name === name)
  return { ...connection, clients: state.connection_clients[connection?.id ?? ''] }
}

describe('deploying tenant/ with the real auth0-deploy-cli', () => {
  it('reports success, without warnings and without secrets', async () => {
    const output = lines.join('\n')
    expect(output).toContain('Import Successful')
    expect(output).not.toMatch(/\b(warn|error)\b/i)
    const { clientSecret } = await emulator.control.deployer()
    for (const secret of [clientSecret, 'google-secret-canary', ...Object.values(keys)])
      expect(output).not.toContain(secret)
  })

  it('deploys both Actions with their secrets filled in', () => {
    for (const name of ['Pre-User-Registration', 'Post-Login']) {
      const version = state.actions.find(action => action.name === `Guestlist ${name}`)?.deployed_version
      const file = join(tenantFiles, 'actions', name.toLowerCase(), 'code.js')
      expect(version).toMatchObject({ runtime: 'node22', code: readFileSync(file, 'utf8') })
      const secrets = version?.secrets.map(secret => [secret.name, secret.value])
      expect(Object.fromEntries(secrets ?? [])).toEqual({
        GUESTLIST_URL: 'https://guestlist.example',
        ...keys,
      })
    }
  })

  it('binds our Actions first and keeps those of others', () => {
    const bound = state.bindings.map(({ trigger_id, display_name }) => [trigger_id, display_name])
    expect(bound.filter(([trigger]) => trigger === 'post-login')).toEqual([
      ['post-login', 'Guestlist Post-Login'],
      ['post-login', 'Audit'],
    ])
    expect(bound).toContainEqual(['pre-user-registration', 'Guestlist Pre-User-Registration'])
  })

  it("makes the service's application, with its addresses", () => {
    expect(clientNamed('Guestlist')).toMatchObject({
      app_type: 'regular_web',
      callbacks: ['https://guestlist.example/callback', 'https://guestlist.example/account/callback'],
      allowed_logout_urls: ['i', 'signed-out', 'account'].map(path => `https://guestlist.example/${path}`),
      grant_types: ['authorization_code'],
    })
  })

  it("makes the administrators' application, which asks for the API on behalf of who signs in", () => {
    const client = clientNamed('Guestlist administration')
    expect(client).toMatchObject({
      app_type: 'regular_web',
      callbacks: ['https://guestlist.example/admin/callback'],
      allowed_logout_urls: ['https://guestlist.example/admin/signed-out'],
      grant_types: ['authorization_code'],
    })
    const grants = state.client_grants.filter(grant => grant.client_id === client?.client_id)
    expect(grants).toMatchObject([{ audience, subject_type: 'user' }])
  })

  it.each([
    ['Guestlist management', () => `${emulator.canonicalUrl}/api/v2/`],
    ['Guestlist API client', () => audience],
  ])('grants %s one API, and the scopes that its file lists', (name, api) => {
    const file = new URL(`../../tenant/grants/${name}.json`, import.meta.url)
    const { scope } = JSON.parse(readFileSync(file, 'utf8')) as { scope: string[] }
    const clientId = clientNamed(name)?.client_id
    const grants = state.client_grants.filter(grant => grant.client_id === clientId)
    expect(grants.map(grant => [grant.audience, grant.scope])).toEqual([[api(), scope]])
  })

  it('lets the service change users and nothing else of the tenant', () => {
    const clientId = clientNamed('Guestlist management')?.client_id
    const scopes = state.client_grants.find(grant => grant.client_id === clientId)?.scope ?? []
    const changing = scopes.filter(scope => !scope.startsWith('read:'))
    const ofUsers =
      /:(users|users_app_metadata|user_tickets|role_members|authentication_methods|refresh_tokens|sessions)$/
    expect(changing.filter(scope => !ofUsers.test(scope))).toEqual([])
    expect(changing.length).toBeGreaterThan(0)
  })

  it('makes the API with permissions in its tokens, and the roles', () => {
    expect(state.resource_servers).toContainEqual(
      expect.objectContaining({
        identifier: audience,
        enforce_policies: true,
        token_dialect: 'access_token_authz',
      }),
    )
    const permissionsOf = (name: string) =>
      state.role_permissions[state.roles.find(role => role.name === name)?.id ?? '']?.length
    expect(permissionsOf('Invitation Administrator')).toBe(7)
    expect(permissionsOf('Inviter')).toBe(4)
    expect(state.roles.map(role => role.name)).toEqual(expect.arrayContaining(['Editor', 'Viewer']))
  })

  it('opens the database for sign-up and keeps its other options and applications', () => {
    const database = connectionNamed('Username-Password-Authentication')
    expect(database.options).toMatchObject({ passwordPolicy: 'good', disable_signup: false })
    const ours = ['Guestlist', 'Guestlist administration'].map(name => clientNamed(name)?.client_id)
    expect(database.clients?.sort()).toEqual(['shop', ...ours].sort())
  })

  it('makes google-oauth2 show its chooser, and enables it for the service and for administrators', () => {
    const google = connectionNamed('google-oauth2')
    expect(google.options).toMatchObject({
      client_id: 'google-client',
      upstream_params: { prompt: { value: 'select_account' } },
    })
    const ours = ['Guestlist', 'Guestlist administration'].map(name => clientNamed(name)?.client_id)
    expect(google.clients?.sort()).toEqual(ours.sort())
  })

  it('carries ext-invite on every screen that can finish a database sign-up, beside what was there', () => {
    const field = readFileSync(join(tenantFiles, 'prompts/partials/handoff.liquid'), 'utf8').trim()
    expect(state.partials).toEqual({
      signup: { signup: { 'form-content-end': `<b>Terms</b>\n${field}`, 'form-footer-end': 'Imprint' } },
      'signup-id': { 'signup-id': { 'form-content-end': field } },
      'signup-password': { 'signup-password': { 'form-content-end': field } },
      passkeys: { 'passkey-enrollment': { 'form-content-end': field } },
      login: { login: { 'form-content-end': 'Welcome back' } },
    })
  })

  it("leaves the tenant's own page template alone", () => {
    expect(state.page_template).toContain('a page of their own')
  })

  it('leaves no copy of the files behind', () => {
    expect(leftovers).toEqual([])
  })
})
