import { GRANT_ANY_PERMISSION } from '../../../invitations/model/new-invitation.ts'
import type { BulkOperationRow } from '../../../ledger/schema/bulk-operation-schema.ts'
import type { TenantClient } from '../../../management/management-api.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { InvitationTable } from './invitation-table.tsx'
import { RecentBulkOperations } from './recent-bulk-operations.tsx'
import type { StatusCounts } from './status-counts.ts'
import { StatusTabs } from './status-tabs.tsx'
import { TableFilters } from './table-filters.tsx'
import { isNarrowed, type TableState, toExportAddress, toTableAddress } from './table-state.ts'

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
  /** Recent bulk operations on all matches. */
  bulkOperations: readonly BulkOperationRow[]
  now: number
}

/** The table of invitations, with what it can be narrowed down by. */
export function TablePage(props: TablePageProps) {
  const { admin, state, invitations, isBadSearch } = props
  const messages = messagesFor(admin.site.locale).table
  const isAdministrator = admin.caller.permissions.has(GRANT_ANY_PERMISSION)
  return (
    <AdminPage
      admin={admin}
      title={messages.title}
      area="/admin/invitations"
      lead={isAdministrator ? messages.lead : messages.ownLead}
      actions={<InviteButton admin={admin} />}
      isWrong={isBadSearch}
    >
      <RecentBulkOperations admin={admin} bulkOperations={props.bulkOperations} />
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
      {messagesFor(admin.site.locale).adminFrame.areas.invite}
    </a>
  )
}

function Nothing({ admin, state }: Pick<TablePageProps, 'admin' | 'state'>) {
  const messages = messagesFor(admin.site.locale).table
  const isOver = isNarrowed(state) || state.from !== undefined || state.before !== undefined
  const { title, text } = isOver ? messages.noMatch : messages.empty
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {isOver ? <a href="/admin/invitations">{messages.clear}</a> : <InviteButton admin={admin} />}
    </div>
  )
}

function Pages({ admin, state, invitations, next, previous }: TablePageProps) {
  const messages = messagesFor(admin.site.locale).table
  return (
    <nav class="pagination" aria-label={messages.pages}>
      <span class="quiet">{messages.shown(invitations.length)}</span>
      <span class="row">
        {previous && (
          <a class="button button-quiet button-small" href={toTableAddress(state)}>
            {messages.first}
          </a>
        )}
        {previous && (
          <a
            class="button button-quiet button-small"
            href={toTableAddress(state, { before: previous })}
            rel="prev"
          >
            {messages.newer}
          </a>
        )}
        <a class="button button-quiet button-small" href={toExportAddress(state)} download>
          {messages.export}
        </a>
        {next && (
          <a class="button button-quiet button-small" href={toTableAddress(state, { from: next })} rel="next">
            {messages.older}
          </a>
        )}
      </span>
    </nav>
  )
}
