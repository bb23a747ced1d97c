import { actorKinds, eventTypes } from '../../../ledger/schema/event-types.ts'
import type { Messages } from '../../../messages/messages.ts'
import type { AuditQuery } from './audit-query.ts'

/** Chooses which events are listed: a form whose answer is an address. */
export function AuditFilter({ messages, query }: { messages: Messages['audit']; query: AuditQuery }) {
  const isFiltered = Object.values({ ...query, after: undefined }).some(value => value !== undefined)
  return (
    <form class="toolbar" method="get" action="/admin/audit">
      <Choice
        name="type"
        label={messages.type}
        any={messages.any}
        names={messages.types}
        values={eventTypes}
        chosen={query.type}
      />
      <Choice
        name="by"
        label={messages.actorKind}
        any={messages.any}
        names={messages.actorKinds}
        values={actorKinds}
        chosen={query.by}
      />
      <Text name="actor" label={messages.actor} value={query.actor} />
      <Text name="invitation" label={messages.invitation} value={query.invitation} />
      <Text name="from" label={messages.from} value={query.from} type="date" />
      <Text name="to" label={messages.to} value={query.to} type="date" />
      <button type="submit" class="button button-quiet">
        {messages.apply}
      </button>
      {isFiltered && (
        <a class="button button-plain" href="/admin/audit">
          {messages.reset}
        </a>
      )}
    </form>
  )
}

interface ChoiceProps<Value extends string> {
  name: string
  label: string
  any: string
  names: Readonly<Record<Value, string>>
  values: readonly Value[]
  chosen: Value | undefined
}

function Choice<Value extends string>({ name, label, any, names, values, chosen }: ChoiceProps<Value>) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{any}</option>
        {values.map(value => (
          <option value={value} selected={value === chosen}>
            {names[value]}
          </option>
        ))}
      </select>
    </div>
  )
}

interface TextProps {
  name: string
  label: string
  value: string | undefined
  type?: 'text' | 'date'
}

function Text({ name, label, value = '', type = 'text' }: TextProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        maxlength={type === 'text' ? 255 : undefined}
        autocomplete="off"
        spellcheck={false}
      />
    </div>
  )
}
