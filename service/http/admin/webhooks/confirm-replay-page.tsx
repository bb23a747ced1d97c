import type { FoundDelivery } from '../../../ledger/events/event-ledger.ts'
import { auditWords } from '../../../words/admin/audit/words.ts'
import { webhookWords } from '../../../words/admin/webhooks/words.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { FormToken } from '../frame/form-token.tsx'

/** Asks before a webhook is sent once more. */
export function ConfirmReplayPage({ admin, found }: { admin: Administrator; found: FoundDelivery }) {
  const { delivery, event } = found
  const { locale } = admin.site
  const words = webhookWords(locale)
  return (
    <AdminPage admin={admin} title={words.confirm.title} area="/admin/webhooks">
      <section class="panel">
        <p>{words.confirm.text}</p>
        <dl class="facts">
          <dt>{words.event}</dt>
          <dd>{auditWords(locale).types[event.type]}</dd>
          <dt>{words.invitation}</dt>
          <dd>{event.invitation_id}</dd>
          <dt>{words.endpoint}</dt>
          <dd>{delivery.endpoint}</dd>
          <dt>{words.status}</dt>
          <dd>{words.statuses[delivery.status]}</dd>
        </dl>
        <form class="choices" method="post" action={`/admin/webhooks/${delivery.id}/replay`}>
          <FormToken admin={admin} />
          <button type="submit" class="button">
            {words.confirm.submit}
          </button>
          <a class="button button-quiet" href="/admin/webhooks">
            {words.confirm.cancel}
          </a>
        </form>
      </section>
    </AdminPage>
  )
}
