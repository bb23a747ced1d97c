import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { findFreePort } from './free-port.ts'

const directory = mkdtempSync(join(tmpdir(), 'run-tenant-'))
const started: ChildProcess[] = []

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
})
afterAll(() => rmSync(directory, { recursive: true }))

/** Runs the command until it says that the tenant runs, or ends. */
async function run(...options: string[]) {
  const command = ['--import', 'tsx', fileURLToPath(new URL('run.ts', import.meta.url)), ...options]
  const child = spawn(process.execPath, command)
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
  writeFileSync(file, JSON.stringify(content))
  return file
}

async function ports() {
  const [https, http] = [await findFreePort(), await findFreePort()]
  return { http, options: ['--port', String(https), '--http-port', String(http)] }
}

describe('npm run tenant', () => {
  it('starts on chosen ports with what its file holds, and people can log in', async () => {
    const { http, options } = await ports()
    const state = fileWith({
      clients: [{ client_id: 'app', client_secret: 'secret', name: 'App', grant_types: ['password'] }],
      connections: [{ name: 'Users', strategy: 'auth0' }],
      roles: [{ name: 'Reader' }],
      organizations: [{ name: 'acme' }],
      users: [{ connection: 'Users', email: 'ada@example.com', password: 'a long password' }],
      settings: { default_directory: 'Users' },
      switches: { verificationMails: false },
    })
    const { exitCode, output, child } = await run(...options, '--state', state)
    expect({ exitCode, output: output() }).toMatchObject({
      exitCode: null,
      output: expect.stringContaining('/mailbox'),
    })
    const body = {
      client_id: 'app',
      client_secret: 'secret',
      username: 'ada@example.com',
      password: 'a long password',
    }
    const answer = await fetch(`http://localhost:${http}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...body, grant_type: 'password', scope: 'openid' }),
    })
    expect(await answer.json()).toMatchObject({ id_token: expect.any(String) })
    expect(await (await fetch(`http://localhost:${http}/__control/switches`)).json()).toMatchObject({
      verificationMails: false,
    })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it.each<[string, unknown, string]>([
    ['an unknown list', { people: [] }, 'people'],
    ['an unknown switch', { switches: { teleport: true } }, 'there is no such switch'],
    [
      'a user of no connection',
      { users: [{ connection: 'None', email: 'a@b.example' }] },
      'connection does not exist',
    ],
  ])('says what is wrong with a file that holds %s, and ends', async (_case, content, reason) => {
    const { options } = await ports()
    const { exitCode, output } = await run(...options, '--state', fileWith(content))
    expect({ exitCode, output: output() }).toEqual({ exitCode: 1, output: expect.stringContaining(reason) })
    expect(output()).not.toMatch(/^\s+at /m)
  })

  it('says that a port is taken, and ends', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { exitCode, output } = await run(
      '--port',
      String(port),
      '--http-port',
      String(await findFreePort()),
    )
    expect({ exitCode, output: output() }).toEqual({
      exitCode: 1,
      output: expect.stringContaining('is taken'),
    })
    taken.close()
  })
})
