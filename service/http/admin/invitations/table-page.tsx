import { GRANT_ANY_PERMISSION } from '../../../invitations/model/new-invitation.ts'
import type { SweepRow } from '../../../ledger/schema/sweep-schema.ts'
import type { TenantClient } from '../../../management/management-api.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import { adminFrameWords } from '../../../words/admin/frame/words.ts'
import { adminTableWords } from '../../../words/admin/table/words.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { InvitationTable } from './invitation-table.tsx'
import { RecentSweeps } from './recent-sweeps.tsx'
import type { StatusCounts } from './status-counts.ts'
import { StatusTabs } from './status-tabs.tsx'
import { TableFilters } from './table-filters.tsx'
import { isNarrowed, type TableState, toTableAddress } from './table-state.ts'

export interface TablePageProps {
  admin: Administrator
  state: TableState
  invitations: readonly InvitationJson[]
  /** Where the next page begins. */
  next: string | undefined
  /** Where the page before ends. */
  previous: string | undefined
  counts: StatusCounts
  isBadSearch: boolean
  roles: readonly string[]
  clients: readonly TenantClient[]
  /** Of all that match, lately. */
  sweeps: readonly SweepRow[]
  now: number
}

/** The table of invitations, with what it can be narrowed down by. */
export function TablePage(props: TablePageProps) {
  const { admin, state, invitations, isBadSearch } = props
  const words = adminTableWords(admin.site.locale)
  const isAdministrator = admin.caller.permissions.has(GRANT_ANY_PERMISSION)
  return (
    <AdminPage
      admin={admin}
      title={words.title}
      area="/admin/invitations"
      lead={isAdministrator ? words.lead : words.ownLead}
      actions={<InviteButton admin={admin} />}
      isWrong={isBadSearch}
    >
      <RecentSweeps admin={admin} sweeps={props.sweeps} />
      <StatusTabs {...props} />
      <TableFilters {...props} />
      {invitations.length > 0 ? (
        <>
          <InvitationTable {...props} />
          <Pages {...props} />
        </>
      ) : (
        <Nothing admin={admin} state={state} />
      )}
    </AdminPage>
  )
}

function InviteButton({ admin }: { admin: Administrator }) {
  if (!admin.caller.permissions.has('create:invitations')) return null
  return (
    <a class="button" href="/admin/invitations/new">
      {adminFrameWords(admin.site.locale).areas.invite}
    </a>
  )
}

function Nothing({ admin, state }: Pick<TablePageProps, 'admin' | 'state'>) {
  const words = adminTableWords(admin.site.locale)
  const isOver = isNarrowed(state) || state.from !== undefined || state.before !== undefined
  const { title, text } = isOver ? words.noMatch : words.empty
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {isOver ? <a href="/admin/invitations">{words.clear}</a> : <InviteButton admin={admin} />}
    </div>
  )
}

function Pages({ admin, state, invitations, next, previous }: TablePageProps) {
  const words = adminTableWords(admin.site.locale)
  return (
    <nav class="pagination" aria-label={words.pages}>
      <span class="quiet">{words.shown(invitations.length)}</span>
      <span class="row">
        {previous && (
          <a class="button button-quiet button-small" href={toTableAddress(state)}>
            {words.first}
          </a>
        )}
        {previous && (
          <a
            class="button button-quiet button-small"
            href={toTableAddress(state, { before: previous })}
            rel="prev"
          >
            {words.newer}
          </a>
        )}
        {next && (
          <a class="button button-quiet button-small" href={toTableAddress(state, { from: next })} rel="next">
            {words.older}
          </a>
        )}
      </span>
    </nav>
  )
}
