import { GRANT_ANY_PERMISSION } from '../../../invitations/new-invitation.ts'
import type { InvitationFilter } from '../../../ledger/invitation-ledger.ts'
import type { Caller } from '../../api/access-token.ts'
import { ApiError } from '../../api/api-error.ts'
import { fromCursor, type Place } from '../../api/cursor.ts'
import { deliveryStatus, invitationKind, invitationStatus } from '../../api/schemas/invitation-schema.ts'
import { toFilter } from '../../api/to-filter.ts'

/** What a table shows, as its address has it. Whatever an address holds that is none of this is not there. */
export interface TableState {
  readonly q: string
  readonly status: (typeof invitationStatus.options)[number] | undefined
  readonly delivery: (typeof deliveryStatus.options)[number] | undefined
  readonly kind: (typeof invitationKind.options)[number] | undefined
  readonly role: string | undefined
  readonly application: string | undefined
  /** The link that has sent them. */
  readonly parent: string | undefined
  readonly isMine: boolean
  readonly order: 'newest' | 'oldest'
  readonly from: string | undefined
}

/** Reads the state of a table from its address. */
export function readTableState(query: Record<string, string>): TableState {
  const text = (name: string, max: number) => {
    const value = query[name]?.trim()
    return value && value.length <= max ? value : undefined
  }
  return {
    q: text('q', 320) ?? '',
    status: invitationStatus.safeParse(query.status).data,
    delivery: deliveryStatus.safeParse(query.delivery).data,
    kind: invitationKind.safeParse(query.kind).data,
    role: text('role', 100),
    application: text('application', 128),
    parent: text('parent', 64),
    isMine: query.whose === 'mine',
    order: query.order === 'oldest' ? 'oldest' : 'newest',
    from: text('from', 200),
  }
}

/** The address of a table: the same state with changes. A change of anything but the page goes back to the first. */
export function toTableAddress(state: TableState, changes: Partial<TableState> = {}): string {
  const { isMine, q, order, ...rest } = { ...state, from: undefined, ...changes }
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  for (const [name, value] of Object.entries(rest)) if (value) query.set(name, value)
  if (isMine) query.set('whose', 'mine')
  if (order === 'oldest') query.set('order', order)
  return `/admin/invitations${query.size > 0 ? `?${query}` : ''}`
}

/** Is anything left out because of the state? */
export function isNarrowed({ order: _order, from: _from, ...conditions }: TableState): boolean {
  return Object.values(conditions).some(Boolean)
}

/** What the ledger is asked for; undefined matches nothing. Throws ApiError `invalid_field` for a search that is none. */
export function toTableFilter(state: TableState, caller: Caller): InvitationFilter | undefined {
  const isAdministrator = caller.permissions.has(GRANT_ANY_PERMISSION)
  return toFilter(
    {
      ...toSearch(state.q),
      status: state.status,
      delivery_status: state.delivery,
      kind: state.kind,
      role: state.role,
      client_id: state.application,
      parent_id: state.parent,
      inviter: isAdministrator && state.isMine ? caller.id : undefined,
    },
    caller,
  )
}

/** Where the page begins; what is no place of ours is the beginning. */
export function toPlace({ from }: TableState): Place | undefined {
  if (from === undefined) return undefined
  try {
    return fromCursor(from)
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
