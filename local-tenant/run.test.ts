import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFreePort } from './free-port.ts'
import type { TenantState } from './state/state.ts'

let directory: string
const started: ChildProcess[] = []

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'run-tenant-'))
})

afterEach(async () => {
  for (const child of started.splice(0)) await stop(child)
  rmSync(directory, { recursive: true })
})

async function stop(child: ChildProcess): Promise<unknown[]> {
  if (child.exitCode !== null || child.signalCode !== null) return [child.exitCode, child.signalCode]
  child.kill('SIGTERM')
  return await once(child, 'close')
}

/** Runs the command until it says that the tenant runs, or ends. Its temporary folders are made in `directory`. */
async function run(...options: string[]) {
  // A group of its own, as in a terminal.
  const command = ['--import', 'tsx', fileURLToPath(new URL('run.ts', import.meta.url)), ...options]
  const child = spawn(process.execPath, command, {
    detached: true,
    env: { ...process.env, TMPDIR: directory },
  })
  started.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => (output += text))
  const runs = new Promise<void>(resolve =>
    child.stdout.on('data', () => output.includes('tenant runs') && resolve()),
  )
  await Promise.race([runs, once(child, 'close')])
  return { child, output: () => output, exitCode: child.exitCode }
}

function fileWith(content: unknown): string {
  const file = join(directory, 'my-tenant.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

async function ports() {
  const [https, http] = [await findFreePort(), await findFreePort()]
  return { http, options: ['--port', String(https), '--http-port', String(http)] }
}

function temporaryFolders(): string[] {
  return readdirSync(directory).filter(name => name.startsWith('local-tenant-'))
}

const app = { client_id: 'app', client_secret: 'secret', name: 'App', grant_types: ['password'] }
const ada = { connection: 'Users', email: 'ada@example.com', password: 'A long password-0' }
const filled = {
  clients: [app],
  resource_servers: [{ identifier: 'https://api.example', scopes: [{ value: 'read:things' }] }],
  connections: [{ name: 'Users', strategy: 'auth0' }],
  roles: [
    {
      name: 'Reader',
      permissions: [{ permission_name: 'read:things', resource_server_identifier: 'https://api.example' }],
    },
  ],
  organizations: [{ name: 'acme', display_name: 'Acme' }],
  users: [ada],
  settings: { default_directory: 'Users' },
  switches: { verificationMails: false },
}

function askForTokens(http: number): Promise<Response> {
  const credentials = { client_id: app.client_id, client_secret: app.client_secret }
  const person = { username: ada.email, password: ada.password }
  const body = { ...credentials, ...person, grant_type: 'password', scope: 'openid' }
  return fetch(`http://localhost:${http}/oauth/token`, { method: 'POST', body: new URLSearchParams(body) })
}

async function stateAt(http: number): Promise<TenantState> {
  const answer = await fetch(`http://localhost:${http}/__control/state`)
  return (await answer.json()) as TenantState
}

describe('npm run tenant', () => {
  it('starts on chosen ports with all that its file holds, lets people in, and leaves nothing behind', async () => {
    const { http, options } = await ports()
    const { exitCode, output, child } = await run(...options, '--state', fileWith(filled))
    expect(exitCode).toBe(null)
    expect(output()).toContain(`http://localhost:${http}/mailbox`)
    expect(await (await askForTokens(http)).json()).toMatchObject({ id_token: expect.any(String) })
    const state = await stateAt(http)
    expect(state.tenant.settings).toMatchObject({ default_directory: 'Users' })
    expect(state.organizations).toMatchObject([{ name: 'acme', display_name: 'Acme' }])
    expect(state.resource_servers.map(({ identifier }) => identifier)).toContain('https://api.example')
    expect(state.role_permissions[state.roles[0]?.id ?? '']).toEqual(filled.roles[0]?.permissions)
    const switches = await fetch(`http://localhost:${http}/__control/switches`)
    expect(await switches.json()).toMatchObject({ verificationMails: false })
    expect(temporaryFolders()).toHaveLength(1)
    expect(await stop(child)).toEqual([0, null])
    expect(temporaryFolders()).toEqual([])
  })

  it('ends well at Ctrl+C, which reaches the tenant as well', async () => {
    const { child } = await run(...(await ports()).options)
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
    expect(temporaryFolders()).toEqual([])
  })

  it('prints credentials and an authority with which a client deploys, from any folder', async () => {
    const { options } = await ports()
    const folder = join(directory, 'kept')
    const { output } = await run(...options, '--directory', relative(process.cwd(), folder))
    const printed = (name: string) => output().match(new RegExp(`${name}=(\\S+)`))?.[1] ?? ''
    expect(printed('NODE_EXTRA_CA_CERTS')).toBe(join(folder, 'ca.crt'))
    const source = `const answer = await fetch('https://${printed('AUTH0_DOMAIN')}/oauth/token', { method: 'POST', body: new URLSearchParams({
        grant_type: 'client_credentials', client_id: '${printed('AUTH0_CLIENT_ID')}', client_secret: '${printed('AUTH0_CLIENT_SECRET')}',
        audience: 'https://${printed('AUTH0_DOMAIN')}/api/v2/' }) })
      console.log(answer.status)`
    const probe = spawn(process.execPath, ['--input-type=module', '--eval', source], {
      cwd: tmpdir(),
      env: { NODE_EXTRA_CA_CERTS: printed('NODE_EXTRA_CA_CERTS') },
    })
    const [status] = await once(probe.stdout.setEncoding('utf8'), 'data')
    expect(status).toBe('200\n')
  })

  it('goes on with a kept tenant, adds nothing of the file a second time, and says so', async () => {
    const folder = join(directory, 'kept')
    const state = fileWith(filled)
    const first = await run(...(await ports()).options, '--directory', folder, '--state', state)
    expect(await stop(first.child)).toEqual([0, null])
    const { http, options } = await ports()
    const second = await run(...options, '--directory', folder, '--state', state)
    expect(second.exitCode).toBe(null)
    expect(second.output()).toContain(`${state} was not put into it`)
    const { clients, roles, users } = await stateAt(http)
    expect(clients.filter(({ client_id }) => client_id === 'app')).toHaveLength(1)
    expect([roles.length, users.length]).toEqual([1, 1])
    expect((await askForTokens(http)).status).toBe(200)
  })

  it('keeps nothing of a file that the tenant refuses in the middle: mended, it is taken', async () => {
    const folder = join(directory, 'kept')
    const bad = { ...filled, users: [ada, { ...ada, connection: 'None' }] }
    const refused = await run(...(await ports()).options, '--directory', folder, '--state', fileWith(bad))
    expect(refused.exitCode).toBe(1)
    expect(refused.output()).toContain('The connection does not exist')
    expect(existsSync(join(folder, 'state.json'))).toBe(false)
    const { http, options } = await ports()
    await run(...options, '--directory', folder, '--state', fileWith(filled))
    expect((await askForTokens(http)).status).toBe(200)
  })

  it('takes the file that README.md shows', async () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
    const shown = readme.match(/\n {4}\{\n[\s\S]*?\n {4}\}\n/)?.[0] ?? ''
    const { http, options } = await ports()
    const { output, exitCode } = await run(...options, '--state', fileWith(shown))
    expect({ exitCode, output: output() }).toMatchObject({ exitCode: null })
    expect((await stateAt(http)).users).toMatchObject([{ email: 'ada@example.com' }])
  })

  it('takes a whole state of another tenant', async () => {
    const folder = join(directory, 'kept')
    const file = fileWith(filled)
    const first = await run(...(await ports()).options, '--directory', folder, '--state', file)
    await stop(first.child)
    const whole = fileWith(readFileSync(join(folder, 'state.json'), 'utf8'))
    const { http, options } = await ports()
    await run(...options, '--state', whole)
    expect((await askForTokens(http)).status).toBe(200)
  })

  it.each<[string, unknown, string]>([
    ['no JSON', '{ "clients": ', 'JSON'],
    ['an unknown list', { people: [] }, 'people'],
    ['an unknown switch', { switches: { teleport: true } }, 'there is no such switch'],
    ['a misspelled field of a user', { users: [{ connection: 'Users', emial: 'a@b.example' }] }, 'emial'],
    ['one client twice', { clients: [app, app] }, 'two of them have one name'],
    ['a deployer of its own', { clients: [{ ...app, client_id: 'deployer' }] }, "is the tenant's own"],
    [
      'a connection for a client that is not there',
      { connections: [{ name: 'Users', strategy: 'auth0', clients: ['ap'] }] },
      'names no client: ap',
    ],
    [
      'a user of no connection',
      { users: [{ connection: 'None', email: 'a@b.example' }] },
      'connection does not exist',
    ],
  ])(
    'says what is wrong with a file that holds %s, ends, and leaves nothing',
    async (_case, content, reason) => {
      const { options } = await ports()
      const { exitCode, output } = await run(...options, '--state', fileWith(content))
      expect({ exitCode, output: output() }).toEqual({ exitCode: 1, output: expect.stringContaining(reason) })
      expect(output()).not.toMatch(/^\s+at /m)
      expect(temporaryFolders()).toEqual([])
    },
  )

  it.each(['0', '70000', 'https'])('shows how it is used for a port %s', async port => {
    const { exitCode, output } = await run('--port', port)
    expect({ exitCode, output: output() }).toEqual({
      exitCode: 1,
      output: expect.stringContaining('--http-port'),
    })
    expect(temporaryFolders()).toEqual([])
  })

  it('says that a port is taken, and ends', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const others = ['--http-port', String(await findFreePort())]
    const { exitCode, output } = await run('--port', String(port), ...others)
    taken.close()
    expect({ exitCode, output: output() }).toEqual({
      exitCode: 1,
      output: expect.stringContaining('is taken'),
    })
    expect(temporaryFolders()).toEqual([])
  })
})
