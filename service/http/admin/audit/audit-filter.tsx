import { actorKinds, eventTypes } from '../../../ledger/schema/event-types.ts'
import type { AuditWords } from '../../../words/admin/audit/words.ts'
import type { AuditQuery } from './audit-query.ts'

/** Chooses which events are listed: a form whose answer is an address. */
export function AuditFilter({ words, query }: { words: AuditWords; query: AuditQuery }) {
  const isFiltered = Object.values({ ...query, after: undefined }).some(value => value !== undefined)
  return (
    <form class="toolbar" method="get" action="/admin/audit">
      <Choice
        name="type"
        label={words.type}
        any={words.any}
        names={words.types}
        values={eventTypes}
        chosen={query.type}
      />
      <Choice
        name="by"
        label={words.actorKind}
        any={words.any}
        names={words.actorKinds}
        values={actorKinds}
        chosen={query.by}
      />
      <Text name="actor" label={words.actor} value={query.actor} />
      <Text name="invitation" label={words.invitation} value={query.invitation} />
      <Text name="from" label={words.from} value={query.from} type="date" />
      <Text name="to" label={words.to} value={query.to} type="date" />
      <button type="submit" class="button button-quiet">
        {words.apply}
      </button>
      {isFiltered && (
        <a class="button button-plain" href="/admin/audit">
          {words.reset}
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
