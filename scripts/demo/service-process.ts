import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { buildService, SERVICE_PROGRAM } from '../build-service.ts'
import { type Child, startChild } from './child.ts'

/** The service as a process of its own that can be stopped, killed and started again. */
export interface ServiceProcess {
  readonly ledgerFile: string
  /** Of the running process; 0 for none. */
  pid(): number
  /** Everything that it has printed, over all starts. */
  output(): string
  /**
   * Starts it, for this once with further settings, and waits until it is ready. Rejects with what it printed when it
   * does not come up.
   */
  start(more?: Record<string, string>): Promise<void>
  stop(): Promise<void>
  /** Ends it as a power failure would. */
  kill(): Promise<void>
  /** Empties the ledger; only while it is stopped. */
  forgetLedger(): void
}

export interface ServiceProcessOptions {
  environment: Record<string, string>
  /** Its address, without a slash at the end. */
  url: string
  ledgerFile: string
  directory: string
  /** Told when it ends and nobody asked it to. */
  onUnexpectedEnd: (reason: string) => void
}

const startTimeoutMs = 30_000

/** Makes the service's process; nothing runs until `start`. */
export function createServiceProcess(options: ServiceProcessOptions): ServiceProcess {
  const logFile = join(options.directory, 'service.log')
  let child: Child | undefined
  let earlier = ''
  const end = async (how: 'stop' | 'kill') => {
    const running = child
    child = undefined
    await running?.[how]()
    earlier += running?.output() ?? ''
  }
  return {
    ledgerFile: options.ledgerFile,
    pid: () => child?.pid ?? 0,
    output: () => earlier + (child?.output() ?? ''),
    stop: () => end('stop'),
    kill: () => end('kill'),
    forgetLedger() {
      for (const suffix of ['', '-wal', '-shm']) rmSync(options.ledgerFile + suffix, { force: true })
    },
    async start(more = {}) {
      const environment = { ...options.environment, ...more }
      await buildService()
      const started = startChild({ file: SERVICE_PROGRAM, environment, logFile })
      child = started
      let end: string | undefined
      void started.ended.then(reason => {
        end = reason
      })
      const failure = await waitUntilReady(options.url, () => end)
      if (failure) throw new Error(`The service did not start (${failure}).\n${started.output()}`)
      void started.ended.then(reason => {
        if (child === started) options.onUnexpectedEnd(reason)
      })
    },
  }
}

/** Why it did not become ready, if so. */
async function waitUntilReady(url: string, end: () => string | undefined): Promise<string | undefined> {
  for (let waitedMs = 0; waitedMs < startTimeoutMs; waitedMs += 50) {
    const response = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (response?.ok || end()) return end()
    await delay(50)
  }
  return `not ready after ${startTimeoutMs / 1000} s`
}
