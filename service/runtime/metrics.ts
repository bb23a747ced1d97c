import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Log, LogFields } from '../base/log.ts'
import { currentLogFields } from '../base/log.ts'
import type { Ledger } from '../ledger/ledger.ts'

/** Figures for Prometheus. */
export interface Metrics {
  /** Counts what a log is told, and tells it. */
  meter(log: Log): Log
  /** All of them, in the text format of Prometheus. Throws LedgerError. */
  read(): Promise<string>
  readonly contentType: string
}

export interface MetricsDeps {
  /** Undefined until it is open. */
  ledger: () => Pick<Ledger, 'measureQueues'> | undefined
  now(): number
  version: string
  schema: string
}

/** Answers take from a millisecond to the ten seconds that a tenant may let us wait. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Creates figures that are counted from the lines of the log: so whatever is in one is in the other, by the same codes.
 * Labels are patterns of routes, codes and kinds, of which there are few; no id is one.
 */
export function createMetrics({ ledger, now, version, schema }: MetricsDeps): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const count = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `guestlist_${name}`, help, labelNames, registers })
  const counters = {
    requests: count('requests_total', 'Requests by route and status.', ['method', 'route', 'status']),
    decisions: count('decisions_total', 'Answers to the Actions: admissions and redemptions.', [
      'call',
      'outcome',
      'code',
      'connection',
    ]),
    work: count('work_total', 'Attempts at work, by what came of them.', ['kind', 'result', 'code']),
    takenOver: count('mail_taken_over_total', 'Messages that the second way for mail took.', ['from', 'by']),
    management: count('management_failures_total', 'Requests to the Management API that failed.', [
      'operation',
      'code',
    ]),
    errors: count('errors_total', 'Lines of the log with the level error.', ['event']),
  }
  const durations = {
    requests: new Histogram({
      name: 'guestlist_request_duration_seconds',
      help: 'From the first byte of a request to its answer.',
      labelNames: ['route'],
      buckets: SECONDS,
      registers,
    }),
    work: new Histogram({
      name: 'guestlist_work_duration_seconds',
      help: 'An attempt at a piece of work.',
      labelNames: ['kind'],
      buckets: SECONDS,
      registers,
    }),
  }
  const build = new Gauge({
    name: 'guestlist_build_info',
    help: 'Always 1.',
    labelNames: ['version', 'schema'],
    registers,
  })
  build.set({ version, schema }, 1)
  const queues = createQueueGauges(registers)
  const observe = (event: string, fields: LogFields) => {
    const label = (name: string) => String(fields[name] ?? '')
    switch (event) {
      case 'request':
        counters.requests.inc({ method: label('method'), route: label('route'), status: label('status') })
        durations.requests.observe({ route: label('route') }, Number(fields.ms) / 1_000)
        if (fields.outcome !== undefined)
          counters.decisions.inc({
            call: label('route').slice('/actions/'.length),
            outcome: label('outcome'),
            code: label('code'),
            connection: label('connection'),
          })
        return
      case 'mail.taken_over':
        return counters.takenOver.inc({ from: label('from'), by: label('by') })
      case 'management.failed':
        return counters.management.inc({ operation: label('operation'), code: label('code') })
      default:
        if (!event.startsWith('work.')) return
        counters.work.inc({ kind: label('kind'), result: event.slice('work.'.length), code: label('code') })
        durations.work.observe({ kind: label('kind') }, Number(fields.ms) / 1_000)
    }
  }
  return {
    meter: log => ({
      debug: log.debug,
      info: metered(log.info, observe),
      warn: metered(log.warn, observe),
      error: metered(log.error, (event, fields) => {
        counters.errors.inc({ event })
        observe(event, fields)
      }),
    }),
    contentType: registry.contentType,
    async read() {
      const sizes = (await ledger()?.measureQueues(now())) ?? []
      queues.set(sizes)
      return await registry.metrics()
    },
  }
}

type Write = Log['info']

function metered(write: Write, observe: (event: string, fields: LogFields) => void): Write {
  return (event, fields = {}) => {
    observe(event, Object.assign({}, currentLogFields(), fields))
    write(event, fields)
  }
}

function createQueueGauges(registers: Registry[]) {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `guestlist_queue_${name}`, help, labelNames: ['kind'], registers })
  const waiting = gauge('waiting', 'Work that waits, by kind.')
  const oldest = gauge('oldest_seconds', 'How long the oldest of it has waited.')
  const failed = gauge('failed', 'Work that was given up, until somebody looks at it.')
  return {
    set(sizes: Awaited<ReturnType<Ledger['measureQueues']>>) {
      for (const one of [waiting, oldest, failed]) one.reset()
      for (const { kind, waiting: count, oldestMs, failed: given } of sizes) {
        waiting.set({ kind }, count)
        oldest.set({ kind }, oldestMs / 1_000)
        failed.set({ kind }, given)
      }
    },
  }
}
