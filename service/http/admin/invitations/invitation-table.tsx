import type { Child } from 'hono/jsx'
import type { Sort } from '../../../ledger/invitations/sorting.ts'
import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import type { Administrator } from '../admin-env.ts'
import { FormToken } from '../frame/form-token.tsx'
import { DeliveryBadge, StatusBadge } from '../parts/badges.tsx'
import { toRecipient } from '../parts/recipient.ts'
import { When } from '../parts/when.tsx'
import { bulkActions } from './actions.ts'
import type { TablePageProps } from './table-page.tsx'
import { isSortable, type TableState, toTableAddress } from './table-state.ts'

/** The rows, each with a box to tick, and what can be done with those that are ticked. */
export function InvitationTable(props: TablePageProps) {
  const { admin, invitations, now } = props
  return (
    <form method="post" action="/admin/invitations/selected" data-selection>
      <FormToken admin={admin} />
      <div class="table-frame">
        <table class="table table-cards">
          <TableHead {...props} />
          <tbody>
            {invitations.map(invitation => (
              <Row admin={admin} invitation={invitation} now={now} />
            ))}
          </tbody>
        </table>
      </div>
      <input type="hidden" name="query" value={toTableAddress(props.state)} />
      <BulkButtons {...props} />
    </form>
  )
}

function TableHead({ admin, state }: TablePageProps) {
  const { field } = messagesFor(admin.site.locale).invitation
  const messages = messagesFor(admin.site.locale).table
  return (
    <thead>
      <tr>
        <td class="tick">
          <input type="checkbox" aria-label={messages.selectAll} data-select-all hidden />
        </td>
        <SortHead state={state} messages={messages} sort="recipient" label={field.recipient} />
        <SortHead state={state} messages={messages} sort="status" label={field.status} />
        <SortHead state={state} messages={messages} sort="delivery" label={field.delivery} />
        <th scope="col">{field.roles}</th>
        <SortHead state={state} messages={messages} sort="inviter" label={field.inviter} />
        <SortHead state={state} messages={messages} sort="created" label={field.created} />
        <SortHead state={state} messages={messages} sort="expires" label={field.expires} />
        <SortHead state={state} messages={messages} sort="uses" label={field.uses} isNumber />
      </tr>
    </thead>
  )
}

interface SortHeadProps {
  state: TableState
  messages: Messages['table']
  sort: Sort
  label: string
  isNumber?: boolean
}

/** The head of a column that the list can be in the order of; the same again turns it round. */
function SortHead({ state, messages, sort, label, isNumber = false }: SortHeadProps) {
  const look = isNumber ? 'number' : undefined
  if (!isSortable(state, sort))
    return (
      <th scope="col" class={look}>
        {label}
      </th>
    )
  const isThis = state.sort === sort
  const first = sort === 'created' || sort === 'uses' ? 'newest' : 'oldest'
  const other = state.order === 'newest' ? 'oldest' : 'newest'
  const order = isThis ? other : first
  const direction = state.order === 'newest' ? 'descending' : 'ascending'
  return (
    <th scope="col" class={look} aria-sort={isThis ? direction : undefined}>
      <a
        href={toTableAddress(state, { sort, order })}
        title={sort === 'created' ? messages[order] : messages.sorted[order]}
      >
        {label}
      </a>
    </th>
  )
}

function Row(props: { admin: Administrator; invitation: InvitationJson; now: number }) {
  const { admin, invitation, now } = props
  const { site } = admin
  const { field, none, usesOf, kind } = messagesFor(site.locale).invitation
  const recipient = toRecipient(invitation, site)
  const { id, roles, inviter, created_at, expires_at, uses, max_uses } = invitation
  return (
    <tr>
      <td class="tick">
        <input
          type="checkbox"
          name="id"
          value={id}
          aria-label={messagesFor(site.locale).table.select(recipient)}
        />
      </td>
      <th scope="row">
        <a href={`/admin/invitations/${id}`}>{breakable(recipient)}</a>
        {invitation.kind !== 'personal' && <span class="when-exact">{kind[invitation.kind]}</span>}
      </th>
      <td data-label={field.status}>
        <StatusBadge site={site} invitation={invitation} />
      </td>
      <td data-label={field.delivery}>
        <DeliveryBadge site={site} invitation={invitation} />
      </td>
      <td data-label={field.roles}>
        {roles.length > 0 ? roles.join(', ') : <span class="quiet">{none}</span>}
      </td>
      <td class="who" data-label={field.inviter}>
        {inviter.name ?? inviter.id}
      </td>
      <td data-label={field.created}>
        <div>
          <When site={site} at={created_at} now={now} />
        </div>
      </td>
      <td data-label={field.expires}>
        <div>
          <When site={site} at={expires_at} now={now} />
        </div>
      </td>
      <td class="number" data-label={field.uses}>
        {usesOf(uses, max_uses)}
      </td>
    </tr>
  )
}

/** A long address goes on below at its domain, and not in the middle of it. */
function breakable(recipient: string): Child {
  const [name = '', ...domain] = recipient.split('@')
  if (domain.length === 0) return name
  return (
    <>
      {name}@<wbr />
      {domain.join('@')}
    </>
  )
}

function BulkButtons({ admin, next, previous }: TablePageProps) {
  const { site, caller } = admin
  const { actions } = messagesFor(site.locale).invitation
  const allowed = bulkActions.filter(({ permission }) => caller.permissions.has(permission))
  if (allowed.length === 0) return null
  return (
    <div class="selection-bar" data-selection-bar>
      <span class="quiet">
        {messagesFor(site.locale).table.selected} <output data-selection-count />
      </span>
      {(next !== undefined || previous !== undefined) && (
        <label class="check" for="matching">
          <input type="checkbox" id="matching" name="matching" value="all" />
          <span>{messagesFor(site.locale).table.matching}</span>
        </label>
      )}
      {allowed.map(({ name }) => (
        <button
          type="submit"
          name="action"
          value={name}
          class={`button button-small ${name === 'revoke' ? 'button-danger' : 'button-quiet'}`}
        >
          {actions[name].label}
        </button>
      ))}
    </div>
  )
}
