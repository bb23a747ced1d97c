import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { ImportJson, ImportRowJson } from '../../api/schemas/import-schema.ts'
import { createFormats } from '../../charts/formats.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { OlderPages } from '../older-pages.tsx'
import { ImportChoices } from './import-choices.tsx'
import { ReadingPanel } from './reading-panel.tsx'
import { RowTable } from './row-table.tsx'
import { statusTones } from './status-tones.ts'

/** Where a row of a file stands. */
type RowState = keyof Messages['imports']['states']

export interface ImportPageProps {
  admin: Administrator
  one: ImportJson
  rows: readonly ImportRowJson[]
  /** Only such rows are shown. */
  state: RowState | undefined
  /** The next page begins after this line; undefined on the last one. */
  next: number | undefined
  isFirst: boolean
  /** Something was asked for that it is too late, or too early, for. */
  isLate: boolean
}

/** Often enough to look alive, seldom enough to be read. */
const REFRESH_SECONDS = 3

/** One import. */
export function ImportPage(props: ImportPageProps) {
  const { admin, one, isLate, next, state, isFirst } = props
  const messages = messagesFor(admin.site.locale).imports
  const path = `/admin/imports/${one.id}`
  return (
    <AdminPage
      admin={admin}
      title={one.file_name ?? messages.untitled}
      area="/admin/imports"
      actions={<a href="/admin/imports">{messages.back}</a>}
      refreshSeconds={isMoving(one) && !isLate ? REFRESH_SECONDS : undefined}
    >
      {isLate && (
        <p class="notice notice-bad" role="alert">
          {messages.conflict}
        </p>
      )}
      <p>
        <span class={`badge badge-${statusTones[one.status]}`}>{messages.statuses[one.status]}</span>
      </p>
      <Progress {...props} />
      <Counts {...props} />
      {one.ignored_columns.length > 0 && (
        <p class="notice">{messages.ignored(one.ignored_columns.join(', '))}</p>
      )}
      {one.reading !== null && <ReadingPanel admin={admin} reading={one.reading} />}
      <ImportChoices {...props} />
      <h2>{messages.rows}</h2>
      <RowTable {...props} />
      <OlderPages
        messages={messages}
        path={`${path}${state === undefined ? '' : `?state=${state}`}`}
        next={next === undefined ? undefined : `${state === undefined ? '?' : '&'}from=${next}`}
        isFirst={isFirst}
      />
    </AdminPage>
  )
}

/** Does it change by itself? Messages may still be on their way when all are invited. */
function isMoving({ status, rows }: ImportJson): boolean {
  const isSending = status === 'finished' && rows.sent < rows.created
  return status === 'previewing' || status === 'confirmed' || status === 'running' || isSending
}

function Progress({ admin, one }: ImportPageProps) {
  const { status, rows } = one
  if (status !== 'confirmed' && status !== 'running') return null
  const messages = messagesFor(admin.site.locale).imports
  const { count } = createFormats(admin.site.locale)
  const label = messages.progress(count(rows.created), count(rows.ready))
  return (
    <div role="status">
      <progress class="progress" max={rows.ready} value={rows.created + rows.failed} aria-label={label} />
      <p class="note">{label}</p>
      <p class="note">{messages.goesOn}</p>
    </div>
  )
}

/** What the preview found; what came of it as soon as there is something. */
function Counts({ admin, one }: ImportPageProps) {
  const messages = messagesFor(admin.site.locale).imports
  const { count } = createFormats(admin.site.locale)
  const found = ['ready', 'malformed', 'duplicate', 'already_invited', 'already_member'] as const
  const done = one.confirmed_at === null ? [] : (['created', 'sent', 'failed'] as const)
  return (
    <dl class="stats">
      {[...found, ...done].map(name => (
        <div class="stat">
          <dt>{messages.states[name]}</dt>
          <dd>{count(one.rows[name])}</dd>
        </div>
      ))}
    </dl>
  )
}
