import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import nock from 'nock'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { TenantState } from '../../local-tenant/state/state.ts'
import { examine } from '../../scripts/doctor/examine.ts'
import { generateKeys } from '../../scripts/keys.ts'
import { LEDGER_SCHEMA } from '../../service/ledger/engine/migrate.ts'
import { openSqliteLedger } from '../../service/ledger/sqlite-ledger.ts'
import { startTestService } from '../service/http/test-service.ts'
import { makeEnvironment } from '../service/test-environment.ts'
import { apiAudience, createDeployWorld, type DeployWorld, publicUrl } from './deploy-world.ts'
import { shippedGate } from './shipped-gate.ts'
import { addAction, addConnection } from './tenants/furniture.ts'
import { settled } from './whole-state.ts'

vi.setConfig({ testTimeout: 30_000 })
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

const keys = await generateKeys()
const others = await generateKeys()

interface Changes {
  /** Something that somebody did to the tenant after the deployment. */
  tenant?: (state: TenantState) => void
  /** What the service was started with instead. */
  service?: Record<string, string>
  environment?: Record<string, string>
  /** The gate file that lies in the operator's folder now. */
  gate?: object
  world?: (world: DeployWorld) => void
  fetch?: (url: string) => Response | undefined
}

/** A deployment with its service in which nothing is wrong, but what is changed. */
async function findingsWith(changes: Changes = {}) {
  const world = await createDeployWorld({
    title: 'examined',
    furnish: state => {
      addConnection(state, { name: 'Users', strategy: 'auth0' })
      state.custom_domains = [
        {
          custom_domain_id: 'cd_1',
          domain: 'login.acme.example',
          status: 'ready',
          type: 'auth0_managed_certs',
        },
      ]
    },
    choices: { connections: ['Users'] },
  })
  await world.deploy()
  const { fetch: answer = () => undefined } = changes
  const service = await startTestService({
    PUBLIC_URL: publicUrl,
    API_AUDIENCE: apiAudience,
    AUTH0_DOMAIN: 'localhost:4443',
    GATE_FILE: world.folder.gateFile,
    ...keys.service,
    ...changes.service,
  })
  onTestFinished(() => service.close())
  changes.tenant?.(world.tenant.state)
  if (changes.gate) writeFileSync(world.folder.gateFile, shippedGate(changes.gate))
  changes.world?.(world)
  const before = settled(world.state())
  const fetch = (async (url: string, init: RequestInit) =>
    answer(url) ?? service.app.request(url, init)) as typeof globalThis.fetch
  const findings = await examine({
    folder: world.folder,
    environment: { ...keys.deployment, ...changes.environment },
    fetch,
    now: () => new Date('2026-12-01T09:00:00Z'),
    target: () => ({ api: world.api(), publicUrl, formerUrls: [], apiAudience }),
  })
  expect(settled(world.state())).toEqual(before)
  return findings
}

const set = (changes: Partial<TenantState>) => (state: TenantState) => void Object.assign(state, changes)

const codesWith = async (changes: Changes) => (await findingsWith(changes)).map(({ code }) => code)

describe('npm run doctor', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await findingsWith()).toEqual([])
  })

  it.each<[string, Changes]>([
    ['bindings_not_first', { tenant: state => state.bindings.reverse() && addActionFirst(state) }],
    ['partials_missing', { tenant: set({ partials: {} }) }],
    [
      'not_deployed',
      { tenant: state => void Object.assign(clientOf(state, 'Guestlist'), { callbacks: [] }) },
    ],
    [
      'not_deployed',
      {
        tenant: state => keep(state.client_grants, ({ audience }) => audience !== apiAudience),
      },
    ],
    [
      'not_deployed',
      {
        tenant: state => keep(state.resource_servers, ({ identifier }) => identifier !== apiAudience),
      },
    ],
    [
      'actions_differ',
      { tenant: state => void Object.assign(state.actions[0] ?? {}, { code: 'exports.onExecute = 1' }) },
    ],
    ['connection_not_enabled', { tenant: set({ connection_clients: {} }) }],
    [
      'sign_up_closed',
      { tenant: state => void Object.assign(connectionOf(state), { options: { disable_signup: true } }) },
    ],
    ['custom_domain_not_ready', { environment: { AUTH0_CUSTOM_DOMAIN: 'id.acme.example' } }],
    ['tenant_unreachable', { world: world => world.disturb(() => ({ status: 503, headers: {}, text: '' })) }],
    [
      'domain_unknown',
      { world: world => world.disturb(() => ({ status: 404, headers: {}, text: '<html>' })) },
    ],
    [
      'deploy_credentials_refused',
      { tenant: state => void Object.assign(clientOf(state, 'deployer'), { client_secret: 'changed' }) },
    ],
    ['deploy_scopes_missing', { world: world => world.withoutScopes('read:prompts', 'read:roles') }],
    ['settings_missing', { environment: { GUESTLIST_ACTION_KEY: '##GUESTLIST_ACTION_KEY##' } }],
    ['service_differs', { service: { API_AUDIENCE: 'https://other.example' } }],
    ['service_differs', { service: { ACTION_KEYS: others.service.ACTION_KEYS } }],
    ['service_differs', { service: { HANDOFF_SIGNING_KEY: others.service.HANDOFF_SIGNING_KEY } }],
    ['service_differs', { service: { AUTH0_DOMAIN: 'other.eu.auth0.com' } }],
    ['service_absent', { fetch: () => new Response('<html>', { status: 502 }) }],
    [
      'ledger_unavailable',
      { fetch: url => (url.endsWith('/ready') ? new Response('{}', { status: 503 }) : undefined) },
    ],
  ])('finds %s, and changes nothing (%#)', async (code, changes) => {
    const findings = await findingsWith(changes)
    expect([...new Set(findings.map(finding => finding.code))]).toEqual([code])
    for (const { problem, cure } of findings) {
      expect(problem).toMatch(/^\S.*\.$/)
      expect(cure).toMatch(/^[A-Z].*\.$/)
      expect(`${problem}${cure}`).not.toContain(keys.deployment.GUESTLIST_ACTION_KEY)
    }
  })

  it('finds a gate file that was changed and neither deployed nor given to the service', async () => {
    expect(await codesWith({ gate: { mode: 'invite-only' } })).toEqual([
      'actions_differ',
      'actions_differ',
      'service_differs',
    ])
  })

  it.each([
    ['ledger_missing', () => undefined],
    ['ledger_damaged', (file: string) => writeFileSync(file, 'no ledger')],
    ['ledger_newer', (file: string) => withMigration(file, '9999-later')],
    [undefined, (file: string) => withMigration(file, undefined)],
    [undefined, (file: string) => withMigration(file, '0000-older')],
  ])('finds %s where the file of the ledger is here, and leaves it as it is', async (code, make) => {
    const folder = mkdtempSync(join(tmpdir(), 'guestlist-doctor-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const LEDGER_FILE = join(folder, 'guestlist.db')
    await make(LEDGER_FILE)
    const before = readdirSync(folder)
    const { GATE_FILE: _gate, ...usual } = await makeEnvironment()
    const rest = { ...usual, ...keys.service, LEDGER_FILE }
    const codes = await codesWith({ environment: rest, fetch: () => new Response('{}') })
    expect(codes.filter(one => one.startsWith('ledger_') && one !== 'ledger_unavailable')).toEqual(
      code === undefined ? [] : [code],
    )
    expect(readdirSync(folder)).toEqual(before)
  })

  it('finds what the service itself would find, where its environment is here', async () => {
    const service = { ...keys.service, PORT: 'many' }
    const findings = await findingsWith({ environment: service })
    const problems = findings.map(({ problem }) => problem)
    expect(problems).toContain('Settings: PORT expected a port number.')
    expect(problems).toContain('Settings: MAIL_FROM is missing; expected "Name <address>".')
  })
})

/** A ledger as this version leaves it, with one migration more. */
async function withMigration(file: string, name: string | undefined): Promise<void> {
  await (await openSqliteLedger(file)).close()
  const database = new Libsql(file)
  if (name !== undefined) database.exec(`insert into kysely_migration values ('${name}', '2027-01-01')`)
  const latest = database.prepare("select max(name) as name from kysely_migration where name < '9'").get()
  expect(latest).toMatchObject({ name: LEDGER_SCHEMA })
  database.close()
}

function addActionFirst(state: TenantState): void {
  addAction(state, 'Audit', 'post-login')
  state.bindings.reverse()
}

function clientOf(state: TenantState, name: string) {
  const client = state.clients.find(one => one.name === name || one.client_id === name)
  if (!client) throw new TypeError(`no client ${name}`)
  return client
}

function connectionOf(state: TenantState) {
  return state.connections.find(({ name }) => name === 'Users') ?? {}
}

/** Takes out of a list what is not to be kept. */
function keep<Item>(list: Item[], isKept: (item: Item) => boolean): void {
  list.splice(0, list.length, ...list.filter(isKept))
}
