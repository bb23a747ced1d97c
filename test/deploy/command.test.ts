import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DeployResult, runDeployCli } from '../../local-tenant/deploy.ts'
import { type LocalTenant, startLocalTenant } from '../../local-tenant/start-local-tenant.ts'
import type { TenantState } from '../../local-tenant/state.ts'
import { buildActions } from '../../scripts/build.ts'
import { generateKeys } from '../../scripts/keys.ts'
import { apiAudience, publicUrl } from './deploy-world.ts'
import { addAction, addConnection, addShop } from './tenants/furniture.ts'
import { settled, theirs } from './whole-state.ts'

// Each command is a process.
vi.setConfig({ testTimeout: 120_000 })

const scratch = mkdtempSync(join(tmpdir(), 'guestlist-command-'))
const secrets: string[] = []
let localTenant: LocalTenant
let environment: Record<string, string>
let furnished: TenantState
let imported: DeployResult
let afterImport: TenantState

// One import by the deploy CLI for all tests: it takes half a minute and 2 GB.
beforeAll(async () => {
  localTenant = await startLocalTenant({ directory: join(scratch, 'localTenant') })
  const { clientId, clientSecret } = await localTenant.control.deployer()
  const keys = (await generateKeys()).deployment
  secrets.push(clientSecret, ...Object.values(keys))
  const tenantDomain = new URL(localTenant.canonicalUrl).host
  const mappings = { ...keys, PUBLIC_URL: publicUrl, API_AUDIENCE: apiAudience }
  environment = {
    ...mappings,
    PATH: process.env.PATH ?? '',
    AUTH0_DOMAIN: tenantDomain,
    DEPLOY_CLIENT_ID: clientId,
    DEPLOY_CLIENT_SECRET: clientSecret,
    DEPLOY_CA_FILE: localTenant.caFile,
    GUESTLIST_CONFIG_DIR: join(scratch, 'config'),
  }
  furnished = furnish(await localTenant.control.snapshot())
  await localTenant.control.restore(furnished)
  const files = join(scratch, 'tenant')
  cpSync('tenant', files, { recursive: true })
  await buildActions({ gateFile: 'tenant/gate.json', tenantDirectory: files })
  const target = { tenantDomain, caFile: localTenant.caFile, clientId, clientSecret, mappings }
  imported = await runDeployCli(['import', '-i', files], target)
  afterImport = await localTenant.control.snapshot()
}, 240_000)

afterAll(async () => {
  await localTenant.stop()
  rmSync(scratch, { recursive: true })
})

function furnish(state: TenantState): TenantState {
  const shop = addShop(state)
  addAction(state, 'Audit', 'post-login')
  const options = { disable_signup: true, passwordPolicy: 'good', password_options: { history: { size: 3 } } }
  addConnection(state, { name: 'Customers', strategy: 'auth0', clients: [shop], options })
  const google = { client_id: 'theirs', scope: ['email'], upstream_params: { hd: { value: 'acme.example' } } }
  addConnection(state, { name: 'google-oauth2', strategy: 'google-oauth2', clients: [shop], options: google })
  state.partials = { signup: { signup: { 'form-content-end': 'Terms' } } }
  state.page_template = 'theirs {%- auth0:head -%}{%- auth0:widget -%}'
  return state
}

/** Starts a command as npm does, without a terminal. */
function start(script: string, args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function run(script: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = start(script, args)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', text => {
      output += text
    })
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  for (const secret of secrets) expect(output).not.toContain(secret)
  expect(output).not.toMatch(/^\s+at /m)
  return { code, output }
}

const named = ['--connection', 'Customers', '--connection', 'google-oauth2']

describe('tenant/ by plain a0deploy import', () => {
  it('deploys without errors, and with no warning but what it would not delete', () => {
    expect(imported).toEqual({ exitCode: 0, output: expect.stringContaining('Import Successful') })
    expect(imported.output).not.toMatch(/\berror\b/i)
  })

  it('makes our Actions, applications, API and grants', () => {
    expect(afterImport.actions.filter(({ name }) => name.startsWith('Guestlist'))).toHaveLength(2)
    expect(afterImport.clients.filter(({ name }) => name.startsWith('Guestlist'))).toHaveLength(4)
    expect(afterImport.resource_servers.map(({ identifier }) => identifier)).toContain(apiAudience)
    expect(afterImport.client_grants.filter(({ audience }) => audience === apiAudience)).toHaveLength(2)
  })

  it('leaves everything else of a tenant as it was: bindings, forms, roles, connections, Google', () => {
    expect(theirs(afterImport, null)).toEqual(theirs(furnished, null))
  })
})

describe('npm run deploy', () => {
  it('changes nothing without a terminal and without --yes, and says so', async () => {
    await localTenant.control.restore(furnished)
    const { code, output } = await run('deploy', ...named)
    expect(code).toBe(1)
    expect(output).toContain('there is no terminal to ask at. Say --yes to go on.')
    expect(settled(await localTenant.control.snapshot())).toEqual(settled(furnished))
    expect(existsSync(join(scratch, 'config'))).toBe(false)
  })

  it('shows what it would do with --dry-run, and changes nothing', async () => {
    await localTenant.control.restore(furnished)
    const { code, output } = await run('deploy', ...named, '--dry-run')
    expect(code).toBe(0)
    expect(output).toMatch(/CHANGED {2}Actions of post-login[\s\S]+Nothing has been changed\.\n$/)
    expect(settled(await localTenant.control.snapshot())).toEqual(settled(furnished))
  })

  it.each([
    [['--conection', 'x'], "Unknown option '--conection'"],
    [['--config', '../x'], 'The name after --config'],
    [['--open-sign-up', 'Customers'], 'the gate is "observe" and refuses nobody'],
  ])('answers %j with one sentence and exit code 1', async (args, sentence) => {
    const { code, output } = await run('deploy', ...args, '--yes')
    expect([code, output]).toEqual([1, expect.stringContaining(sentence)])
  })

  it('goes on from where it was killed, and undeploy takes out what came of it', async () => {
    await localTenant.control.restore(furnished)
    const child = start('deploy', [...named, '--yes'])
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('done     Action')) child.kill('SIGKILL')
    })
    await new Promise(resolve => child.once('close', resolve))
    const killed = await localTenant.control.snapshot()
    expect(killed.clients.map(({ name }) => name)).toContain('Guestlist')
    expect(killed.bindings).toHaveLength(1)
    expect(theirs(killed, null)).toEqual(theirs(furnished, null))

    const { code, output } = await run('deploy', ...named, '--yes')
    expect([code, output]).toEqual([0, expect.stringContaining('Read back: everything is as shown.')])
    expect(output).toContain('KEPT     application "Guestlist"')
    const deployed = await localTenant.control.snapshot()
    expect(theirs(deployed, null)).toEqual(theirs(furnished, null))

    const open = await run('undeploy', '--gate', '--yes')
    expect([open.code, open.output]).toEqual([
      0,
      expect.stringContaining('RESTORED Actions of post-login: Audit'),
    ])
    expect(settled(await localTenant.control.snapshot()).bindings).toEqual(settled(furnished).bindings)

    expect((await run('undeploy', '--yes')).code).toBe(0)
    expect(settled(await localTenant.control.snapshot())).toEqual(settled(furnished))
    expect(readdirSync(join(scratch, 'config', 'default')).sort()).toEqual([
      'backups',
      'deploy.json',
      'gate.json',
    ])
  })
})
