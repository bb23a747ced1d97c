import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { createMailbox } from '../../local-tenant/mailbox-client.ts'
import { createApiClient } from '../../scripts/demo/api-client.ts'
import { assertFreePorts, type Ports } from '../../scripts/demo/ports.ts'
import { toUrls } from '../../scripts/demo/urls.ts'

const deployMs = 150_000
let directory: string
let demoDirectory: string
let ports: Ports
/** Invited in the first demo. */
let madeBefore: string
const started: Demo[] = []

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'guestlist-demo-'))
  // Where the run's other files are: whoever is first deploys, once.
  demoDirectory = inject('directory')
  ports = inject('ports')
  rmSync(join(demoDirectory, 'scene.json'), { force: true })
})
afterEach(() => {
  for (const demo of started.splice(0)) if (hasProcesses(demo.group)) process.kill(-demo.group, 'SIGKILL')
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

interface Demo {
  process: ChildProcess
  group: number
  output(): string
  ended: Promise<unknown>
}

/** `npm run demo` as somebody types it, in a process group of its own. */
function runDemo(...args: string[]): Demo {
  const child = spawn('npm', ['run', 'demo', '--', ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: directory,
      TMPDIR: directory,
      DEMO_DIRECTORY: demoDirectory,
      DEMO_PORTS: Object.entries(ports)
        .map(([name, port]) => `${name}=${port}`)
        .join(','),
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      output += chunk
    })
  const demo = { process: child, group: child.pid ?? 0, output: () => output, ended: once(child, 'exit') }
  started.push(demo)
  return demo
}

async function untilReady(demo: Demo): Promise<void> {
  await until(() => /^demo ready$/m.test(demo.output()) || demo.process.exitCode !== null, deployMs)
  expect(demo.output()).toMatch(/^demo ready$/m)
}

async function until(isTrue: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; !(await isTrue()); await delay(50))
    if (Date.now() > end) throw new Error('waited in vain')
}

function hasProcesses(group: number): boolean {
  try {
    return process.kill(-group, 0)
  } catch {
    return false
  }
}

/** No process of the demo's group, and none of its ports, a few seconds later at most. */
async function expectNothingLeft(demo: Demo): Promise<void> {
  await until(() => !hasProcesses(demo.group))
  await until(() =>
    assertFreePorts(ports).then(
      () => true,
      () => false,
    ),
  )
}

/** The process of the group that runs a file. */
function findProcess(group: number, file: string): number {
  const found = readdirSync('/proc').find(name => {
    if (!/^\d+$/.test(name)) return false
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const processGroup = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2])
      return processGroup === group && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(file)
    } catch {
      return false
    }
  })
  expect(found).toBeDefined()
  return Number(found)
}

describe('npm run demo', () => {
  it('gets ready, tells scripts where everything is, and leaves nothing after Ctrl-C', {
    timeout: deployMs + 30_000,
  }, async () => {
    const demo = runDemo()
    await untilReady(demo)
    expect(demo.output()).toMatch(/^(Deploying tenant\/|Restoring the deployed tenant)/m)
    expect(demo.output()).not.toContain('\u001b')
    const facts = JSON.parse(readFileSync(join(demoDirectory, 'demo.json'), 'utf8'))
    const urls = toUrls(ports)
    expect(facts).toEqual({
      service: urls.service,
      tenant: urls.tenant,
      mailbox: urls.mailbox,
      application: urls.portal,
      admin: { email: expect.stringContaining('@'), password: expect.any(String) },
      api: {
        token_url: `${urls.login}/oauth/token`,
        client_id: expect.any(String),
        client_secret: expect.any(String),
        audience: expect.stringMatching(/^https:/),
      },
    })
    expect(demo.output()).toContain(facts.admin.password)
    expect(demo.output()).toMatch(/ines@acme\.example +password Demo-/)
    for (const address of [
      urls.portal,
      `${urls.portal}/demo`,
      urls.funnel,
      urls.mailbox,
      `${urls.service}/health/ready`,
    ])
      expect((await fetch(address)).status).toBe(200)
    await createMailbox(facts.mailbox).invitation('grace@acme.example')
    const api = createApiClient({ api: facts.api, urls: { ...urls, service: facts.service } })
    const { status, body } = await api.create({ invitee: { email: 'x@acme.example' }, roles: ['Editor'] })
    expect(status).toBe(201)
    expect((await api.read(body.id)).body).toMatchObject({ status: 'pending' })
    madeBefore = body.id

    demo.process.kill('SIGINT')
    await demo.ended
    await expectNothingLeft(demo)
    expect(existsSync(join(demoDirectory, 'demo.json'))).toBe(false)
  })

  it('is ready within seconds the second time, as it was left; a part that dies is named and takes the rest along', async () => {
    const demo = runDemo()
    await untilReady(demo)
    // Seconds, because the half minute of the deployment is left out.
    expect(demo.output()).toContain('Restoring the deployed tenant')
    expect(demo.output()).not.toContain('Deploying tenant/')
    expect(demo.output()).not.toContain('Writing six weeks of history')
    const facts = JSON.parse(readFileSync(join(demoDirectory, 'demo.json'), 'utf8'))
    const api = createApiClient({ api: facts.api, urls: toUrls(ports) })
    expect((await api.read(madeBefore)).body).toMatchObject({ status: 'pending' })
    process.kill(findProcess(demo.group, 'dist/service/main.js'), 'SIGKILL')
    await demo.ended
    expect(demo.process.exitCode).toBe(1)
    expect(demo.output()).toContain('The service ended (signal SIGKILL).')
    await expectNothingLeft(demo)
  })

  it('leaves nothing when it is killed itself', async () => {
    const demo = runDemo()
    await untilReady(demo)
    process.kill(findProcess(demo.group, 'scripts/demo.ts'), 'SIGKILL')
    await expectNothingLeft(demo)
  })

  it('leaves nothing when npm is killed; after a kill the next one begins anew', async () => {
    const demo = runDemo()
    await untilReady(demo)
    expect(demo.output()).toContain('Writing six weeks of history')
    demo.process.kill('SIGKILL')
    await expectNothingLeft(demo)
  })

  it('deploys again with --fresh, and leaves nothing when it is stopped half-way', async () => {
    const demo = runDemo('--fresh')
    await until(() => demo.output().includes('reading tenant files'))
    demo.process.kill('SIGINT')
    await demo.ended
    await expectNothingLeft(demo)
    expect(readdirSync(directory).filter(name => name.startsWith('guestlist-'))).toEqual([])
  })

  it('says which port is taken', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(ports.funnel, '127.0.0.1', resolve))
    const demo = runDemo()
    await demo.ended
    server.close()
    expect(demo.process.exitCode).toBe(1)
    expect(demo.output()).toContain(`Port ${ports.funnel} (the Funnel) is taken.`)
  })
})
