import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findFreePort } from '../../../local-tenant/free-port.ts'
import { buildService, SERVICE_PROGRAM } from '../../../scripts/build-service.ts'
import { makeEnvironment } from '../test-environment.ts'

let folder: string
let child: ChildProcess | undefined

beforeAll(buildService)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guestlist-main-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

test('a faulty environment is reported whole, and nothing is started', { timeout: 30_000 }, async () => {
  const { API_AUDIENCE: _, ...rest } = await makeEnvironment()
  const LEDGER_FILE = join(folder, 'guestlist.db')
  const service = start({ ...rest, LEDGER_FILE, ACTION_KEYS: '##ACTION_KEYS##', PORT: 'canary' })
  const [code] = await once(service.process, 'exit')
  expect(code).toBe(1)
  for (const name of ['ACTION_KEYS', 'API_AUDIENCE', 'PORT']) expect(service.errors()).toContain(`${name} `)
  expect(service.errors()).not.toContain('canary')
  expect(service.output()).toBe('')
  expect(existsSync(join(folder, 'guestlist.db'))).toBe(false)
})

test('a database that does not answer is said by a code, and its password is not said', {
  timeout: 30_000,
}, async () => {
  const { LEDGER_FILE: _, ...rest } = await makeEnvironment()
  const DATABASE_URL = 'postgres://guestlist:canary-password@127.0.0.1:9/guestlist'
  const service = start({ ...rest, DATABASE_URL, PORT: '0' })
  const [code] = await once(service.process, 'exit')
  expect([code, service.output()]).toEqual([1, ''])
  expect(service.errors()).toBe(
    'Guestlist does not start:\nDATABASE_URL: the database does not answer (ECONNREFUSED): start it, or correct host and port.\n',
  )
})

test('SIGTERM ends readiness first, cuts no request, and closes the ledger', {
  timeout: 30_000,
}, async () => {
  const ledgerFile = join(folder, 'guestlist.db')
  const service = start({ ...(await makeEnvironment()), LEDGER_FILE: ledgerFile, PORT: '0' })
  const { port, at: _at, ...rest } = await service.line('listening')
  expect(rest).toEqual({
    level: 'info',
    event: 'listening',
    tenant: 'acme.eu.auth0.example',
    gate: expect.stringMatching(/^(open|observe|invite-only)$/),
    since: expect.stringMatching(/^20.*Z$/),
    ledger: `sqlite ${ledgerFile}`,
    schema: expect.stringMatching(/^\d{4}-/),
    ledgerIsNew: true,
    version: JSON.parse(readFileSync('package.json', 'utf8')).version,
    address: 'https://guestlist.example',
  })
  const ready = () => fetch(`http://localhost:${port}/health/ready`).then(answer => answer.status)
  expect(await ready()).toBe(200)
  expect(existsSync(`${ledgerFile}-wal`)).toBe(true)

  const open = await beginRequest(port)
  service.process.kill('SIGTERM')
  await service.line('stopping')
  expect(await ready()).toBe(503)
  expect(service.output()).not.toContain('"stopped"')
  expect(await open.finish()).toMatch(/^HTTP\/1\.1 400 /)

  const [code] = await once(service.process, 'exit')
  expect([code, service.errors()]).toEqual([0, ''])
  expect(service.output()).toContain('"event":"stopped"')
  // SQLite removes its journal when the last connection is closed as it should be.
  expect(existsSync(`${ledgerFile}-wal`)).toBe(false)
})

test('tells its figures at a port of their own, and listens where it is told to', {
  timeout: 30_000,
}, async () => {
  const metricsPort = await findFreePort()
  const service = start({
    ...(await makeEnvironment()),
    LEDGER_FILE: join(folder, 'guestlist.db'),
    HOST: '127.0.0.1',
    PORT: '0',
    METRICS_PORT: String(metricsPort),
  })
  const { port } = await service.line('listening')
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404)
  const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
  const figures = await answer.text()
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/plain; version=0.0.4'),
  ])
  expect(figures).toContain('guestlist_requests_total{method="GET",route="none",status="404"} 1')
  expect(figures).toMatch(/guestlist_build_info\{version="[\d.]+",schema="\d{4}-/)
  expect((await fetch(`http://127.0.0.1:${metricsPort}/`)).status).toBe(404)
})

test('npm start builds nothing, and says what to do where nothing is built', async () => {
  mkdirSync(join(folder, 'scripts'))
  copyFileSync('scripts/start.mjs', join(folder, 'scripts', 'start.mjs'))
  const child = spawn(process.execPath, [join(folder, 'scripts', 'start.mjs')], { stdio: 'pipe' })
  let errors = ''
  child.stderr.on('data', data => {
    errors += data
  })
  const [code] = await once(child, 'close')
  expect([code, errors]).toEqual([
    1,
    'The service is not built. Once, and after each update: npm run build\n',
  ])
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect([scripts.start, scripts.prestart]).toEqual(['exec node scripts/start.mjs', undefined])
})

test('health checks of HTTP/1.0 need no Host, and nothing that programs ask is a failure of ours', {
  timeout: 30_000,
}, async () => {
  const service = start({
    ...(await makeEnvironment()),
    LEDGER_FILE: join(folder, 'guestlist.db'),
    PORT: '0',
  })
  const { port } = await service.line('listening')
  for (const path of ['/health/live', '/health/ready'])
    expect((await exchange(port, `GET ${path} HTTP/1.0\r\n\r\n`)).status).toBe(200)
  const host = 'Host: guestlist.example\r\nConnection: close\r\n'
  const body = `${host}Content-Type: application/json\r\nContent-Length: 70000\r\n\r\n${'x'.repeat(70_000)}`
  for (const [head, expected] of [
    [`POST /api/invitations/ HTTP/1.1\r\n${body}`, 404],
    [`POST /api/nothing HTTP/1.1\r\n${body}`, 404],
    [`PUT /api/invitations HTTP/1.1\r\n${body}`, 405],
    [`DELETE /api/invitations HTTP/1.1\r\n${host}\r\n`, 405],
    [`TRACE /health/live HTTP/1.1\r\n${host}\r\n`, 405],
    [`OPTIONS /actions/admission HTTP/1.1\r\n${host}\r\n`, 405],
    [`PROPFIND /api HTTP/1.1\r\n${host}\r\n`, 405],
    ['POST /health/live HTTP/1.0\r\nContent-Length: 1\r\n\r\n{', 405],
  ] as const) {
    const answer = await exchange(port, head)
    expect([head.slice(0, 40), answer.status]).toEqual([head.slice(0, 40), expected])
    if (expected === 405) expect(answer.head).toMatch(/^allow: /im)
  }
  // The tenant of this service is nobody's, which it says at its start.
  const failures = service
    .output()
    .split('\n')
    .filter(line => line.includes('"level":"error"'))
  expect(failures.filter(line => !line.includes('"setup_finding"'))).toEqual([])
})

test('an idle connection is kept longer than load balancers keep one, or as long as somebody says', {
  timeout: 30_000,
}, async () => {
  const env = { ...(await makeEnvironment()), LEDGER_FILE: join(folder, 'guestlist.db'), PORT: '0' }
  const ask = 'GET /health/live HTTP/1.1\r\nHost: guestlist.example\r\n\r\n'
  const usual = start(env)
  const first = await exchange((await usual.line('listening')).port, ask, { untilEnd: false })
  expect(Number(/^keep-alive: timeout=(\d+)/im.exec(first.head)?.[1])).toBeGreaterThan(60)
  usual.process.kill('SIGKILL')
  await once(usual.process, 'exit')
  const short = start({ ...env, KEEP_ALIVE_SEC: '1' })
  // It is the server that ends it.
  const ended = await exchange((await short.line('listening')).port, ask)
  expect(ended.head).toMatch(/^keep-alive: timeout=1\b/im)
})

/** Sends bytes as they are, and reads until the server ends the connection, or until it has answered. */
async function exchange(port: number, request: string, { untilEnd = true } = {}) {
  const socket = connect(port, 'localhost')
  let answer = ''
  socket.on('data', data => {
    answer += data
  })
  // A server that answers before it has read a whole body may reset the connection.
  socket.on('error', () => {})
  socket.write(request)
  if (untilEnd) await new Promise(resolve => socket.once('close', resolve))
  else while (!answer.includes('\r\n\r\n')) await once(socket, 'data')
  socket.destroy()
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]), head: answer.split('\r\n\r\n', 1)[0] ?? '' }
}

function start(env: Record<string, string>) {
  const service = spawn(process.execPath, [SERVICE_PROGRAM], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = service
  let [output, errors] = ['', '']
  service.stdout.on('data', data => {
    output += data
  })
  service.stderr.on('data', data => {
    errors += data
  })
  const find = (event: string) => output.split('\n').find(line => line.includes(`"event":"${event}"`))
  return {
    process: service,
    output: () => output,
    errors: () => errors,
    /** The first log line of an event, when it is there. */
    async line(event: string) {
      while (!find(event)) await once(service.stdout, 'data')
      return JSON.parse(find(event) ?? '{}')
    },
  }
}

/** Sends the first half of a request; the service is answering it then. */
async function beginRequest(port: number) {
  const socket = connect(port, 'localhost')
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', data => {
    answer += data
  })
  const headers = [
    'POST /i/accept HTTP/1.1',
    'Host: localhost',
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 2',
    'Expect: 100-continue',
  ]
  socket.write(`${headers.join('\r\n')}\r\n\r\n`)
  // "100 Continue": the request has been taken; it cannot be answered before its body is there.
  while (!answer.includes('100 Continue')) await once(socket, 'data')
  answer = ''
  return {
    async finish() {
      socket.write('a=')
      while (!answer.includes('</html>')) await once(socket, 'data')
      socket.end()
      return answer.trim()
    },
  }
}
