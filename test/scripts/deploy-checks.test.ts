import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findPlaceholders } from '../../scripts/deploy/placeholders.ts'
import { DeployError, deployTenant } from '../../scripts/deploy.ts'
import { generateKeys } from '../../scripts/keys.ts'

const tenantFiles = fileURLToPath(new URL('../../tenant', import.meta.url))
let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'guestlist-checks-'))
  cpSync(tenantFiles, directory, { recursive: true })
  for (const name of ['pre-user-registration', 'post-login']) write(`actions/${name}/code.js`, '// built')
})
afterEach(() => rmSync(directory, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true })
  writeFileSync(join(directory, file), text)
}

async function mappings(): Promise<Record<string, string>> {
  return {
    ...(await generateKeys()).deployment,
    PUBLIC_URL: 'https://guestlist.example',
    API_AUDIENCE: 'https://guestlist.example/api',
    GOOGLE_CLIENT_ID: 'google-client',
    GOOGLE_CLIENT_SECRET: 'google-secret',
  }
}

/** The reason for not starting. There is no tenant at this address: a deployment that starts fails otherwise. */
async function refusal(values: Record<string, string>, domain = 'localhost:1'): Promise<string> {
  const deployment = deployTenant({ directory, domain, clientId: 'c', clientSecret: 's', mappings: values })
  const error = await deployment.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(DeployError)
  return (error as DeployError).message
}

describe('a deployment', () => {
  it('needs exactly these keywords', () => {
    const names = findPlaceholders(tenantFiles).map(({ name }) => name)
    expect([...new Set(names)].sort()).toEqual([
      'API_AUDIENCE',
      'AUTH0_DOMAIN',
      'GOOGLE_CLIENT_ID',
      'GOOGLE_CLIENT_SECRET',
      'GUESTLIST_ACTION_KEY',
      'GUESTLIST_HANDOFF_KEYS',
      'PUBLIC_URL',
    ])
  })

  it('does not start without any of them, and names all at once', async () => {
    const message = await refusal({})
    for (const name of Object.keys(await mappings())) expect(message).toContain(`${name} is missing`)
    expect(message).not.toContain('AUTH0_DOMAIN')
  })

  it.each([
    ['GUESTLIST_ACTION_KEY', '', 'is empty'],
    ['GUESTLIST_ACTION_KEY', ' ', 'is empty'],
    ['GUESTLIST_ACTION_KEY', '##GUESTLIST_ACTION_KEY_OF_PRODUCTION##', 'is itself a placeholder'],
    ['GUESTLIST_ACTION_KEY', 'short-key-canary', 'is shorter than 32 characters'],
    ['GUESTLIST_HANDOFF_KEYS', 'canary', 'is not a set of public keys: expected JSON'],
    ['GOOGLE_CLIENT_SECRET', '@@GOOGLE_CLIENT_SECRET@@', 'is itself a placeholder'],
    ['API_AUDIENCE', 'https://canary"', 'has characters that JSON would have to escape'],
    ['PUBLIC_URL', 'https://canary\n', 'has characters that JSON would have to escape'],
  ])('does not start with %s = %j, and does not quote it', async (name, value, fault) => {
    const message = await refusal({ ...(await mappings()), [name]: value })
    expect(message).toContain(`${name} ${fault}`)
    expect(message).not.toContain('canary')
  })

  it('does not start with private keys for the Actions', async () => {
    const { HANDOFF_SIGNING_KEY } = (await generateKeys()).service
    const keys = `{"keys":[${HANDOFF_SIGNING_KEY}]}`
    const message = await refusal({ ...(await mappings()), GUESTLIST_HANDOFF_KEYS: keys })
    expect(message).toContain('expected public keys only (found "d")')
  })

  it.each(['PATH', 'HOME', 'NODE_OPTIONS', 'AUTH0_ALLOW_DELETE'])(
    'does not start when a file asks for %s of the environment',
    async name => {
      write('roles/Odd.json', `{ "name": "##${name}##" }`)
      expect(await refusal({ ...(await mappings()), [name]: 'x' })).toContain(
        `${name} cannot be the name of a keyword (roles/Odd.json)`,
      )
    },
  )

  it('does not start without built Actions', async () => {
    rmSync(join(directory, 'actions/post-login/code.js'))
    expect(await refusal(await mappings())).toContain('actions/post-login/code.js is missing')
  })

  it.each(['https://tenant.eu.auth0.com', 'tenant.eu.auth0.com/', ''])(
    'does not start with the domain %j',
    async domain => {
      expect(await refusal(await mappings(), domain)).toContain('the domain must be host or host:port')
    },
  )

  it('fails with what went wrong when the tenant cannot be reached', async () => {
    expect(await refusal(await mappings())).toMatch(/^The deployment has failed:\n/)
  })
})
