import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Libsql from 'libsql'
import { generateKeys } from '../../../scripts/keys.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { shippedGate } from '../../deploy/shipped-gate.ts'
import type { MistakeWorld } from './mistake-world.ts'

/** What came of a mistake: how the program ended, and what it said. */
export interface Outcome {
  code: number | null
  output: string
}

type Maker = (world: MistakeWorld) => Promise<Outcome>

/** `npm start` with one variable set otherwise, or taken out. */
const start =
  (changes: Record<string, string | undefined>): Maker =>
  world =>
    world.start(changes)

/** `npm start` against the local tenant, until it has found out about it. */
const warn =
  (code: string, changes: Record<string, string | undefined>): Maker =>
  world =>
    world.startAndWait(code, changes)

const command =
  (script: string, args: string[], changes: Record<string, string | undefined> = {}): Maker =>
  world =>
    world.run(script, args, changes)

const secret = 'x'.repeat(32)
const keys = await generateKeys()
const isPublic = JSON.stringify(JSON.parse(keys.deployment.GUESTLIST_HANDOFF_KEYS).keys[0])
const isPrivate = JSON.stringify({ keys: [JSON.parse(keys.service.HANDOFF_SIGNING_KEY)] })

/** Each mistake of docs/mistakes.md, made for real. */
export const mistakes: Readonly<Record<string, Maker>> = {
  'setting-missing': start({ API_AUDIENCE: undefined }),
  'setting-empty': start({ ORGANIZATION_NAME: ' ' }),
  placeholder: start({ ACTION_KEYS: '##GUESTLIST_ACTION_KEY##' }),
  http: start({ PUBLIC_URL: 'http://guestlist.example' }),
  path: start({ PUBLIC_URL: 'https://acme.example/guestlist' }),
  'domain-as-address': start({ AUTH0_DOMAIN: 'https://acme.eu.auth0.com/' }),
  port: start({ PORT: '80000' }),
  'short-secret': start({ COOKIE_SECRETS: 'secret' }),
  'three-secrets': start({ ACTION_KEYS: `${secret}a,${secret}b,${secret}c` }),
  'public-key': start({ LINK_SIGNING_KEY: isPublic }),
  'no-key': start({ HANDOFF_SIGNING_KEY: 'MC4CAQAwBQYDK2VwBCIEIA' }),
  'one-key': start({
    LINK_SIGNING_KEY: keys.service.LINK_SIGNING_KEY,
    HANDOFF_SIGNING_KEY: keys.service.LINK_SIGNING_KEY,
  }),
  'private-among-public': start({ LINK_VERIFICATION_KEYS: isPrivate }),
  sender: start({ MAIL_FROM: 'invitations@acme.example' }),
  'welcome-http': start({ WELCOME_URL: 'http://www.acme.example' }),
  'two-ledgers': start({ LEDGER_FILE: './a.db', DATABASE_URL: 'postgres://a:b@localhost/c' }),
  'admin-half': start({ AUTH0_ADMIN_CLIENT_SECRET: undefined }),
  'former-is-present': start({ FORMER_PUBLIC_URLS: 'https://guestlist.example' }),
  'gate-absent': start({ GATE_FILE: './nowhere/gate.json' }),
  'gate-misspelt': world =>
    world.start({ GATE_FILE: world.write('gate.json', shippedGate({ excptions: {} })) }),
  'gate-date': world =>
    world.start({ GATE_FILE: world.write('gate.json', shippedGate({ since: '2026-01-31' })) }),
  'policy-no-json': world => world.start({ POLICY_FILE: world.write('policy.json', '{') }),
  async 'port-in-use'(world) {
    const server = createServer().listen(0)
    try {
      return await world.start({ PORT: String((server.address() as AddressInfo).port) })
    } finally {
      server.close()
    }
  },
  'ledger-folder': world => world.start({ LEDGER_FILE: join(world.folder, 'nowhere', 'guestlist.db') }),
  'ledger-damaged': world => world.start({ LEDGER_FILE: world.write('damaged.db', 'no ledger') }),
  async 'ledger-newer'(world) {
    const file = join(world.folder, 'newer.db')
    await (await openSqliteLedger(file)).close()
    const database = new Libsql(file)
    database.exec("insert into kysely_migration values ('9999-later', '2027-01-01')")
    database.close()
    return await world.start({ LEDGER_FILE: file })
  },
  'database-down': start({ LEDGER_FILE: undefined, DATABASE_URL: 'postgres://a:b@127.0.0.1:9/c' }),
  'secrets-readable': world => {
    const file = world.write('service.env', "PORT='0'\n")
    chmodSync(file, 0o644)
    return world.start({ SERVICE_ENV_FILE: file })
  },
  'secrets-absent': start({ SERVICE_ENV_FILE: './nowhere/service.env' }),
  'tenant-unreachable': warn('tenant_unreachable', { AUTH0_DOMAIN: 'localhost:9' }),
  'management-secret': warn('management_refused', { AUTH0_MANAGEMENT_CLIENT_SECRET: 'another' }),
  'client-secret': warn('client_secret_refused', { AUTH0_CLIENT_SECRET: 'another' }),
  'audience-differs': warn('audience_unknown', { API_AUDIENCE: 'https://other.example/api' }),
  'address-elsewhere': warn('address_unreachable', { PUBLIC_URL: 'http://localhost:9' }),
  async 'mail-key'(world) {
    const refusing = createServer((_, response) => response.writeHead(401).end('{}')).listen(0)
    try {
      const { port } = refusing.address() as AddressInfo
      return await world.startAndWait('mail_key_refused', { SENDGRID_BASE_URL: `http://localhost:${port}` })
    } finally {
      refusing.close()
    }
  },
  clock: warn('clock_wrong', { NODE_OPTIONS: `--import ${new URL('clock-behind.mjs', import.meta.url)}` }),
  'no-terminal': command('deploy', []),
  'unknown-flag': command('deploy', ['--conection', 'Users']),
  'deploy-nothing-set': command('deploy', ['--yes'], { DEPLOY_CLIENT_SECRET: undefined }),
  'deploy-secret': command('deploy', ['--yes'], { DEPLOY_CLIENT_SECRET: 'another' }),
  'deploy-connection': command('deploy', ['--yes', '--connection', 'Nobody']),
  'deploy-open-observing': command('deploy', ['--yes', '--open-sign-up', 'Customers']),
  'deploy-action-key': command('deploy', ['--yes'], { GUESTLIST_ACTION_KEY: 'short' }),
  'deploy-private-key': command('deploy', ['--yes'], { GUESTLIST_HANDOFF_KEYS: isPrivate }),
  'deploy-ca': command('deploy', ['--yes'], { DEPLOY_CA_FILE: '/nowhere/ca.pem' }),
  'deploy-other-tenant': world => {
    mkdirSync(join(world.folder, 'config', 'default'), { recursive: true })
    writeFileSync(
      join(world.folder, 'config', 'default', 'deploy.json'),
      '{"domain":"acme-dev.eu.auth0.com"}',
    )
    return world.run('deploy', ['--yes'])
  },
  'config-name': command('deploy', ['--config', '../acme']),
  'gate-word': command('gate', ['closed']),
  'gate-without-service': command('gate', ['invite-only', '--yes']),
  'rotate-what': command('keys', ['--rotate', 'locks']),
}
