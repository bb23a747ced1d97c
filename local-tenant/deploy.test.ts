import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeployResult, type DeployTarget, runDeployCli } from './deploy.ts'
import { type LocalTenant, startLocalTenant } from './start-local-tenant.ts'
import type { TenantState } from './state/state.ts'

const fixture = fileURLToPath(new URL('fixture', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'local-tenant-'))

let localTenant: LocalTenant
let target: DeployTarget
let imported: DeployResult
let state: TenantState

// One import for all tests: it takes half a minute and 2 GB.
beforeAll(async () => {
  localTenant = await startLocalTenant({ directory })
  target = {
    ...(await localTenant.control.deployer()),
    tenantDomain: new URL(localTenant.canonicalUrl).host,
    caFile: localTenant.caFile,
    mappings: { PORTAL_URL: 'http://localhost:3001', GREETING: 'hello', MAIL_KEY: 'SG.top-secret' },
  }
  imported = await runDeployCli(['import', '-i', fixture], target)
  state = await localTenant.control.snapshot()
}, 180_000)

afterAll(async () => {
  await localTenant.stop()
  rmSync(directory, { recursive: true })
})

describe('the real a0deploy import', () => {
  it('succeeds without warnings and errors', () => {
    expect(imported).toEqual({ exitCode: 0, output: expect.stringContaining('Import Successful') })
    expect(imported.output).not.toMatch(/\b(warn|error)\b/i)
  })

  it('asks only for what the local tenant has', async () => {
    const requests = Object.keys(await localTenant.control.requests())
    expect(requests.length).toBeGreaterThan(25)
    expect(requests.filter(request => !/ \/(api\/v2|oauth\/token)/.test(request))).toEqual([])
  })

  it('leaves clients, API, role and grants as the files say', () => {
    const portal = state.clients.find(({ name }) => name === 'Portal')
    const robot = state.clients.find(({ name }) => name === 'Robot')
    expect(portal).toMatchObject({ callbacks: ['http://localhost:3001/callback'], app_type: 'regular_web' })
    expect(state.resource_servers).toContainEqual(
      expect.objectContaining({
        identifier: 'https://greetings.example',
        token_dialect: 'access_token_authz',
        enforce_policies: true,
      }),
    )
    const [role] = state.roles
    expect(role).toMatchObject({ name: 'Greeter' })
    expect(state.role_permissions[role?.id ?? '']).toEqual([
      { permission_name: 'write:greetings', resource_server_identifier: 'https://greetings.example' },
    ])
    const grants = state.client_grants.filter(({ client_id }) => client_id === robot?.client_id)
    expect(grants.map(({ audience, scope }) => [audience, scope])).toEqual(
      expect.arrayContaining([
        ['https://greetings.example', ['read:greetings']],
        [`${localTenant.canonicalUrl}/api/v2/`, ['read:users']],
      ]),
    )
  })

  it('deploys the Action with its secret, after the build, and binds it', () => {
    const [action] = state.actions
    expect(action?.deployed_version).toMatchObject({
      code: readFileSync(join(fixture, 'actions/greeter/code.js'), 'utf8'),
      runtime: 'node22',
      secrets: [{ name: 'GREETING', value: 'hello' }],
    })
    expect(state.bindings).toMatchObject([
      { trigger_id: 'post-login', action_id: action?.id, display_name: 'greeter' },
    ])
  })

  it('enables the client on both connections, and on those only', () => {
    const portal = state.clients.find(({ name }) => name === 'Portal')
    expect(state.connections.map(({ name, strategy }) => [name, strategy])).toEqual([
      ['Users', 'auth0'],
      ['google-oauth2', 'google-oauth2'],
    ])
    for (const { id } of state.connections) expect(state.connection_clients[id]).toEqual([portal?.client_id])
  })

  it('leaves partials, page template, branding, mail settings and tenant settings', () => {
    expect(state.partials.signup).toMatchObject({
      signup: { 'form-content-end': expect.stringContaining('name="ulp-note"') },
    })
    expect(state.page_template).toContain('auth0:widget')
    expect(state.branding).toMatchObject({ colors: { primary: '#2456c5' } })
    expect(state.email_provider).toMatchObject({
      name: 'sendgrid',
      credentials: { api_key: 'SG.top-secret' },
    })
    expect(state.email_templates.verify_email).toMatchObject({ enabled: true })
    expect(state.tenant.settings).toMatchObject({ friendly_name: 'Greetings' })
  })
})

describe('the real a0deploy after an import', () => {
  it('previews with --dry-run without error, changing nothing', async () => {
    const { exitCode, output } = await runDeployCli(['import', '-i', fixture, '--dry-run'], target)
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining('Dry Run completed successfully'),
    })
    expect(output).not.toMatch(/\berror\b/i)
    // Nothing is to be made: all that the files describe is there.
    expect(output).not.toContain('CREATE')
    const after = await localTenant.control.snapshot()
    expect({ ...after, logs: [] }).toEqual({ ...state, logs: [] })
  }, 120_000)

  it('exports what was imported, and no secret', async () => {
    const out = join(directory, 'exported')
    const { exitCode, output } = await runDeployCli(['export', '-f', 'directory', '-o', out], target)
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining('Export Successful'),
    })
    const readJson = (file: string) => JSON.parse(readFileSync(join(out, file), 'utf8'))
    expect(readFileSync(join(out, 'actions/greeter/code.js'), 'utf8')).toBe(
      readFileSync(join(fixture, 'actions/greeter/code.js'), 'utf8'),
    )
    expect(readJson('actions/greeter.json')).toMatchObject({
      deployed: true,
      runtime: 'node22',
      secrets: [{ name: 'GREETING' }],
    })
    expect(readJson('triggers/triggers.json')).toEqual({
      'post-login': [{ action_name: 'greeter', display_name: 'greeter' }],
    })
    expect(readJson('database-connections/Users/database.json')).toMatchObject({
      enabled_clients: ['Portal'],
    })
    expect(readJson('connections/google-oauth2.json')).toMatchObject({ enabled_clients: ['Portal'] })
    expect(readJson('roles/Greeter.json')).toMatchObject(
      JSON.parse(readFileSync(join(fixture, 'roles/greeter.json'), 'utf8')),
    )
    expect(readJson('clients/Portal.json')).toMatchObject({ callbacks: ['http://localhost:3001/callback'] })
    const action = readFileSync(join(out, 'actions/greeter.json'), 'utf8')
    const provider = readFileSync(join(out, 'emails/provider.json'), 'utf8')
    expect(action + provider).not.toMatch(/"hello"|SG\.top-secret/)
    // The level of a line, in colour or not: a warning about flags of the tenant holds the word as well.
    expect(output).not.toMatch(/error(?:\S{5})?:/)
  }, 60_000)
})
