import type { FoundDelivery } from '../../../ledger/events/event-ledger.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { FormToken } from '../frame/form-token.tsx'

/** Asks before a webhook is sent once more. */
export function ConfirmReplayPage({ admin, found }: { admin: Administrator; found: FoundDelivery }) {
  const { delivery, event } = found
  const { locale } = admin.site
  const messages = messagesFor(locale).webhooks
  return (
    <AdminPage admin={admin} title={messages.confirm.title} area="/admin/webhooks">
      <section class="panel">
        <p>{messages.confirm.text}</p>
        <dl class="facts">
          <dt>{messages.event}</dt>
          <dd>{messagesFor(locale).audit.types[event.type]}</dd>
          <dt>{messages.invitation}</dt>
          <dd>{event.invitation_id}</dd>
          <dt>{messages.endpoint}</dt>
          <dd>{delivery.endpoint}</dd>
          <dt>{messages.status}</dt>
          <dd>{messages.statuses[delivery.status]}</dd>
        </dl>
        <form class="choices" method="post" action={`/admin/webhooks/${delivery.id}/replay`}>
          <FormToken admin={admin} />
          <button type="submit" class="button">
            {messages.confirm.submit}
          </button>
          <a class="button button-quiet" href="/admin/webhooks">
            {messages.confirm.cancel}
          </a>
        </form>
      </section>
    </AdminPage>
  )
}
