import type { Caller } from '../../../invitations/model/caller.ts'
import { GRANT_ANY_PERMISSION } from '../../../invitations/model/new-invitation.ts'
import type { InvitationFilter } from '../../../ledger/invitations/invitation-ledger.ts'
import type { ListCursor, Sort } from '../../../ledger/invitations/sorting.ts'
import { deliveryStatus, invitationKind, invitationStatus } from '../../../wire/invitation-schema.ts'
import { ApiError } from '../../api/api-error.ts'
import { decodeCursor } from '../../api/cursor.ts'
import { toFilter } from '../../api/to-filter.ts'

/** What a table shows, as its address has it. Whatever an address holds that is none of this is not there. */
export interface TableState {
  readonly q: string
  readonly status: (typeof invitationStatus.options)[number] | undefined
  readonly delivery: (typeof deliveries)[number] | undefined
  readonly kind: (typeof invitationKind.options)[number] | undefined
  readonly role: string | undefined
  readonly application: string | undefined
  /** The link that has sent them. */
  readonly parent: string | undefined
  readonly isMine: boolean
  readonly sort: Sort
  readonly order: 'newest' | 'oldest'
  readonly from: string | undefined
  /** The page that ends before this. */
  readonly before: string | undefined
}

const sorts = ['created', 'expires', 'recipient', 'status', 'delivery', 'inviter', 'uses'] as const
/** `handed_out`: there is no mail. */
const deliveries = [...deliveryStatus.options, 'handed_out'] as const

/**
 * Can a list that is narrowed down so be in this order? Only where an index has it: what is left over by other conditions
 * would have to be looked for among all.
 */
export function isSortable(state: Omit<TableState, 'sort'>, sort: Sort): boolean {
  if (sort === 'created') return true
  const { status, isMine: _isMine, ...others } = state
  return !isNarrowed({ ...others, sort, status: undefined, isMine: false }) && isCovered(status, sort)
}

/** Nearly all that are still to expire are pending. */
function isCovered(status: TableState['status'], sort: Sort): boolean {
  return status === undefined || (status === 'pending' && sort === 'expires')
}

/** Reads the state of a table from its address. */
export function readTableState(query: Record<string, string>): TableState {
  const text = (name: string, max: number) => {
    const value = query[name]?.trim()
    return value && value.length <= max ? value : undefined
  }
  const state = {
    q: text('q', 320) ?? '',
    status: invitationStatus.safeParse(query.status).data,
    delivery: deliveries.find(delivery => delivery === query.delivery),
    kind: invitationKind.safeParse(query.kind).data,
    role: text('role', 100),
    application: text('application', 128),
    parent: text('parent', 64),
    isMine: query.whose === 'mine',
    sort: sorts.find(sort => sort === query.sort) ?? 'created',
    order: query.order === 'oldest' ? ('oldest' as const) : ('newest' as const),
    from: text('from', 2_000),
    before: text('before', 2_000),
  }
  return isSortable(state, state.sort) ? state : { ...state, sort: 'created' }
}

/** The address of a table: the same state with changes. A change of anything but the page goes back to the first. */
export function toTableAddress(state: TableState, changes: Partial<TableState> = {}): string {
  const { isMine, q, sort, order, ...rest } = { ...state, from: undefined, before: undefined, ...changes }
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  for (const [name, value] of Object.entries(rest)) if (value) query.set(name, value)
  if (isMine) query.set('whose', 'mine')
  if (sort !== 'created') query.set('sort', sort)
  if (order === 'oldest') query.set('order', order)
  return `/admin/invitations${query.size > 0 ? `?${query}` : ''}`
}

/** The address of all that the table has, as one file. */
export function toExportAddress(state: TableState): string {
  const [, query] = toTableAddress(state).split('?')
  return `/admin/invitations/export${query === undefined ? '' : `?${query}`}`
}

/** Is anything left out because of the state? */
export function isNarrowed(state: TableState): boolean {
  const { sort: _sort, order: _order, from: _from, before: _before, ...conditions } = state
  return Object.values(conditions).some(Boolean)
}

/** Reads the state of a table from an address that a form has sent; whatever it is, it leads to a table of ours. */
export function readTableAddress(address: unknown): TableState {
  const [, query = ''] = typeof address === 'string' ? address.split('?') : []
  return readTableState(Object.fromEntries(new URLSearchParams(query)))
}

/** What the ledger is asked for; undefined matches nothing. Throws ApiError `invalid_field` for a search that is none. */
export function toTableFilter(state: TableState, caller: Caller): InvitationFilter | undefined {
  const isAdministrator = caller.permissions.has(GRANT_ANY_PERMISSION)
  const { delivery } = state
  const isHandedOut = delivery === 'handed_out'
  const filter = toFilter(
    {
      ...toSearch(state.q),
      status: state.status,
      delivery_status: isHandedOut ? undefined : delivery,
      kind: state.kind,
      role: state.role,
      client_id: state.application,
      parent_id: state.parent,
      inviter: isAdministrator && state.isMine ? caller.id : undefined,
    },
    caller,
  )
  return filter && isHandedOut ? { ...filter, deliveryStatus: null } : filter
}

/** Returns the table's filter; undefined for an invalid search, which matches nothing. */
export function findTableFilter(state: TableState, caller: Caller): InvitationFilter | undefined {
  try {
    return toTableFilter(state, caller)
  } catch (error) {
    if (error instanceof ApiError && error.code === 'invalid_field') return undefined
    throw error
  }
}

/** Where the page begins; what is no place of ours is the beginning. */
export function readCursor(cursor: string | undefined, sort: Sort): ListCursor | undefined {
  if (cursor === undefined) return undefined
  try {
    return decodeCursor(cursor, sort)
  } catch (error) {
    if (error instanceof ApiError) return undefined
    throw error
  }
}

function toSearch(q: string): { email?: string; phone_number?: string; external_id?: string } {
  if (q === '') return {}
  if (q.includes('@')) return { email: q }
  return /^\+[\d\s().-]+$/.test(q) ? { phone_number: q.replace(/[^+\d]/g, '') } : { external_id: q }
}
