import { type Messages, messagesFor } from '../../../messages/messages.ts'
import { type ImportRowJson, importRowStates } from '../../api/schemas/import-schema.ts'
import type { ImportPageProps } from './import-page.tsx'

const tones: Readonly<Record<ImportRowJson['state'], string>> = {
  ready: 'accent',
  malformed: 'bad',
  duplicate: 'caution',
  already_invited: 'caution',
  already_member: 'caution',
  created: 'good',
  failed: 'bad',
  cancelled: 'caution',
}

/** The rows of a file, by where they stand. */
export function RowTable(props: ImportPageProps) {
  const { admin, rows } = props
  const messages = messagesFor(admin.site.locale).imports
  return (
    <>
      <StateTabs {...props} />
      {rows.length === 0 ? (
        <p class="empty">{messages.noRows}</p>
      ) : (
        <section class="table-frame" aria-label={messages.rows}>
          <table class="table table-cards">
            <thead>
              <tr>
                {[messages.line, messages.address, messages.state, messages.reason].map(name => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <Row messages={messages} row={row} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

function StateTabs({ admin, one, state }: ImportPageProps) {
  const messages = messagesFor(admin.site.locale).imports
  const hasEnded = one.status === 'cancelled' || one.status === 'failed'
  const shown = importRowStates.filter(name =>
    name === 'cancelled' ? hasEnded : name !== 'ready' || !hasEnded,
  )
  const path = `/admin/imports/${one.id}`
  return (
    <nav class="tabs" aria-label={messages.state}>
      <ul>
        <li>
          <a href={path} aria-current={state === undefined ? 'true' : undefined}>
            {messages.all}
          </a>
        </li>
        {shown.map(name => (
          <li>
            <a href={`${path}?state=${name}`} aria-current={state === name ? 'true' : undefined}>
              {messages.states[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Row({ messages, row }: { messages: Messages['imports']; row: ImportRowJson }) {
  const { line, email, state, invitation_id: id } = row
  return (
    <tr>
      <th scope="row">{String(line)}</th>
      <td data-label={messages.address}>
        {id === null ? (email ?? '–') : <a href={`/admin/invitations/${id}`}>{email ?? id}</a>}
      </td>
      <td data-label={messages.state}>
        <span>
          <span class={`badge badge-${tones[state]}`}>{messages.states[state]}</span>
        </span>
      </td>
      <td data-label={messages.reason}>{toReason(messages, row)}</td>
    </tr>
  )
}

function toReason({ reasons }: Messages['imports'], { reason, field }: ImportRowJson): string {
  if (reason === null) return '–'
  const known: Readonly<Record<string, string | undefined>> = reasons
  const said = known[reason] ?? reason
  return field === null ? said : `${said} (${field})`
}
