import { execFileSync } from 'node:child_process'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBenchEnvironment } from '../../scripts/bench/bench-service.ts'
import { type BenchTenant, startBenchTenant } from '../../scripts/bench/bench-tenant.ts'
import { type ServiceUnderFault, startService } from './service-process.ts'

const MB = 1_000_000
const BODY_BYTES = 300 * MB
const PIECE = Buffer.alloc(64 * 1024, 'a=b&')
/** What a process takes more for a moment, whatever it does; a body in memory would be ten times as much. */
const NOISE_BYTES = 30 * MB

let tenant: BenchTenant
let service: ServiceUnderFault
let port: number
let token: string
let actionKey: string
beforeAll(async () => {
  tenant = await startBenchTenant()
  const environment = await makeBenchEnvironment(tenant, { LEDGER_FILE: join(tenant.directory, 'ledger.db') })
  token = await tenant.issueAccessToken()
  service = await startService({ environment, token })
  port = Number(environment.PORT)
  actionKey = (environment.ACTION_KEYS ?? '').split(',')[0] ?? ''
})
afterAll(async () => {
  service?.process.kill('SIGKILL')
  await tenant?.stop()
})

function memory(): number {
  const text = execFileSync('ps', ['-o', 'rss=', '-p', String(service.process.pid)]).toString()
  return Number(text) * 1024
}

interface Sent {
  method?: string
  path: string
  type?: string
  headers?: Record<string, string>
  /** Announced, or in chunks. */
  isAnnounced?: boolean
  piece?: Buffer
}

/** Sends as much as is taken, and tells what was answered and how much memory the service had at most. */
async function send({ method = 'POST', path, type, headers = {}, isAnnounced = false, piece = PIECE }: Sent) {
  const sending = request({
    port,
    method,
    path,
    headers: {
      host: 'localhost',
      'sec-fetch-site': 'same-origin',
      ...(type && { 'content-type': type }),
      ...(isAnnounced ? { 'content-length': String(BODY_BYTES) } : { 'transfer-encoding': 'chunked' }),
      ...headers,
    },
  })
  let status: number | undefined
  let isOver = false
  let most = 0
  sending.on('response', (response: IncomingMessage) => {
    status = response.statusCode
    response.resume()
  })
  // A server that has answered may end the connection.
  sending.on('error', () => undefined)
  sending.on('close', () => {
    isOver = true
  })
  for (let sent = 0, since = 0; sent < BODY_BYTES && !isOver; sent += piece.length) {
    const isFree = sending.write(piece.subarray(0, BODY_BYTES - sent))
    // Who has been answered and is not read any further has sent as much as is taken.
    if (!isFree && !(await isDrained(sending)) && status !== undefined) break
    since += piece.length
    if (since > 20 * MB) {
      since = 0
      most = Math.max(most, memory())
    }
  }
  sending.end()
  for (let waited = 0; status === undefined && !isOver && waited < 20_000; waited += 10) await delay(10)
  most = Math.max(most, memory())
  sending.destroy()
  return { status, most }
}

/** Is there room for more within a second? */
function isDrained(sending: ClientRequest): Promise<boolean> {
  return new Promise(resolve => {
    const timer = setTimeout(() => done(false), 1_000)
    const onDrain = () => done(true)
    const done = (isFree: boolean) => {
      clearTimeout(timer)
      sending.off('drain', onDrain)
      resolve(isFree)
    }
    sending.once('drain', onDrain)
  })
}

const form = 'application/x-www-form-urlencoded'
const multipart = 'multipart/form-data; boundary=limit'
const json = 'application/json'
const bearer = () => ({ authorization: `Bearer ${token}` })

const bodies: [what: string, sent: () => Sent, statuses: number[]][] = [
  ['a button of an invitation', () => ({ path: '/i/accept', type: form }), [413]],
  ['a button, announced', () => ({ path: '/i/accept', type: form, isAnnounced: true }), [413]],
  ['a button, as a form with files', () => ({ path: '/i/code', type: multipart }), [403, 413]],
  ['an address', () => ({ path: '/i/address', type: form }), [413]],
  ['an unknown path', () => ({ path: '/nothing/here', type: form }), [404, 413]],
  ['an unknown path, announced', () => ({ path: '/nothing', type: json, isAnnounced: true }), [404, 413]],
  ['an unknown method', () => ({ method: 'PUT', path: '/i/accept', type: json }), [404, 413]],
  ['a method that has no body', () => ({ method: 'GET', path: '/i' }), [400, 404]],
  ['administration without a session', () => ({ path: '/admin/invitations/new', type: form }), [413, 503]],
  ['the same with a file', () => ({ path: '/admin/invitations/new', type: multipart }), [303, 403, 413, 503]],
  ['an import without a session', () => ({ path: '/admin/imports', type: form }), [413, 503]],
  [
    'an import of a file without a session',
    () => ({ path: '/admin/imports', type: multipart }),
    [303, 403, 503],
  ],
  ['an account without a session', () => ({ path: '/account', type: form }), [413]],
  ['the API without a token', () => ({ path: '/api/invitations', type: json }), [401]],
  ['the API', () => ({ path: '/api/invitations', type: json, headers: bearer() }), [413]],
  [
    'the API, announced',
    () => ({ path: '/api/invitations', type: json, headers: bearer(), isAnnounced: true }),
    [413],
  ],
  ['an unknown path of the API', () => ({ path: '/api/nothing', type: json, headers: bearer() }), [404]],
  ['an import in one line', () => ({ path: '/api/imports', type: 'text/csv', headers: bearer() }), [422]],
  ['an import that is no form', () => ({ path: '/api/imports', type: multipart, headers: bearer() }), [422]],
  ['an Action without a key', () => ({ path: '/actions/redemption', type: json }), [401]],
  [
    'an Action',
    () => ({ path: '/actions/admission', type: json, headers: { authorization: `Bearer ${actionKey}` } }),
    [413],
  ],
  ['health', () => ({ path: '/health/live', type: json }), [405]],
  ['an asset', () => ({ path: '/assets/nothing.js', type: json }), [404, 413]],
  ['the document of the API', () => ({ path: '/openapi.json', type: json, isAnnounced: true }), [404, 413]],
]

describe('S66 300 MB', () => {
  it.each(bodies)(
    'S66 to %s leave memory where it was',
    async (_what, sent, statuses) => {
      const before = memory()
      const { status, most } = await send(sent())
      expect(statuses).toContain(status)
      expect(most - before).toBeLessThan(NOISE_BYTES)
      expect(await service.ready()).toBe(200)
    },
    60_000,
  )
})
