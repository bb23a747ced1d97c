import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBenchEnvironment } from '../../scripts/bench/bench-service.ts'
import { type BenchTenant, startBenchTenant } from '../../scripts/bench/bench-tenant.ts'
import { IDLE_TIMEOUT_MS, serverTimeouts } from '../../service/http/server-timeouts.ts'
import { type ServiceUnderFault, startService } from './service-process.ts'

/** Five minutes, after which Node would end a request, become three seconds. */
const TIME_LAPSE = 100
const FIVE_MINUTES_MS = 300_000 / TIME_LAPSE

let tenant: BenchTenant
let service: ServiceUnderFault
let port: number
let headers: Record<string, string>
beforeAll(async () => {
  tenant = await startBenchTenant()
  const environment = await makeBenchEnvironment(tenant, { LEDGER_FILE: join(tenant.directory, 'ledger.db') })
  const lapse = {
    TIME_LAPSE: String(TIME_LAPSE),
    NODE_OPTIONS: `--import=${new URL('time-lapse.mjs', import.meta.url).href}`,
  }
  const token = await tenant.issueAccessToken()
  service = await startService({ environment: { ...environment, ...lapse }, token })
  port = Number(environment.PORT)
  headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }
})
afterAll(async () => {
  service?.process.kill('SIGKILL')
  await tenant?.stop()
})

/** Begins to upload a file, in pieces. */
function beginUpload() {
  const upload = request({ port, method: 'POST', path: '/api/imports', headers })
  const answer = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    upload.on('error', reject)
    upload.on('response', response =>
      text(response).then(body => resolve({ status: response.statusCode, body }), reject),
    )
  })
  return { upload, answer }
}

describe('who sends slowly', () => {
  it('has a file taken that needs longer than five minutes', async () => {
    const { upload, answer } = beginUpload()
    upload.write('email\n')
    const begun = Date.now()
    for (let n = 1; Date.now() - begun < FIVE_MINUTES_MS * 1.2; n++) {
      upload.write(`person${n}@example.com\n`)
      await delay(100)
    }
    upload.end()
    const { status, body } = await answer
    expect({ status, rows: JSON.parse(body).rows }).toMatchObject({ status: 201, rows: { malformed: 0 } })
    expect(JSON.parse(body).rows.ready).toBeGreaterThan(5)
  })

  it('is ended when nothing comes any more', async () => {
    const { upload, answer } = beginUpload()
    upload.write('email\nperson@example.com\n')
    await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('is ended when a request does not come to the end of its head', async () => {
    const socket = connect(port, 'localhost')
    await once(socket, 'connect')
    const dripping = setInterval(() => socket.write('X-Slow: 1\r\n'), 20)
    const begun = Date.now()
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n')
    const answer = await text(socket).finally(() => clearInterval(dripping))
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    // Sooner than Node would have done it.
    expect(Date.now() - begun).toBeLessThan(60_000 / TIME_LAPSE)
  })

  it('is bounded in any case, and a file of 2 GiB fits at 5 Mbit/s', () => {
    expect((2 * 1024 ** 3 * 8) / 5_000_000).toBeLessThan(serverTimeouts.requestTimeout / 1_000)
    expect(serverTimeouts.requestTimeout).toBeLessThanOrEqual(3_600_000)
    expect(IDLE_TIMEOUT_MS).toBeLessThan(serverTimeouts.requestTimeout)
  })
})

describe('a file that is refused while it is on its way', () => {
  it('is answered at once, and no more of it is read', async () => {
    const { upload, answer } = beginUpload()
    const closed = new Promise<void>(resolve => upload.once('close', resolve))
    upload.write('email,nonsense\n')
    const piece = Buffer.alloc(1_000_000, 'person@example.com,x\n')
    let sent = 0
    const sending = (async () => {
      for (; !upload.destroyed && sent < 1_000; sent++)
        if (!upload.write(piece))
          await Promise.race([new Promise(resolve => upload.once('drain', resolve)), closed])
    })()
    expect((await answer).status).toBe(422)
    await sending
    expect(sent).toBeLessThan(1_000)
  })
})
