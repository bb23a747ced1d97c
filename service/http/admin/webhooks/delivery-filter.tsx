import type { WebhookWords } from '../../../words/admin/webhooks/words.ts'
import type { AskedDeliveries } from './delivery-query.ts'

interface DeliveryFilterProps {
  words: WebhookWords
  endpoints: readonly string[]
  query: AskedDeliveries
}

/** Chooses which deliveries are listed: a form whose answer is an address. */
export function DeliveryFilter({ words, endpoints, query }: DeliveryFilterProps) {
  const known = query.endpoint === undefined || endpoints.includes(query.endpoint)
  const names = known ? endpoints : [...endpoints, query.endpoint ?? '']
  return (
    <form class="toolbar" method="get" action="/admin/webhooks">
      <div class="field">
        <label for="status">{words.status}</label>
        <select id="status" name="status">
          <option value="">{words.all}</option>
          {(['queued', 'delivered', 'failed'] as const).map(status => (
            <option value={status} selected={status === query.status}>
              {words.statuses[status]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="endpoint">{words.endpoint}</label>
        <select id="endpoint" name="endpoint">
          <option value="">{words.all}</option>
          {names.map(name => (
            <option value={name} selected={name === query.endpoint}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="button button-quiet">
        {words.apply}
      </button>
    </form>
  )
}
