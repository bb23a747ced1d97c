import { randomBytes } from 'node:crypto'
import { createLog } from '../../../service/base/log.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { parseWebhookEndpoints } from '../../../service/webhooks/endpoints.ts'
import { createWebhookSender } from '../../../service/webhooks/webhook-sender.ts'
import { createWebhookDeliveryJob, type WebhookDeliveryDeps } from '../../../service/work/webhook-delivery.ts'
import { createWorker, type Worker } from '../../../service/work/worker.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { type Receiver, startReceiver } from '../webhooks/receiver.ts'

const loopback = { address: '127.0.0.1', family: 4 }

export interface WebhookScene {
  clock: ManualClock
  ledger: Ledger
  receiver: Receiver
  lines: string[]
  createWorker(changes?: Partial<WebhookDeliveryDeps>): Worker
  close(): Promise<void>
}

export function makeSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** A ledger whose events go to one real receiver on this machine, by the endpoints that a test describes. */
export async function createWebhookScene(
  describeEndpoints: (url: string) => object[],
  file = ':memory:',
): Promise<WebhookScene> {
  const receiver = await startReceiver()
  const clock = createManualClock(Date.now())
  const endpoints = parseWebhookEndpoints(
    JSON.stringify(describeEndpoints(`http://localhost:${receiver.port}`)),
  )
  const ledger = await openSqliteLedger(file, { subscriptions: endpoints })
  const lines: string[] = []
  const log = createLog(line => lines.push(line), { level: 'debug' })
  return {
    clock,
    ledger,
    receiver,
    lines,
    createWorker(changes = {}) {
      const job = createWebhookDeliveryJob({
        ledger,
        webhooks: endpoints,
        sendWebhook: createWebhookSender({ clock, allowsLocalhost: true, resolve: async () => [loopback] }),
        seesExistence: true,
        now: clock.now,
        random: () => 0,
        ...changes,
      })
      return createWorker({ ledger, clock, log, jobs: [job], random: () => 0.5 })
    },
    async close() {
      await receiver.close()
      await ledger.close()
    },
  }
}
