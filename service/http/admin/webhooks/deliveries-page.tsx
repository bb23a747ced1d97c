import type { FoundDelivery } from '../../../ledger/events/event-ledger.ts'
import { auditWords } from '../../../words/admin/audit/words.ts'
import { type WebhookWords, webhookWords } from '../../../words/admin/webhooks/words.ts'
import { createFormats } from '../../charts/formats.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { instantOf } from '../instant-of.ts'
import { OlderPages } from '../older-pages.tsx'
import { DeliveryFilter } from './delivery-filter.tsx'
import type { AskedDeliveries } from './delivery-query.ts'

interface DeliveriesPageProps {
  admin: Administrator
  deliveries: readonly FoundDelivery[]
  /** Those in the configuration. */
  endpoints: readonly string[]
  query: AskedDeliveries
  /** The part of the address that asks for the next page. */
  next: string | undefined
  /** One has just been queued again. */
  isQueued: boolean
}

/** What was told, or is to be told, to the receivers; newest first. */
export function DeliveriesPage({ admin, deliveries, endpoints, query, next, isQueued }: DeliveriesPageProps) {
  const words = webhookWords(admin.site.locale)
  return (
    <AdminPage admin={admin} title={words.title} area="/admin/webhooks" lead={words.lead}>
      {isQueued && (
        <p class="notice notice-good" role="status">
          {words.done}
        </p>
      )}
      {endpoints.length === 0 && <p class="notice">{words.notSetUp}</p>}
      <DeliveryFilter words={words} endpoints={endpoints} query={query} />
      {deliveries.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <section class="table-frame" aria-label={words.title}>
          <DeliveryTable admin={admin} deliveries={deliveries} endpoints={endpoints} />
        </section>
      )}
      <OlderPages words={words} path="/admin/webhooks" next={next} isFirst={query.after === undefined} />
    </AdminPage>
  )
}

type TableProps = Pick<DeliveriesPageProps, 'admin' | 'deliveries' | 'endpoints'>

function DeliveryTable({ admin, deliveries, endpoints }: TableProps) {
  const words = webhookWords(admin.site.locale)
  const columns = [words.queuedAt, words.event, words.invitation, words.endpoint, words.status]
  return (
    <table class="table table-cards">
      <thead>
        <tr>
          {[...columns, words.attempts, words.answer, words.replay].map(name => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {deliveries.map(found => (
          <DeliveryRow
            admin={admin}
            found={found}
            isConfigured={endpoints.includes(found.delivery.endpoint)}
          />
        ))}
      </tbody>
    </table>
  )
}

const tones = { queued: 'accent', delivered: 'good', failed: 'bad' }

function DeliveryRow(props: { admin: Administrator; found: FoundDelivery; isConfigured: boolean }) {
  const { admin, isConfigured } = props
  const { delivery, event } = props.found
  const { locale } = admin.site
  const words = webhookWords(locale)
  return (
    <tr>
      <th scope="row">
        <time datetime={new Date(delivery.created_at).toISOString()}>
          {instantOf(locale)(delivery.created_at)}
        </time>
      </th>
      <td data-label={words.event}>{auditWords(locale).types[event.type]}</td>
      <td data-label={words.invitation}>
        <a href={`/admin/invitations/${encodeURIComponent(event.invitation_id)}`}>{event.invitation_id}</a>
      </td>
      <td data-label={words.endpoint}>
        <span>
          {delivery.endpoint}
          {!isConfigured && <span class="quiet"> ({words.removed})</span>}
        </span>
      </td>
      <td data-label={words.status}>
        <span>
          <span class={`badge badge-${tones[delivery.status]}`}>{words.statuses[delivery.status]}</span>
        </span>
      </td>
      <td data-label={words.attempts}>{createFormats(locale).count(delivery.attempts)}</td>
      <td data-label={words.answer}>{toAnswer(delivery, words)}</td>
      <td>
        <a class="button button-quiet button-small" href={`/admin/webhooks/${delivery.id}/replay`}>
          {words.replay}
          <span class="unseen">{` ${delivery.id}`}</span>
        </a>
      </td>
    </tr>
  )
}

/** The status that the receiver answered with, and our code for what that means. */
function toAnswer({ last_status, last_error }: FoundDelivery['delivery'], words: WebhookWords): string {
  const parts = [last_status, last_error].filter(part => part !== null)
  return parts.length > 0 ? parts.join(' · ') : words.noAnswer
}
