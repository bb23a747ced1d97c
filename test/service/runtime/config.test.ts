import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseGate } from '../../../contract/parse-gate.ts'
import { defaultPolicy } from '../../../service/policy/policy.ts'
import { ConfigError, parseConfig } from '../../../service/runtime/config.ts'
import { makeEnvironment } from '../test-environment.ts'

let good: Record<string, string>

beforeAll(async () => {
  good = await makeEnvironment()
})

describe('a complete environment', () => {
  test('becomes a configuration with the documented defaults', async () => {
    const { RESULT_URL_ORIGINS: _, AUTH0_CUSTOM_DOMAIN: __, LEDGER_FILE: ___, ...least } = good
    expect(await parseConfig(least)).toMatchObject({
      host: undefined,
      port: 3000,
      metricsPort: undefined,
      drainDelaySeconds: 1,
      proxyHops: 1,
      ledger: { engine: 'sqlite', file: './guestlist.db' },
      logLevel: 'info',
      loginOrigin: 'https://acme.eu.auth0.example',
      management: { requestsPerSecond: 2 },
      linkKeys: { verification: undefined },
      mail: {
        ways: ['sendgrid'],
        sendgrid: { baseUrl: undefined },
        smtp: { tls: 'required', connections: 5 },
      },
      resultUrlOrigins: [],
      verifyEmail: 'later',
      gate: parseGate(await readFile('test/service/gate.json', 'utf8')),
      policy: defaultPolicy,
      createPermission: 'create:invitations',
      existenceVisibleTo: 'administrators',
      eventRetentionDays: 400,
      webhooks: [],
    })
  })

  test.each([
    ['PUBLIC_URL', 'https://guestlist.example/', { publicUrl: 'https://guestlist.example' }],
    ['PUBLIC_URL', 'http://localhost:3000', { publicUrl: 'http://localhost:3000', proxyHops: 0 }],
    ['PROXY_HOPS', '2', { proxyHops: 2 }],
    ['PROXY_HOPS', '0', { proxyHops: 0 }],
    ['AUTH0_DOMAIN', 'localhost:4443', { tenantDomain: 'localhost:4443' }],
    ['AUTH0_CUSTOM_DOMAIN', 'login.acme.example', { loginOrigin: 'https://login.acme.example' }],
    ['AUTH0_CUSTOM_DOMAIN', 'http://localhost:4400', { loginOrigin: 'http://localhost:4400' }],
    [
      'RESULT_URL_ORIGINS',
      'https://a.example, https://b.example',
      { resultUrlOrigins: ['https://a.example', 'https://b.example'] },
    ],
    ['VERIFY_EMAIL', 'now', { verifyEmail: 'now' }],
    ['CREATE_PERMISSION', 'invite:people', { createPermission: 'invite:people' }],
    ['EXISTENCE_VISIBLE_TO', 'nobody', { existenceVisibleTo: 'nobody' }],
    ['EVENT_RETENTION_DAYS', '30', { eventRetentionDays: 30 }],
    [
      'SENDGRID_BASE_URL',
      'http://localhost:4400',
      { mail: { sendgrid: { apiKey: 'SG.canary-sendgrid-key', baseUrl: 'http://localhost:4400' } } },
    ],
    [
      'SMTP_URL',
      'smtp://ann:p%40ss@mail.acme.example',
      { mail: { ways: ['sendgrid', 'smtp'], smtp: { url: 'smtp://ann:p%40ss@mail.acme.example' } } },
    ],
    ['MAIL_WAYS', 'none', { mail: { ways: [] } }],
    ['MAIL_WAYS', 'sendgrid', { mail: { ways: ['sendgrid'] } }],
  ])('reads %s=%s', async (name, value, expected) => {
    expect(await parseConfig({ ...good, [name]: value })).toMatchObject(expected)
  })
})

describe('a faulty environment', () => {
  test('reports every fault at once, by name', async () => {
    expect(await faultsOf({})).toEqual(
      Object.keys(good)
        .filter(name => !optional.includes(name))
        .sort(),
    )
  })

  test.each(['AUTH0_ADMIN_CLIENT_ID', 'AUTH0_ADMIN_CLIENT_SECRET'])(
    'reports an application for administrators without its %s',
    async missing => {
      expect(await faultsOf({ ...good, [missing]: undefined })).toEqual(['AUTH0_ADMIN_CLIENT_SECRET'])
    },
  )

  test.each([
    ['PUBLIC_URL', 'http://guestlist.example'],
    ['PUBLIC_URL', 'https://guestlist.example/sub'],
    ['PUBLIC_URL', 'https://user:pass@guestlist.example'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['AUTH0_DOMAIN', 'https://acme.eu.auth0.example'],
    ['AUTH0_CUSTOM_DOMAIN', 'http://login.acme.example'],
    ['AUTH0_MANAGEMENT_REQUESTS_PER_SECOND', 'many'],
    ['ACTION_KEYS', 'short'],
    ['ACTION_KEYS', `${'a'.repeat(32)},${'b'.repeat(32)},${'c'.repeat(32)}`],
    ['ACTION_KEYS', `${'a'.repeat(32)},${'a'.repeat(32)}`],
    ['COOKIE_SECRETS', `${'a'.repeat(32)},short`],
    ['LINK_SIGNING_KEY', 'not json'],
    ['LINK_SIGNING_KEY', '{"kty":"OKP","crv":"Ed25519","x":"abc","kid":"l1"}'],
    ['LINK_VERIFICATION_KEYS', '{"keys":[]}'],
    ['MAIL_FROM', 'invitations@acme.example'],
    ['WELCOME_URL', 'javascript:alert(1)'],
    ['WELCOME_URL', 'http://www.acme.example'],
    ['RESULT_URL_ORIGINS', 'https://a.example,https://b.example/path'],
    ['VERIFY_EMAIL', 'sometimes'],
    ['LOG_LEVEL', 'loud'],
    ['CREATE_PERMISSION', 'create invitations'],
    ['EXISTENCE_VISIBLE_TO', 'everybody'],
    ['EVENT_RETENTION_DAYS', '0'],
    ['WEBHOOKS', 'https://hooks.example'],
    ['WEBHOOKS', '{}'],
    ['POLICY_FILE', 'nowhere/policy.json'],
    ['GATE_FILE', 'nowhere/gate.json'],
    ['GATE_FILE', 'package.json'],
  ])('refuses %s=%s', async (name, value) => {
    expect(await faultsOf({ ...good, [name]: value })).toEqual([name])
  })

  test.each(['', '   ', '##SECRET##', '@@SECRET@@', 'changeme', 'change-me-change-me-change-me-change-me'])(
    'refuses the placeholder "%s" for every variable by name',
    async value => {
      const names = Object.keys(good).sort()
      const env = Object.fromEntries(names.map(name => [name, value]))
      expect(await faultsOf(env)).toEqual(names)
    },
  )

  test('refuses one key for both kinds of token', async () => {
    const env = { ...good, HANDOFF_SIGNING_KEY: good.LINK_SIGNING_KEY }
    expect(await faultsOf(env)).toEqual(['HANDOFF_SIGNING_KEY'])
  })

  const localWebhook = JSON.stringify([
    { url: 'http://localhost:4010', secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` },
  ])

  test('S59 refuses webhooks to http://localhost unless the service itself is there', async () => {
    expect(await faultsOf({ ...good, WEBHOOKS: localWebhook })).toEqual(['WEBHOOKS'])
    const local = { ...good, PUBLIC_URL: 'http://localhost:3000', WEBHOOKS: localWebhook }
    expect((await parseConfig(local)).webhooks).toHaveLength(1)
  })

  test('names each fault of the webhooks', async () => {
    const { faults } = await errorOf({
      ...good,
      WEBHOOKS: '[{"url":"http://a.example"},{"secret":"canary"}]',
    })
    expect(faults.map(({ problem }) => problem.split(' ')[0])).toEqual([
      '[0].url',
      '[0].secret',
      '[1].url',
      '[1].secret',
    ])
  })

  test('never quotes a value', async () => {
    const env = Object.fromEntries(Object.keys(good).map(name => [name, `##canary-${name}-value##`]))
    for (const faulty of [
      env,
      { ...good, ACTION_KEYS: 'canary', LINK_SIGNING_KEY: '{"canary":1}', PORT: 'canary' },
    ]) {
      const error = await errorOf(faulty)
      expect(JSON.stringify([error.message, error.stack, error.faults])).not.toContain('canary')
    }
  })
})

const optional = [
  ...['LEDGER_FILE', 'AUTH0_CUSTOM_DOMAIN', 'RESULT_URL_ORIGINS', 'GATE_FILE'],
  ...['AUTH0_ADMIN_CLIENT_ID', 'AUTH0_ADMIN_CLIENT_SECRET'],
]

async function faultsOf(env: Record<string, string | undefined>): Promise<string[]> {
  return (await errorOf(env)).faults.map(fault => fault.name).sort()
}

async function errorOf(env: Record<string, string | undefined>): Promise<ConfigError> {
  const error = await parseConfig(env).catch((error: unknown) => error)
  if (error instanceof ConfigError) return error
  throw new TypeError('expected a ConfigError', { cause: error })
}

describe('ways for mail', () => {
  const without = (env: Record<string, string>) => ({ ...good, SENDGRID_API_KEY: undefined, ...env })

  test('are those that are set up', async () => {
    const config = await parseConfig(without({ SMTP_URL: 'smtps://mail.acme.example' }))
    expect(config.mail.ways).toEqual(['smtp'])
    const both = { ...good, SMTP_URL: 'smtp://mail.acme.example', MAIL_WAYS: 'smtp, sendgrid' }
    expect((await parseConfig(both)).mail.ways).toEqual(['smtp', 'sendgrid'])
  })

  test.each<[Record<string, string>, string]>([
    [{}, 'SENDGRID_API_KEY is missing'],
    [{ MAIL_WAYS: 'smtp' }, 'SMTP_URL is missing, and MAIL_WAYS names smtp'],
    [{ MAIL_WAYS: 'pigeon' }, 'MAIL_WAYS expected'],
    [{ MAIL_WAYS: 'sendgrid,sendgrid' }, 'MAIL_WAYS expected'],
    [{ SMTP_URL: 'mail.acme.example:587' }, 'SMTP_URL expected'],
    [{ SMTP_URL: 'smtp://mail.acme.example/?pool=true' }, 'SMTP_URL expected'],
    [{ SMTP_URL: 'smtp://mail.acme.example', SMTP_CA_FILE: 'README.md' }, 'SMTP_CA_FILE expected'],
  ])('have to be reachable: %j', async (env, sentence) => {
    await expect(parseConfig(without(env))).rejects.toThrow(sentence)
  })
})

describe('secrets in files', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guestlist-secrets-'))
    writeFileSync(join(folder, 'key'), 'SG.canary-from-a-file\n')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('are read, for every variable that can have one', async () => {
    const env = { ...good, SENDGRID_API_KEY: undefined, SENDGRID_API_KEY_FILE: join(folder, 'key') }
    expect((await parseConfig(env)).mail.sendgrid.apiKey).toBe('SG.canary-from-a-file')
  })

  test('are refused beside the variable, and when they cannot be read', async () => {
    const both = { ...good, SENDGRID_API_KEY_FILE: join(folder, 'key') }
    await expect(parseConfig(both)).rejects.toThrow('SENDGRID_API_KEY_FILE and SENDGRID_API_KEY are both set')
    const none = { ...good, COOKIE_SECRETS: undefined, COOKIE_SECRETS_FILE: join(folder, 'none') }
    await expect(parseConfig(none)).rejects.toThrow('COOKIE_SECRETS_FILE names a file that cannot be read')
  })

  test('leave alone what is itself the name of a file', async () => {
    const env = { ...good, GATE: 'x', GATE_FILE: 'test/service/gate.json' }
    expect((await parseConfig(env)).gate.mode).toBeDefined()
  })
})
