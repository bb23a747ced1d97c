import { existsSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { createAdaptorServer } from '@hono/node-server'
import { IDLE_TIMEOUT_MS, toServerOptions } from '../http/server-timeouts.ts'
import { LEDGER_SCHEMA } from '../ledger/engine/migrate.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { LedgerError } from '../ledger/ledger-error.ts'
import { type Config, ConfigError, parseConfig } from './config.ts'
import { describeLedgerError, describeListenError, describeStart, serviceVersion } from './describe-start.ts'
import { EnvironmentFileError, readEnvironmentFile } from './environment-file.ts'
import { createMetrics } from './metrics.ts'
import { createMetricsServer } from './metrics-server.ts'
import { createService } from './service.ts'

/** What was right at the start may not stay so: secrets expire, certificates too. */
const DIAGNOSIS_MS = 6 * 3_600_000
/** Requests that are being answered are waited for, but not for ever. */
const TIMEOUT_MS = 15_000

// Garbage is collected when there is half as much of it as is in use. By itself V8 waits for three times as much where the
// machine has much memory, and a large file would cost 100 MB more; the heap's limit stays what it is.
setFlagsFromString('--heap-growing-percent=50')

const config = await readConfig().catch((error: unknown) => {
  if (!(error instanceof ConfigError || error instanceof EnvironmentFileError)) throw error
  console.error(`Guestlist does not start:\n${error.message}`)
  process.exit(1)
})
const isNewLedger = config.ledger.engine === 'sqlite' && !existsSync(config.ledger.file)
let ledger: Ledger | undefined
const metrics = createMetrics({
  ledger: () => ledger,
  now: Date.now,
  version: serviceVersion,
  schema: LEDGER_SCHEMA,
})
const service = await createService(
  config,
  config.metricsPort === undefined ? {} : { meter: metrics.meter },
).catch((error: unknown) => {
  if (!(error instanceof LedgerError)) throw error
  console.error(`Guestlist does not start:\n${describeLedgerError(error, config.ledger)}`)
  process.exit(1)
})
const { diagnosis, log, readiness, worker } = service
ledger = service.ledger
const { fetch } = service.app
// HTTP/1.0 has no Host (RFC 9112 §3.2), and the health checks of some load balancers speak it.
const hostname = new URL(config.publicUrl).host
const server = createAdaptorServer({ fetch, hostname, serverOptions: toServerOptions(config) })
server.listen({ port: config.port, host: config.host }, () => {
  worker.start()
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  log.info('listening', describeStart(config, { port, isNewLedger }))
  void diagnosis.run()
  setInterval(() => void diagnosis.run(), DIAGNOSIS_MS).unref()
})
server.setTimeout(IDLE_TIMEOUT_MS)
server.on('error', (error: NodeJS.ErrnoException) => {
  log.error('not_listening', { code: error.code })
  console.error(`Guestlist does not start:\n${describeListenError(error.code, config.port)}`)
  process.exit(1)
})
const metricsServer = config.metricsPort === undefined ? undefined : createMetricsServer(metrics)
metricsServer?.on('error', ({ code }: NodeJS.ErrnoException) => log.error('metrics_not_listening', { code }))
metricsServer?.listen({ port: config.metricsPort, host: config.host })
process.once('SIGTERM', () => void stop(config.drainDelaySeconds * 1_000))
process.once('SIGINT', () => void stop(0))

/** Takes no new requests, answers those that came, finishes the job in hand, closes the ledger, in this order. */
async function stop(drainDelayMs: number): Promise<void> {
  readiness.isReady = false
  log.info('stopping')
  // Clients that keep their connections would not notice, and be cut at the end: each is told with its next answer.
  server.prependListener('request', (_request: unknown, response: ServerResponse) => {
    response.shouldKeepAlive = false
  })
  await setTimeout(drainDelayMs)
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  await Promise.race([closed, setTimeout(TIMEOUT_MS, undefined, { ref: false })])
  if ('closeAllConnections' in server) server.closeAllConnections()
  metricsServer?.close()
  await service.close()
  log.info('stopped')
}

async function readConfig(): Promise<Config> {
  return await parseConfig(readEnvironmentFile(process.env))
}
