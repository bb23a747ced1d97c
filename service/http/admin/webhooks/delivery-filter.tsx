import type { Messages } from '../../../messages/messages.ts'
import type { AskedDeliveries } from './delivery-query.ts'

interface DeliveryFilterProps {
  messages: Messages['webhooks']
  endpoints: readonly string[]
  query: AskedDeliveries
}

/** Chooses which deliveries are listed: a form whose answer is an address. */
export function DeliveryFilter({ messages, endpoints, query }: DeliveryFilterProps) {
  const known = query.endpoint === undefined || endpoints.includes(query.endpoint)
  const names = known ? endpoints : [...endpoints, query.endpoint ?? '']
  return (
    <form class="toolbar" method="get" action="/admin/webhooks">
      <div class="field">
        <label for="status">{messages.status}</label>
        <select id="status" name="status">
          <option value="">{messages.all}</option>
          {(['queued', 'delivered', 'failed'] as const).map(status => (
            <option value={status} selected={status === query.status}>
              {messages.statuses[status]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="endpoint">{messages.endpoint}</label>
        <select id="endpoint" name="endpoint">
          <option value="">{messages.all}</option>
          {names.map(name => (
            <option value={name} selected={name === query.endpoint}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="button button-quiet">
        {messages.apply}
      </button>
    </form>
  )
}
