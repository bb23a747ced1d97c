import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { findFreePort } from '../../local-tenant/free-port.ts'
import { managementScopes } from '../../local-tenant/management/scopes.ts'
import { createMailbox } from '../../local-tenant/messages/mailbox-client.ts'
import { type LocalTenant, startLocalTenant } from '../../local-tenant/start-local-tenant.ts'
import type { TenantState } from '../../local-tenant/state/state.ts'
import { buildService, SERVICE_PROGRAM } from '../../scripts/build-service.ts'
import { addClient, addConnection } from '../deploy/tenants/furniture.ts'
import { settled } from '../deploy/whole-state.ts'

// Each command is a process.
vi.setConfig({ testTimeout: 120_000 })

const scratch = mkdtempSync(join(tmpdir(), 'guestlist-setup-'))
let tenant: LocalTenant
let fresh: TenantState
let deployer: { clientId: string; clientSecret: string }
let folder: string
let publicUrl: string
let number = 0

beforeAll(async () => {
  await buildService()
  tenant = await startLocalTenant({ directory: join(scratch, 'tenant') })
  deployer = await tenant.control.deployer()
  fresh = await tenant.control.snapshot()
  for (const [name, strategy] of [
    ['Customers', 'auth0'],
    ['google-oauth2', 'google-oauth2'],
  ] as const)
    addConnection(fresh, { name, strategy })
}, 60_000)
beforeEach(async () => {
  await tenant.control.restore(structuredClone(fresh))
  folder = join(scratch, String(number++))
  publicUrl = `http://localhost:${await findFreePort()}`
})
afterAll(async () => {
  await tenant.stop()
  rmSync(scratch, { recursive: true })
})

function environment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    GUESTLIST_CONFIG_DIR: join(folder, 'config'),
    GUESTLIST_SECRETS_DIR: join(folder, 'secrets'),
    LEDGER_FILE: join(folder, 'guestlist.db'),
    NODE_EXTRA_CA_CERTS: tenant.caFile,
    DEPLOY_CA_FILE: tenant.caFile,
    SENDGRID_BASE_URL: tenant.customUrl,
  }
}

const secretOnes = () => ({
  DEPLOY_CLIENT_ID: deployer.clientId,
  DEPLOY_CLIENT_SECRET: deployer.clientSecret,
  SENDGRID_API_KEY: 'SG.local-stand-in',
})

const said = () => ({
  domain: new URL(tenant.canonicalUrl).host,
  'public-url': publicUrl,
  plan: 'free',
  connection: 'Customers,google-oauth2',
  'custom-domain': tenant.customUrl,
  'mail-from': 'Acme <invitations@acme.example>',
  organization: "Acme's",
  'welcome-url': 'https://www.acme.example/',
  administrator: 'ada@acme.example',
})

const flagsOf = (answers: Record<string, string>) =>
  Object.entries(answers).flatMap(([name, value]) => [`--${name}`, value])

async function run(
  script: string,
  args: string[],
  { env = {}, typed }: { env?: Record<string, string>; typed?: string } = {},
) {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], {
    env: { ...environment(), ...env },
    stdio: [typed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.end(typed)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', text => {
      output += text
    })
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  expect(output).not.toMatch(/^\s+at /m)
  expect(output).not.toContain(deployer.clientSecret)
  return { code, output }
}

const setup = (args = flagsOf(said()), env: Record<string, string> = secretOnes()) =>
  run('setup', [...args, '--yes'], { env })
/** An application that deploys, and has all scopes but one; returns its credentials. */
async function deployWithout(missing: string): Promise<Record<string, string>> {
  const state = structuredClone(fresh)
  const [grant] = state.client_grants
  const DEPLOY_CLIENT_ID = addClient(state, 'Deployment', { grant_types: ['client_credentials'] })
  const scope = managementScopes.filter(name => name !== missing)
  state.client_grants.push({
    id: 'cgr_2',
    client_id: DEPLOY_CLIENT_ID,
    audience: String(grant?.audience),
    scope,
  })
  await tenant.control.restore(state)
  const DEPLOY_CLIENT_SECRET = String(state.clients.at(-1)?.client_secret)
  return { ...secretOnes(), DEPLOY_CLIENT_ID, DEPLOY_CLIENT_SECRET }
}

const secretsFile = (name: string) => join(folder, 'secrets', 'default', name)

/** Starts what `npm start` starts, with nothing but the file that the set-up has written. */
async function whileServing(act: () => Promise<void>): Promise<void> {
  const { PATH, NODE_EXTRA_CA_CERTS, GUESTLIST_SECRETS_DIR } = environment()
  const child = spawn(process.execPath, [SERVICE_PROGRAM], {
    env: { PATH, NODE_EXTRA_CA_CERTS, GUESTLIST_SECRETS_DIR },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    await new Promise<void>((resolve, reject) => {
      let output = ''
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', text => {
          output += text
          if (output.includes('"listening"')) resolve()
        })
      child.once('exit', () => reject(new Error(output)))
    })
    await act()
  } finally {
    child.kill('SIGKILL')
  }
}

describe('npm run setup', () => {
  it('leads from an empty folder to the first invitation, whose link the service then opens', async () => {
    const { code, output } = await setup()
    expect([code, output]).toEqual([
      0,
      expect.stringContaining('Invited: ada@acme.example as Invitation Administrator'),
    ])
    const mailbox = createMailbox(`${tenant.customUrl}/mailbox`)
    expect((await mailbox.all()).map(({ subject }) => subject)).toContain(
      "Guestlist can send mail for Acme's",
    )
    const { link } = await mailbox.invitation('ada@acme.example')
    await whileServing(async () => {
      const page = await fetch(link)
      expect([page.status, await page.text()]).toEqual([
        200,
        expect.stringContaining('Invitation Administrator'),
      ])
      const again = await run('deploy', ['--yes'])
      expect([again.code, again.output]).toEqual([
        0,
        expect.stringContaining('The service answers, and runs with what is deployed.'),
      ])
      const doctor = await run('doctor', ['--json'])
      expect([doctor.code, JSON.parse(doctor.output)]).toEqual([0, { findings: [] }])
    })
  })

  it('leads on to a closed gate, and the doctor says what is to be done about the service then', async () => {
    await setup()
    const stranger = await tenant.control.addUser({ connection: 'google-oauth2', email: 'grace@gmail.com' })
    await whileServing(async () => {
      const unsaid = await run('gate', ['invite-only', '--yes'])
      expect([unsaid.code, unsaid.output]).toEqual([
        1,
        expect.stringContaining('Say whom to admit: --admit all, none or an id.'),
      ])
      expect(unsaid.output).toContain(`grace@gmail.com (${stranger.user_id}, google-oauth2)`)
      const typed = await run('gate', ['invite-only'], { typed: '1\ny\n' })
      expect([typed.code, typed.output]).toEqual([
        0,
        expect.stringContaining('the service has another gate (observe)'),
      ])
      const doctor = await run('doctor', [])
      expect([doctor.code, doctor.output]).toEqual([
        1,
        expect.stringMatching(
          /^WRONG {4}The service has another gate .+ \(service_differs\)\n {9}Give both sides the same/,
        ),
      ])
    })
    const { app_metadata } =
      (await tenant.control.users()).find(({ user_id }) => user_id === stranger.user_id) ?? {}
    expect(app_metadata).toEqual({ guestlist: { admitted: true } })
    // Started again, the service reads the gate as it is now.
    await whileServing(async () => {
      expect((await run('doctor', [])).output).toBe('Nothing is wrong, as far as can be seen from here.\n')
      expect((await run('gate', ['observe', '--yes'])).code).toBe(0)
    })
  })

  it('keeps secrets where their owner alone can read them, and in no other file', async () => {
    await setup()
    const { mode } = statSync(secretsFile('service.env'))
    expect([mode & 0o777, statSync(secretsFile('deploy.env')).mode & 0o777]).toEqual([0o600, 0o600])
    expect(readdirSync(join(folder, 'secrets', 'default')).sort()).toEqual([
      'administrator-invited',
      'deploy.env',
      'service.env',
    ])
    const service = parseEnv(readFileSync(secretsFile('service.env'), 'utf8'))
    expect(service).toMatchObject({ ORGANIZATION_NAME: "Acme's", AUTH0_MANAGEMENT_REQUESTS_PER_SECOND: '2' })
    const secret = [
      service.AUTH0_CLIENT_SECRET,
      service.LINK_SIGNING_KEY,
      service.ACTION_KEYS,
      deployer.clientSecret,
    ]
    for (const file of readdirSync(join(folder, 'config'), { recursive: true, withFileTypes: true }))
      if (file.isFile())
        for (const text of secret)
          expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain(text)
    expect(readFileSync('.gitignore', 'utf8')).toContain('guestlist.secrets/')
  })

  it('run again, goes on from what is there: nothing is made anew, overwritten or sent again', async () => {
    await setup()
    const before = settled(await tenant.control.snapshot())
    cpSync(join(folder, 'secrets'), join(folder, 'before'), { recursive: true })
    const { code, output } = await setup([], {})
    expect([code, output]).toEqual([0, expect.stringContaining('Kept: the first administrator is invited.')])
    for (const name of ['deploy.env', 'service.env'])
      expect(readFileSync(secretsFile(name), 'utf8')).toBe(
        readFileSync(join(folder, 'before', 'default', name), 'utf8'),
      )
    expect(settled(await tenant.control.snapshot())).toEqual(before)
  })

  it('takes typed answers through a pipe, asks again for what cannot be, and writes only after a yes', async () => {
    const { connection, plan, ...others } = said()
    const answers = (yes: string) =>
      [
        `https://${others.domain}`,
        ...[others.domain, publicUrl, '', deployer.clientId, deployer.clientSecret],
        ...['gold', plan, 'Nobody', connection, others['custom-domain'], 'SG.local-stand-in'],
        ...[others['mail-from'], others.organization, others['welcome-url'], others.administrator, yes],
      ].join('\n')
    const declined = await run('setup', [], { typed: `${answers('n')}\n` })
    expect([declined.code, declined.output]).toEqual([
      0,
      expect.stringContaining('Nothing has been changed in the tenant.'),
    ])
    expect(settled(await tenant.control.snapshot())).toEqual(settled(fresh))
    // The secrets are kept from the first run, so that less is asked.
    const [, , , , , , ...rest] = answers('y').split('\n')
    const { code, output } = await run('setup', [], { typed: `${rest.join('\n')}\n` })
    expect([code, output]).toEqual([0, expect.stringContaining('Invited: ada@acme.example')])
    expect(output).toContain('It has to be free, self-service or enterprise.')
    expect(output).toContain(
      'It has to be names of connections with commas between (there are: Customers, google-oauth2).',
    )
  })

  it.each<[string, () => [string[], Record<string, string>?], string]>([
    [
      'what is missing, all at once',
      () => [[]],
      "--domain: the tenant's canonical domain, such as acme.eu.auth0.com\n  --public-url: ",
    ],
    [
      'a flag that cannot be',
      () => [flagsOf({ ...said(), 'public-url': 'http://guestlist.example' })],
      '--public-url is not https://host',
    ],
    [
      'a connection that is not there',
      () => [flagsOf({ ...said(), connection: 'Users' })],
      '--connection is not names of connections with commas between (there are: Customers, google-oauth2)',
    ],
    [
      'a wrong secret',
      () => [flagsOf(said()), { ...secretOnes(), DEPLOY_CLIENT_SECRET: 'wrong' }],
      'does not accept DEPLOY_CLIENT_ID with its secret (401)',
    ],
  ])('says %s in a sentence, and leaves the tenant and the folder alone', async (_, given, sentence) => {
    const [args, env] = given()
    const { code, output } = await setup(args, env)
    expect([code, output]).toEqual([1, expect.stringContaining(sentence)])
    expect(settled(await tenant.control.snapshot())).toEqual(settled(fresh))
    expect(existsSync(secretsFile('service.env'))).toBe(false)
  })

  it('names the scopes that the application which deploys lacks', async () => {
    const { code, output } = await setup(flagsOf(said()), await deployWithout('read:prompts'))
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/lacks these scopes[\s\S]+\n {2}read:prompts\n$/),
    ])
  })

  it('asks for client secrets that it may not read, and writes nothing for the service without them', async () => {
    const deploying = await deployWithout('read:client_keys')
    const { code, output } = await setup(flagsOf(said()), deploying)
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('AUTH0_CLIENT_SECRET: the client secret of "Guestlist"'),
    ])
    expect(existsSync(secretsFile('service.env'))).toBe(false)
    const clients = (await tenant.control.snapshot()).clients
    const secretOf = (name: string) => String(clients.find(client => client.name === name)?.client_secret)
    const secrets = {
      AUTH0_CLIENT_SECRET: secretOf('Guestlist'),
      AUTH0_ADMIN_CLIENT_SECRET: secretOf('Guestlist administration'),
      AUTH0_MANAGEMENT_CLIENT_SECRET: secretOf('Guestlist management'),
      GUESTLIST_CLIENT_SECRET: secretOf('Guestlist API client'),
    }
    const again = await setup(flagsOf(said()), { ...deploying, ...secrets })
    expect([again.code, again.output]).toEqual([0, expect.stringContaining('Invited: ada@acme.example')])
  })

  it('says that mail cannot go out, and goes on from there once it can', async () => {
    await tenant.control.setSwitches({ mailFault: { status: 401 } })
    const { code, output } = await setup()
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('takes no mail with this key or password and sender'),
    ])
    await tenant.control.setSwitches({ mailFault: null })
    expect((await setup([], {})).output).toContain('Invited: ada@acme.example')
  })
})
