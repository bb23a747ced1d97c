import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readTarget, toChoices } from '../../scripts/deploy/command-options.ts'
import { findFolder, readGateText, readSettings } from '../../scripts/deploy/operator-folder.ts'
import { findPlaceholders } from '../../scripts/deploy/placeholders.ts'
import { stageTenant } from '../../scripts/deploy/stage-tenant.ts'
import { readTenantFiles } from '../../scripts/deploy/tenant-files.ts'
import { generateKeys } from '../../scripts/keys.ts'
import { shippedGate } from './shipped-gate.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'guestlist-settings-'))
  cpSync('tenant', join(directory, 'tenant'), { recursive: true })
  for (const name of ['pre-user-registration', 'post-login'])
    write(`tenant/actions/${name}/code.js`, '// built')
})
afterEach(() => rmSync(directory, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true })
  writeFileSync(join(directory, file), text)
}

async function mappings(): Promise<Record<string, string>> {
  const { deployment } = await generateKeys()
  return {
    ...deployment,
    PUBLIC_URL: 'https://guestlist.example',
    API_AUDIENCE: 'https://guestlist.example/api',
  }
}

const read = (values: Record<string, string>) =>
  readTenantFiles(join(directory, 'tenant'), values, { AUTH0_DOMAIN: 'localhost:1' })

async function refusal(values: Record<string, string>): Promise<string> {
  const error = await read(values).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'DeployError' })
  return (error as Error).message
}

describe('the files of a tenant', () => {
  it('need exactly these keywords', () => {
    const names = findPlaceholders('tenant').map(({ name }) => name)
    expect([...new Set(names)].sort()).toEqual([
      'API_AUDIENCE',
      'AUTH0_DOMAIN',
      'GUESTLIST_ACTION_KEY',
      'GUESTLIST_HANDOFF_KEYS',
      'PUBLIC_URL',
    ])
  })

  it('hold what is ours and nothing else', async () => {
    const { api, applications, roles, grants, actions } = await read(await mappings())
    expect(api.name).toBe('Guestlist API')
    for (const { name } of [...applications, ...actions]) expect(name).toMatch(/^Guestlist/)
    for (const { client_id } of grants) expect(client_id).toMatch(/^Guestlist/)
    expect(roles.map(({ name }) => name)).toEqual(['Invitation Administrator', 'Inviter'])
  })

  it('let the service change users and nothing else of the tenant', async () => {
    const { grants } = await read(await mappings())
    const scopes = grants.find(({ client_id }) => client_id === 'Guestlist management')?.scope ?? []
    const changing = scopes.filter(scope => !scope.startsWith('read:'))
    const ofUsers =
      /:(users|users_app_metadata|user_tickets|role_members|authentication_methods|refresh_tokens|sessions)$/
    expect(changing.filter(scope => !ofUsers.test(scope))).toEqual([])
    expect(changing.length).toBeGreaterThan(0)
  })

  it('are not deployed without any of the keywords, all of which are named at once', async () => {
    const message = await refusal({})
    for (const name of Object.keys(await mappings())) expect(message).toContain(`${name} is missing`)
    expect(message).not.toContain('AUTH0_DOMAIN')
  })

  it.each([
    ['GUESTLIST_ACTION_KEY', '', 'is empty'],
    ['GUESTLIST_ACTION_KEY', ' ', 'is empty'],
    ['GUESTLIST_ACTION_KEY', '##GUESTLIST_ACTION_KEY_OF_PRODUCTION##', 'is itself a placeholder'],
    ['GUESTLIST_ACTION_KEY', 'short-key-canary', 'must have at least 32 visible ASCII characters'],
    ['GUESTLIST_ACTION_KEY', `canary ${'x'.repeat(40)}`, 'must have at least 32 visible ASCII characters'],
    ['GUESTLIST_ACTION_KEY', `canary,${'x'.repeat(40)}`, 'must have at least 32 visible ASCII characters'],
    ['GUESTLIST_ACTION_KEY', `canarÿ${'x'.repeat(40)}`, 'must have at least 32 visible ASCII characters'],
    ['GUESTLIST_ACTION_KEY', `canary${'x'.repeat(4_096)}`, 'has more than 4096 characters'],
    ['GUESTLIST_HANDOFF_KEYS', 'canary', 'is not a set of public keys: expected JSON'],
    ['API_AUDIENCE', 'https://canary"', 'has characters that JSON would have to escape'],
    ['PUBLIC_URL', 'https://canary\n', 'has characters that JSON would have to escape'],
    ['PUBLIC_URL', 'https://canary.example/path', 'must be https://host'],
    ['PUBLIC_URL', 'https://canary.example/', 'must be https://host'],
    ['PUBLIC_URL', 'http://canary.example', 'must be https://host'],
  ])('are not deployed with %s = %j, which is not quoted', async (name, value, fault) => {
    const message = await refusal({ ...(await mappings()), [name]: value })
    expect(message).toContain(`${name} ${fault}`)
    expect(message).not.toContain('canar')
  })

  it('are not deployed with private keys for the Actions', async () => {
    const { HANDOFF_SIGNING_KEY } = (await generateKeys()).service
    const keys = `{"keys":[${HANDOFF_SIGNING_KEY}]}`
    const message = await refusal({ ...(await mappings()), GUESTLIST_HANDOFF_KEYS: keys })
    expect(message).toContain('expected public keys only (found "d")')
  })

  it.each(['PATH', 'HOME', 'NODE_OPTIONS', 'AUTH0_ALLOW_DELETE'])(
    'are not deployed when one asks for %s of the environment',
    async name => {
      write('tenant/merged/roles/Odd.json', `{ "name": "##${name}##" }`)
      expect(await refusal({ ...(await mappings()), [name]: 'x' })).toContain(
        `${name} cannot be the name of a keyword (merged/roles/Odd.json)`,
      )
    },
  )

  it('are not deployed without built Actions', async () => {
    rmSync(join(directory, 'tenant/actions/post-login/code.js'))
    expect(await refusal(await mappings())).toContain('actions/post-login/code.js is missing')
  })
})

describe("an operator's folder", () => {
  const folder = (name?: string) => findFolder(name, join(directory, 'config'))
  const staged = async (gate = shippedGate({})) =>
    await stageTenant(folder(), gate, { mappings: await mappings(), provided: { AUTH0_DOMAIN: 'x:1' } })

  it('is the only one there is, or has to be named', () => {
    expect(folder().name).toBe('default')
    write('config/prod/gate.json', '{}')
    expect(folder().name).toBe('prod')
    write('config/dev/gate.json', '{}')
    expect(() => folder()).toThrow('--config dev | prod')
    expect(folder('dev').name).toBe('dev')
    for (const name of ['../prod', '..', 'a/b', '']) expect(() => folder(name)).toThrow('letters')
  })

  it('gives a first deployment a gate that observes, since its own moment, whatever is shipped', () => {
    const now = new Date('2027-03-04T05:06:07.890Z')
    write('shipped.json', shippedGate({ mode: 'invite-only', since: '2020-01-01T00:00:00Z' }))
    const gate = JSON.parse(readGateText(folder(), join(directory, 'shipped.json'), now))
    expect(gate).toMatchObject({ mode: 'observe', since: '2027-03-04T05:06:07Z', entry_by_address: true })
  })

  it("has the operator's own gate, untouched, from then on", () => {
    write('config/prod/gate.json', 'mine')
    expect(readGateText(folder(), 'tenant/gate.json', new Date())).toBe('mine')
  })

  it('may change files of ours', async () => {
    const description = 'Sign-in of our guests'
    write('config/prod/tenant/clients/Guestlist.json', JSON.stringify({ description }))
    const { files } = await staged()
    expect(files.applications.find(({ name }) => name === 'Guestlist')).toMatchObject({
      description,
      app_type: 'regular_web',
    })
  })

  it('may not bring files of its own: those have a deployment of their own', async () => {
    write('config/prod/tenant/clients/Shop.json', '{}')
    write('config/prod/tenant/connections/google-oauth2.json', '{}')
    await expect(staged()).rejects.toThrow('clients/Shop.json, connections/google-oauth2.json')
  })

  it('is refused with a gate that has a fault, which is named', async () => {
    await expect(staged(shippedGate({ mode: 'closed' }))).rejects.toThrow(
      'mode must be "invite-only", "observe" or "open"',
    )
  })

  it.each([
    ['{', 'is not JSON'],
    ['{ "conections": [] }', 'conections'],
    ['{ "connections": "Users" }', 'connections'],
  ])('is refused with deploy.json %j', (text, reason) => {
    write('config/prod/deploy.json', text)
    expect(() => readSettings(folder())).toThrow(reason)
  })

  it('is not deployed to another tenant or address than the one that it is for', () => {
    const settings = { domain: 'acme.eu.auth0.com', public_url: 'https://a.example', api_audience: 'x' }
    const env = { DEPLOY_CLIENT_ID: 'c', DEPLOY_CLIENT_SECRET: 's' }
    expect(readTarget(env, settings).publicUrl).toBe('https://a.example')
    expect(() => readTarget({ ...env, AUTH0_DOMAIN: 'acme-dev.eu.auth0.com' }, settings)).toThrow(
      'AUTH0_DOMAIN is not what deploy.json says',
    )
    expect(() => readTarget({ PUBLIC_URL: 'http://b.example' }, { domain: 'https://acme' })).toThrow(
      /AUTH0_DOMAIN is not valid\n.*PUBLIC_URL is not valid\n.*API_AUDIENCE is missing\n.*DEPLOY_CLIENT_ID is missing\n.*DEPLOY_CLIENT_SECRET is missing/,
    )
  })

  it('says which addresses PUBLIC_URL had before, and the environment may add one', () => {
    const settings = {
      domain: 'acme.eu.auth0.com',
      public_url: 'https://a.example',
      former_public_urls: ['https://b.example'],
      api_audience: 'x',
    }
    const env = { DEPLOY_CLIENT_ID: 'c', DEPLOY_CLIENT_SECRET: 's' }
    const former = (text: string) => readTarget({ ...env, FORMER_PUBLIC_URLS: text }, settings).formerUrls
    expect(former('https://c.example')).toEqual(['https://b.example', 'https://c.example'])
    expect(() => former('http://c.example')).toThrow('FORMER_PUBLIC_URLS is not valid')
  })

  it('is added to by flags, and each name counts once', () => {
    const flags = { connection: ['b', 'a'], 'open-sign-up': ['a'] }
    expect(toChoices(flags, { connections: ['a'] })).toEqual({
      connections: ['a', 'b'],
      openSignUp: ['a'],
      adopt: [],
    })
  })

  it('is not among the files of the project', () => {
    expect(readFileSync('.gitignore', 'utf8')).toMatch(/^guestlist\.config\/$/m)
  })
})
