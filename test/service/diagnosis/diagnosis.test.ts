import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import { createDiagnosis, findFaults } from '../../../service/diagnosis/diagnosis.ts'
import { managementScopes } from '../../../service/diagnosis/needed-scopes.ts'
import { readFacts } from '../../../service/diagnosis/read-facts.ts'
import { type Config, parseConfig } from '../../../service/runtime/config.ts'
import { startSmtpServer } from '../mail/smtp-server.ts'
import { makeEnvironment } from '../test-environment.ts'

const now = Date.parse('2026-12-01T09:00:00Z')
let config: Config

beforeAll(async () => {
  config = await parseConfig(await makeEnvironment())
})

/** What the outside answers to a request; undefined for no answer at all. */
type Outside = Record<string, { status: number; body?: unknown; date?: string } | undefined>

const tenant = 'https://acme.eu.auth0.example'
const sendgrid = 'https://api.sendgrid.com/v3'
const discovery = '/.well-known/openid-configuration'

/** Everything as it should be. */
function well(): Outside {
  return {
    [`${tenant}${discovery}`]: {
      status: 200,
      body: { issuer: `${tenant}/` },
      date: new Date(now).toUTCString(),
    },
    [`https://login.acme.example${discovery}`]: { status: 200 },
    'token management-client': {
      status: 200,
      body: { access_token: 'token', scope: managementScopes.join(' ') },
    },
    'token guestlist-client': { status: 403, body: { error: 'invalid_grant' } },
    'token administration-client': { status: 403, body: { error: 'invalid_grant' } },
    [`${tenant}/api/v2/clients/guestlist-client`]: {
      status: 200,
      body: {
        callbacks: ['https://guestlist.example/callback', 'https://guestlist.example/account/callback'],
      },
    },
    [`${tenant}/api/v2/clients/administration-client`]: {
      status: 200,
      body: { callbacks: ['https://guestlist.example/admin/callback'] },
    },
    [`${tenant}/api/v2/client-grants`]: { status: 200, body: [{ id: 'cgr_1' }] },
    [`${sendgrid}/scopes`]: { status: 200, body: { scopes: ['mail.send'] } },
    [`${sendgrid}/verified_senders`]: { status: 200, body: { results: [] } },
    [`${sendgrid}/whitelabel/domains`]: { status: 200, body: [{ domain: 'acme.example', valid: true }] },
    'https://guestlist.example/actions/ping': { status: 200, body: { handoff_key: 'h1' } },
  }
}

function createFetch(outside: Outside): typeof fetch {
  return (async (url: string, init: RequestInit = {}) => {
    const { origin, pathname } = new URL(url)
    const { client_id } =
      pathname === '/oauth/token' ? JSON.parse(String(init.body)) : { client_id: undefined }
    const name = client_id ? `token ${client_id}` : `${origin}${pathname}`
    const answer = outside[name]
    if (!answer) throw new TypeError('fetch failed')
    expect(init.redirect).toBe('error')
    const headers = answer.date ? { date: answer.date } : {}
    return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status, headers })
  }) as typeof fetch
}

async function diagnose(changes: Outside = {}, hasSeenAnotherGate = false) {
  const fetch = createFetch({ ...well(), ...changes })
  return findFaults(
    await readFacts(config, { fetch, now: () => now, hasSeenAnotherGate: () => hasSeenAnotherGate }),
  )
}

const clients = `${tenant}/api/v2/clients`
const at = (ms: number) => ({ status: 200, date: new Date(now + ms).toUTCString() })

describe('the service looks at its own surroundings', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await diagnose()).toEqual([])
  })

  it.each<[string, Outside, string]>([
    ['tenant_unreachable', { [`${tenant}${discovery}`]: undefined }, 'AUTH0_DOMAIN acme.eu.auth0.example'],
    ['domain_unknown', { [`${tenant}${discovery}`]: { status: 404 } }, 'AUTH0_DOMAIN'],
    [
      'custom_domain_not_ready',
      { [`https://login.acme.example${discovery}`]: { status: 404 } },
      'AUTH0_CUSTOM_DOMAIN',
    ],
    [
      'custom_domain_not_ready',
      { [`https://login.acme.example${discovery}`]: undefined },
      'AUTH0_CUSTOM_DOMAIN',
    ],
    ['clock_wrong', { [`${tenant}${discovery}`]: at(30_000) }, '30 seconds behind'],
    ['clock_wrong', { [`${tenant}${discovery}`]: at(-95_000) }, '95 seconds ahead of'],
    ['management_refused', { 'token management-client': { status: 401 } }, 'AUTH0_MANAGEMENT_CLIENT_ID'],
    [
      'management_scopes_missing',
      {
        'token management-client': {
          status: 200,
          body: { access_token: 't', scope: managementScopes.slice(1).join(' ') },
        },
      },
      'read:users',
    ],
    [
      'client_secret_refused',
      { 'token guestlist-client': { status: 401, body: { error: 'access_denied' } } },
      'AUTH0_CLIENT_ID',
    ],
    [
      'client_secret_refused',
      { 'token administration-client': { status: 403, body: { error: 'invalid_client' } } },
      'AUTH0_ADMIN_CLIENT_ID',
    ],
    ['client_unknown', { [`${clients}/guestlist-client`]: { status: 404 } }, 'AUTH0_CLIENT_ID'],
    [
      'callbacks_missing',
      {
        [`${clients}/guestlist-client`]: {
          status: 200,
          body: { callbacks: ['https://guestlist.example/callback'] },
        },
      },
      'https://guestlist.example/account/callback',
    ],
    [
      'callbacks_missing',
      { [`${clients}/administration-client`]: { status: 200, body: {} } },
      'https://guestlist.example/admin/callback',
    ],
    ['audience_unknown', { [`${tenant}/api/v2/client-grants`]: { status: 200, body: [] } }, 'API_AUDIENCE'],
    ['mail_unreachable', { [`${sendgrid}/scopes`]: undefined }, 'SendGrid does not answer'],
    ['mail_key_refused', { [`${sendgrid}/scopes`]: { status: 401 } }, 'SENDGRID_API_KEY'],
    [
      'mail_key_may_not_send',
      { [`${sendgrid}/scopes`]: { status: 200, body: { scopes: ['stats.read'] } } },
      'SENDGRID_API_KEY',
    ],
    [
      'sender_not_verified',
      {
        [`${sendgrid}/whitelabel/domains`]: { status: 200, body: [{ domain: 'acme.example', valid: false }] },
      },
      'MAIL_FROM',
    ],
    ['address_unreachable', { 'https://guestlist.example/actions/ping': undefined }, 'PUBLIC_URL'],
    ['address_of_another', { 'https://guestlist.example/actions/ping': { status: 404 } }, 'PUBLIC_URL'],
    [
      'address_of_another',
      { 'https://guestlist.example/actions/ping': { status: 200, body: { handoff_key: 'h2' } } },
      'PUBLIC_URL',
    ],
  ])('finds %s, and nothing else', async (code, changes, words) => {
    const findings = await diagnose(changes)
    expect(findings.map(finding => finding.code)).toEqual([code])
    expect(findings[0]?.problem).toContain(words)
    expect(findings[0]?.problem).toMatch(/^[A-Z"].*\.$/)
    expect(findings[0]?.cure).toMatch(/^[A-Z].*\.$/)
  })

  it('finds gate_differs when the Actions came with another one', async () => {
    expect((await diagnose({}, true)).map(({ code }) => code)).toEqual(['gate_differs'])
  })

  it.each<[string, Outside]>([
    [
      'a key that may send, and not look',
      { [`${sendgrid}/scopes`]: { status: 403 }, [`${sendgrid}/verified_senders`]: { status: 403 } },
    ],
    [
      'a provider that speaks another dialect',
      { [`${sendgrid}/scopes`]: { status: 404 }, [`${sendgrid}/whitelabel/domains`]: { status: 404 } },
    ],
    [
      'one verified address',
      {
        [`${sendgrid}/whitelabel/domains`]: { status: 200, body: [] },
        [`${sendgrid}/verified_senders`]: {
          status: 200,
          body: { results: [{ from_email: 'Invitations@acme.example', verified: true }] },
        },
      },
    ],
    [
      'a token that does not say what it allows',
      { 'token management-client': { status: 200, body: { access_token: 't' } } },
    ],
    ['a clock that is a little wrong', { [`${tenant}${discovery}`]: at(29_000) }],
  ])('takes no offence at %s', async (_, changes) => {
    expect(await diagnose(changes)).toEqual([])
  })

  it('says one thing, and not five, when the tenant cannot be reached', async () => {
    const silent = Object.fromEntries(
      Object.keys(well())
        .filter(name => /^token|acme\.eu/.test(name))
        .map(name => [name, undefined]),
    )
    expect((await diagnose(silent)).map(({ code }) => code)).toEqual(['tenant_unreachable'])
  })

  it('puts no secret and no address of a person into a finding or the log', async () => {
    const lines: string[] = []
    const log = createLog(line => lines.push(line))
    const diagnosis = createDiagnosis(config, {
      fetch: createFetch({}),
      now: () => now,
      hasSeenAnotherGate: () => true,
      log,
    })
    expect(diagnosis.findings()).toEqual([])
    await diagnosis.run()
    expect(diagnosis.findings().length).toBeGreaterThan(3)
    const said = `${JSON.stringify(diagnosis.findings())}${lines.join('')}`
    expect(said).not.toMatch(/canary|SG\.|invitations@/)
    expect(lines.filter(line => line.includes('"event":"setup_finding"'))).toHaveLength(
      diagnosis.findings().length,
    )
  })

  it('needs the scopes that a deployment grants, and no other', () => {
    const { scope } = JSON.parse(readFileSync('tenant/grants/Guestlist management.json', 'utf8')) as {
      scope: string[]
    }
    expect([...managementScopes].sort()).toEqual(scope.sort())
  })
})

describe('the SMTP server', () => {
  it.each([
    ['smtp_refused', 'smtp://ann:wrong@localhost'],
    ['smtp_unreachable', 'smtp://ann:p%40ss%20word@localhost:1'],
    [undefined, 'smtp://ann:p%40ss%20word@localhost'],
  ])('is asked whether it lets us in: %s', async (code, url) => {
    const server = await startSmtpServer()
    onTestFinished(() => server.close())
    const address = /:1$/.test(url) ? url : `${url}:${server.port}`
    const smtp = { ...config.mail.smtp, url: address, ca: server.ca }
    const facts = await readFacts(
      { ...config, mail: { ...config.mail, ways: ['smtp'], smtp } },
      { fetch: createFetch(well()), now: () => now, hasSeenAnotherGate: () => false },
    )
    expect(findFaults(facts).map(finding => finding.code)).toEqual(code === undefined ? [] : [code])
    expect(server.messages).toEqual([])
  })
})
