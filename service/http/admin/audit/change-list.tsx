import type { Messages } from '../../../messages/messages.ts'

type Facts = Readonly<Record<string, unknown>> | null

interface ChangeListProps {
  messages: Messages['audit']
  before: Facts
  after: Facts
}

/** What an event says about the change: by the names that the API has for it, as it was and as it is then. */
export function ChangeList({ messages, before, after }: ChangeListProps) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const lines = names.map(name => ({
    name,
    was: toChangedValue(before?.[name]),
    is: toChangedValue(after?.[name]),
  }))
  const shown = lines.filter(({ was, is }) => was !== undefined || is !== undefined)
  if (shown.length === 0) return <span class="quiet">{messages.noChanges}</span>
  return (
    <details>
      <summary>{messages.details}</summary>
      <ul class="changes">
        {shown.map(({ name, was, is }) => (
          <li>
            <code>{name}</code>: {[was, is].filter(text => text !== undefined).join(' → ')}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Nothing, where there is nothing to be read. */
function toChangedValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(toPlain).join(', ')
  return toPlain(value)
}

function toPlain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
