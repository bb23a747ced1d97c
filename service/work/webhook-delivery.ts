import type { Ledger } from '../ledger/ledger.ts'
import type { OutboxRow } from '../ledger/schema/schema.ts'
import { decideDelivery } from '../webhooks/decide-delivery.ts'
import type { WebhookEndpoint } from '../webhooks/endpoints.ts'
import { toMessageId } from '../webhooks/message-id.ts'
import { MAX_DELIVERY_ATTEMPTS } from '../webhooks/retry-schedule.ts'
import { toWebhookHeaders } from '../webhooks/webhook-headers.ts'
import { makeWebhookMessage, type PayloadDeps } from '../webhooks/webhook-payload.ts'
import type { SendResult, SendWebhook } from '../webhooks/webhook-sender.ts'
import type { Job, JobResult } from './job.ts'

export interface WebhookDeliveryDeps extends PayloadDeps {
  ledger: Pick<Ledger, 'findDelivery' | 'noteDelivery'> & PayloadDeps['ledger']
  webhooks: readonly WebhookEndpoint[]
  sendWebhook: SendWebhook
  random?: () => number
}

type StoredDelivery = NonNullable<Awaited<ReturnType<Ledger['findDelivery']>>>

/**
 * Creates the job that tells one receiver of one event. The message is made, signed and forgotten at that moment; its
 * id is the same for each attempt, so that a receiver who has had it already knows.
 */
export function createWebhookDeliveryJob(deps: WebhookDeliveryDeps): Job {
  return {
    kind: 'webhook',
    queue: 'webhooks',
    maxAttempts: MAX_DELIVERY_ATTEMPTS,
    async run(work) {
      const found = await deps.ledger.findDelivery(Number(work.subject))
      // History that old has been deleted.
      if (!found) return { outcome: 'dropped', code: 'not_found' }
      const { status, endpoint: id } = found.delivery
      if (status !== 'queued') return { outcome: 'dropped', code: `already_${status}` }
      const endpoint = deps.webhooks.find(endpoint => endpoint.id === id)
      if (!endpoint) return { outcome: 'failed', code: 'endpoint_removed' }
      return recordAttempt(deps, found, work, await sendDelivery(deps, found, endpoint))
    },
    /** Covers what `recordAttempt` did not write: attempts that ended the process, and endpoints that are gone. */
    async onExhausted(work, code) {
      const found = await deps.ledger.findDelivery(Number(work.subject))
      if (found?.delivery.status !== 'queued') return
      const { id, last_status: lastStatus } = found.delivery
      const attempt = { workId: work.id, lastStatus, lastError: code, at: deps.now() }
      await deps.ledger.noteDelivery(id, { ...attempt, status: 'failed' })
    },
  }
}

async function sendDelivery(
  deps: WebhookDeliveryDeps,
  { event }: StoredDelivery,
  { url, secrets }: WebhookEndpoint,
) {
  const body = JSON.stringify(await makeWebhookMessage(deps, event))
  const message = { id: toMessageId(event), attemptedAt: deps.now(), body }
  return deps.sendWebhook({ url, headers: toWebhookHeaders(message, secrets), body })
}

async function recordAttempt(
  deps: WebhookDeliveryDeps,
  { delivery }: StoredDelivery,
  { id: workId, attempts }: OutboxRow,
  result: SendResult,
): Promise<JobResult> {
  const decision = decideDelivery(result, attempts, deps.random)
  const attempt = { workId, lastStatus: decision.httpStatus, at: deps.now() }
  if (decision.outcome === 'delivered') {
    await deps.ledger.noteDelivery(delivery.id, { ...attempt, status: 'delivered', lastError: null })
    return { outcome: 'done' }
  }
  const { outcome, code } = decision
  const status = outcome === 'failed' ? 'failed' : 'queued'
  await deps.ledger.noteDelivery(delivery.id, { ...attempt, status, lastError: code })
  return outcome === 'failed' ? { outcome, code } : { outcome, code, delayMs: decision.delayMs }
}
