import { type ImportWords, importWords } from '../../../words/admin/imports/words.ts'
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
  const words = importWords(admin.site.locale)
  return (
    <>
      <StateTabs {...props} />
      {rows.length === 0 ? (
        <p class="empty">{words.noRows}</p>
      ) : (
        <section class="table-frame" aria-label={words.rows}>
          <table class="table table-cards">
            <thead>
              <tr>
                {[words.line, words.address, words.state, words.reason].map(name => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <Row words={words} row={row} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

function StateTabs({ admin, one, state }: ImportPageProps) {
  const words = importWords(admin.site.locale)
  const hasEnded = one.status === 'cancelled' || one.status === 'failed'
  const shown = importRowStates.filter(name =>
    name === 'cancelled' ? hasEnded : name !== 'ready' || !hasEnded,
  )
  const path = `/admin/imports/${one.id}`
  return (
    <nav class="tabs" aria-label={words.state}>
      <ul>
        <li>
          <a href={path} aria-current={state === undefined ? 'true' : undefined}>
            {words.all}
          </a>
        </li>
        {shown.map(name => (
          <li>
            <a href={`${path}?state=${name}`} aria-current={state === name ? 'true' : undefined}>
              {words.states[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Row({ words, row }: { words: ImportWords; row: ImportRowJson }) {
  const { line, email, state, invitation_id: id } = row
  return (
    <tr>
      <th scope="row">{String(line)}</th>
      <td data-label={words.address}>
        {id === null ? (email ?? '–') : <a href={`/admin/invitations/${id}`}>{email ?? id}</a>}
      </td>
      <td data-label={words.state}>
        <span>
          <span class={`badge badge-${tones[state]}`}>{words.states[state]}</span>
        </span>
      </td>
      <td data-label={words.reason}>{toReason(words, row)}</td>
    </tr>
  )
}

function toReason({ reasons }: ImportWords, { reason, field }: ImportRowJson): string {
  if (reason === null) return '–'
  const said = reasons[reason] ?? reason
  return field === null ? said : `${said} (${field})`
}
