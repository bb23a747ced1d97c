import { systemClock } from '../../../service/base/clock.ts'
import { createLog } from '../../../service/base/log.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { parseWebhookEndpoints } from '../../../service/webhooks/endpoints.ts'
import { createWebhookSender } from '../../../service/webhooks/webhook-sender.ts'
import { createWebhookDeliveryJob } from '../../../service/work/webhook-delivery.ts'
import { createWorker } from '../../../service/work/worker.ts'

/** A process to be killed: does the deliveries of a ledger, until it is. */
const [file = '', endpoints = '[]'] = process.argv.slice(2)
const webhooks = parseWebhookEndpoints(endpoints)
const ledger = await openSqliteLedger(file, { subscriptions: webhooks })
const sendWebhook = createWebhookSender({ clock: systemClock, allowsLocalhost: true })
const job = createWebhookDeliveryJob({ ledger, webhooks, sendWebhook, seesExistence: true, now: Date.now })
createWorker({ ledger, clock: systemClock, log: createLog(() => {}), jobs: [job] }).start()
