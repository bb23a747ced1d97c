import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { openSqliteLedger } from '../../service/ledger/sqlite-ledger.ts'
import { bareSqliteInserts } from './bare-insert.ts'
import { makeBenchEnvironment, startBenchService } from './bench-service.ts'
import type { BenchTenant } from './bench-tenant.ts'
import { type Figure, toFigure } from './figure.ts'

/** What the mail server of this measurement takes for a request. */
const MAIL_MS = 50
const POLL_MS = 100

interface ImportRun {
  rowsPerSecond: number
  memoryMb: number
  /** From the confirmation to the last request that the mail server took, in parts of the time that storing took. */
  sendingRatio: number
  requests: number
}

/** A file of `rows` people, uploaded, confirmed at once, stored and sent; each run with a service and a ledger of its own. */
export async function measureImport(tenant: BenchTenant, rows: number, runs: number): Promise<Figure[]> {
  const results: ImportRun[] = []
  const limits: number[] = []
  for (let run = 0; run < runs; run++) {
    results.push(await importOnce(tenant, rows, `import-${rows}-${run}`))
    limits.push(bareSqliteInserts(tenant.directory, { rows, perCommit: 500 }))
  }
  const name = `import_${rows / 1000}k`
  return [
    toFigure(name, '1/s', { runs: results.map(({ rowsPerSecond }) => rowsPerSecond), limits }),
    toFigure(`${name}_memory`, 'MB', { runs: results.map(({ memoryMb }) => memoryMb) }),
    toFigure(`${name}_sent`, 'ratio', { runs: results.map(({ sendingRatio }) => sendingRatio) }),
    toFigure(`${name}_mail_requests_per_1000`, '1', {
      runs: results.map(({ requests }) => (requests * 1000) / rows),
      limits: [1],
    }),
  ]
}

async function importOnce(tenant: BenchTenant, rows: number, name: string): Promise<ImportRun> {
  const mail = await startSlowMail()
  const LEDGER_FILE = join(tenant.directory, `${name}.db`)
  await (await openSqliteLedger(LEDGER_FILE)).close()
  const environment = await makeBenchEnvironment(tenant, { LEDGER_FILE })
  environment.SENDGRID_BASE_URL = mail.url
  const service = await startBenchService(tenant.directory, environment)
  try {
    const headers = { authorization: `Bearer ${await tenant.issueAccessToken()}`, 'content-type': 'text/csv' }
    const url = `${environment.PUBLIC_URL}/api/imports`
    const startedAt = performance.now()
    const created = await post(`${url}?confirm=true`, { headers, body: toCsv(rows) })
    const storedAt = await until(async () => {
      const current = await get(`${url}/${created.id}`, headers)
      if (current.status === 'failed') throw new Error(`the import failed: ${current.failure}`)
      return current.rows.created === rows
    })
    await until(async () => mail.recipients() >= rows)
    const storedMs = storedAt - startedAt
    return {
      rowsPerSecond: rows / (storedMs / 1000),
      memoryMb: peakMemoryMb(service.process.pid()),
      sendingRatio: (performance.now() - startedAt) / storedMs,
      requests: mail.requests(),
    }
  } finally {
    await service.process.stop()
    mail.stop()
  }
}

interface ImportAnswer {
  id: string
  status: string
  failure: string | null
  rows: { created: number }
}

async function post(url: string, init: RequestInit): Promise<ImportAnswer> {
  const answer = await fetch(url, { method: 'POST', ...init })
  if (!answer.ok) throw new Error(`the upload was answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as ImportAnswer
}

async function get(url: string, headers: Record<string, string>): Promise<ImportAnswer> {
  return (await (await fetch(url, { headers })).json()) as ImportAnswer
}

async function until(isTrue: () => Promise<boolean>): Promise<number> {
  while (!(await isTrue())) await delay(POLL_MS)
  return performance.now()
}

function toCsv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => `student-${index}@example.com,Student ${index},5b`)
  return `Email,Given name,user_metadata.class\r\n${lines.join('\r\n')}\r\n`
}

/** Of a process, at its highest: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html, so on Linux only. */
function peakMemoryMb(pid: number): number {
  const [, kilobytes = 'NaN'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

/** Takes SendGrid's requests, each after a while. */
async function startSlowMail() {
  let requests = 0
  let recipients = 0
  const server = createServer(async (request, response) => {
    let body = ''
    request.setEncoding('utf8')
    for await (const chunk of request) body += chunk
    await delay(MAIL_MS)
    requests++
    recipients += (JSON.parse(body) as { personalizations: unknown[] }).personalizations.length
    response.writeHead(202).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the mail server has no address')
  return {
    url: `http://localhost:${address.port}`,
    requests: () => requests,
    recipients: () => recipients,
    stop: () => void server.close(),
  }
}
