import type { FoundDelivery } from '../../../ledger/events/event-ledger.ts'
import { type Messages, messagesFor } from '../../../messages/messages.ts'
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
  const messages = messagesFor(admin.site.locale).webhooks
  return (
    <AdminPage admin={admin} title={messages.title} area="/admin/webhooks" lead={messages.lead}>
      {isQueued && (
        <p class="notice notice-good" role="status">
          {messages.done}
        </p>
      )}
      {endpoints.length === 0 && <p class="notice">{messages.notSetUp}</p>}
      <DeliveryFilter messages={messages} endpoints={endpoints} query={query} />
      {deliveries.length === 0 ? (
        <p class="empty">{messages.empty}</p>
      ) : (
        <section class="table-frame" aria-label={messages.title}>
          <DeliveryTable admin={admin} deliveries={deliveries} endpoints={endpoints} />
        </section>
      )}
      <OlderPages
        messages={messages}
        path="/admin/webhooks"
        next={next}
        isFirst={query.after === undefined}
      />
    </AdminPage>
  )
}

type TableProps = Pick<DeliveriesPageProps, 'admin' | 'deliveries' | 'endpoints'>

function DeliveryTable({ admin, deliveries, endpoints }: TableProps) {
  const messages = messagesFor(admin.site.locale).webhooks
  const columns = [messages.queuedAt, messages.event, messages.invitation, messages.endpoint, messages.status]
  return (
    <table class="table table-cards">
      <thead>
        <tr>
          {[...columns, messages.attempts, messages.answer, messages.replay].map(name => (
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
  const messages = messagesFor(locale).webhooks
  return (
    <tr>
      <th scope="row">
        <time datetime={new Date(delivery.created_at).toISOString()}>
          {instantOf(locale)(delivery.created_at)}
        </time>
      </th>
      <td data-label={messages.event}>{messagesFor(locale).audit.types[event.type]}</td>
      <td data-label={messages.invitation}>
        <a href={`/admin/invitations/${encodeURIComponent(event.invitation_id)}`}>{event.invitation_id}</a>
      </td>
      <td data-label={messages.endpoint}>
        <span>
          {delivery.endpoint}
          {!isConfigured && <span class="quiet"> ({messages.removed})</span>}
        </span>
      </td>
      <td data-label={messages.status}>
        <span>
          <span class={`badge badge-${tones[delivery.status]}`}>{messages.statuses[delivery.status]}</span>
        </span>
      </td>
      <td data-label={messages.attempts}>{createFormats(locale).count(delivery.attempts)}</td>
      <td data-label={messages.answer}>{toAnswer(delivery, messages)}</td>
      <td>
        <a class="button button-quiet button-small" href={`/admin/webhooks/${delivery.id}/replay`}>
          {messages.replay}
          <span class="unseen">{` ${delivery.id}`}</span>
        </a>
      </td>
    </tr>
  )
}

/** The status that the receiver answered with, and our code for what that means. */
function toAnswer(
  { last_status, last_error }: FoundDelivery['delivery'],
  messages: Messages['webhooks'],
): string {
  const parts = [last_status, last_error].filter(part => part !== null)
  return parts.length > 0 ? parts.join(' · ') : messages.noAnswer
}
