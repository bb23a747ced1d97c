import { Hono } from 'hono'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createDiscoveryRoutes } from '../../local-tenant/login/tokens/discovery.ts'
import { findSecretFiles, readSecretFile } from '../../scripts/deploy/secret-files.ts'
import { undeployTenant } from '../../scripts/deploy/undo/undeploy-tenant.ts'
import { switchGate } from '../../scripts/gate/switch-gate.ts'
import { createInterview } from '../../scripts/setup/interview.ts'
import { runSetup } from '../../scripts/setup/run-setup.ts'
import { parseConfig } from '../../service/runtime/config.ts'
import { createService } from '../../service/runtime/service.ts'
import {
  apiAudience,
  createDeployWorld,
  type DeployWorld,
  type LivedInTenant,
  publicUrl,
  stagedWith,
} from './deploy-world.ts'
import { tenants } from './tenants/tenants.ts'
import { settled, theirs } from './whole-state.ts'

vi.setConfig({ testTimeout: 60_000 })

const { files } = await stagedWith('observe')

beforeEach(() => {
  nock('https://api.sendgrid.com').persist().post('/v3/mail/send').reply(202)
})
afterEach(() => {
  nock.cleanAll()
  vi.unstubAllGlobals()
})

/** What the operator answers, as flags and variables. */
function answersFor({ clientId, clientSecret }: DeployWorld['deployer'], kind: LivedInTenant) {
  return {
    '--domain': 'localhost:4443',
    '--public-url': publicUrl,
    '--plan': 'free',
    '--connection': kind.choices?.connections?.join(',') ?? '',
    '--custom-domain': 'none',
    '--mail-from': 'Acme <invitations@acme.example>',
    '--organization': 'Acme',
    '--welcome-url': 'https://www.acme.example/',
    '--administrator': 'ada@acme.example',
    DEPLOY_CLIENT_ID: clientId,
    DEPLOY_CLIENT_SECRET: clientSecret,
    SENDGRID_API_KEY: 'SG.local-stand-in',
  }
}

/** The tenant, set up with every command in this process; what would go over the wire goes to the tenant in memory. */
async function setUp(kind: LivedInTenant) {
  const world = await createDeployWorld(kind, Date.now())
  const before = world.state()
  const tenant = new Hono().route('/', createDiscoveryRoutes(world)).all('*', c => world.app.fetch(c.req.raw))
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init)
    return request.url.startsWith('https://localhost:4443/')
      ? tenant.fetch(request)
      : Promise.reject(new Error(`nobody is at ${new URL(request.url).origin}`))
  })
  const secrets = findSecretFiles('acme', { GUESTLIST_SECRETS_DIR: `${world.folder.directory}-secrets` })
  const print = (text: string) => void world.lines.push(text)
  await runSetup({
    folder: world.folder,
    secrets,
    interview: createInterview(answersFor(world.deployer, kind), undefined),
    environment: { LEDGER_FILE: `${world.folder.directory}-guestlist.db` },
    send: world.send,
    print,
    confirm: async () => true,
  })
  return { world, before, secrets, print }
}

type Scene = Awaited<ReturnType<typeof setUp>>

/** Starts the service with the file that the set-up has written, and closes the gate behind it. */
async function closeGate({ world, secrets, print }: Scene, kind: LivedInTenant) {
  const service = await createService(await parseConfig(readSecretFile(secrets.service)), {
    writeLog: () => undefined,
  })
  onTestFinished(() => service.close())
  return await switchGate({
    folder: world.folder,
    api: world.api(),
    publicUrl,
    apiAudience,
    choices: { connections: [], openSignUp: [], adopt: [], ...kind.choices },
    mappings: readSecretFile(secrets.deploy),
    print,
    confirm: async () => true,
    fetch: ((url: string, init: RequestInit) => service.app.request(url, init)) as typeof fetch,
    change: { mode: 'invite-only' },
    pick: async () => ['none'],
  })
}

describe.each(tenants)('npm run setup, gate and undeploy on a tenant $title', kind => {
  it('change what was shown, open what was named, and leave the tenant whole as it was', async () => {
    const scene = await setUp(kind)
    const { world, before, print } = scene
    expect(world.lines.join('\n')).toContain('Invited: ada@acme.example as Invitation Administrator')
    expect(theirs(world.state(), files.pageTemplate)).toEqual(theirs(before, null))

    expect(await closeGate(scene, kind)).toBe('deployed')
    const closed = world.state()
    for (const name of kind.choices?.openSignUp ?? []) {
      const connection = closed.connections.find(candidate => candidate.name === name)
      expect(connection?.options.disable_signup).toBe(false)
      if (connection) connection.options.disable_signup = true
    }
    expect(theirs(closed, files.pageTemplate)).toEqual(theirs(before, null))
    const gates = closed.actions.filter(({ name }) => name.startsWith('Guestlist'))
    expect(gates.map(({ code }) => code.includes('invite-only'))).toEqual([true, true])

    const undone = await undeployTenant({
      folder: world.folder,
      api: world.api(),
      files,
      connections: kind.choices?.connections ?? [],
      gateOnly: false,
      print,
      confirm: async () => true,
    })
    expect(undone).toBe('undone')
    expect(settled(world.state())).toEqual(settled(before))
  })
})
