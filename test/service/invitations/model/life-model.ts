import type { EventType } from '../../../../service/ledger/schema/event-types.ts'
import type { InvitationRow } from '../../../../service/ledger/schema/schema.ts'

/** The life of an invitation once more, told by what its events say happened, and written without looking at the rules. */
export interface ModelState {
  status: InvitationRow['status']
  generation: number
  uses: number
  wantedRevoked: boolean
}

export interface ModelEvent {
  readonly type: EventType
  readonly after: Readonly<Record<string, unknown>>
}

const nothing: readonly EventType[] = [
  'sent',
  'opened',
  'expired',
  'erased',
  'grant_completed',
  'grant_failed',
]

/** What an event makes of the state. Throws when it could not happen there. */
export function applyEvent(state: ModelState, { type, after }: ModelEvent, maxUses: number): ModelState {
  const raised = { ...state, generation: state.generation + 1 }
  const expectState = (isPossible: boolean) => {
    if (!isPossible) throw new TypeError(`${type} cannot happen to ${JSON.stringify(state)}`)
  }
  if (type === 'opened') expectState(state.status === 'pending')
  if (nothing.includes(type)) return state
  if (type === 'released') {
    expectState(state.uses > 0 && state.status !== 'declined')
    const released = { ...state, uses: state.uses - 1 }
    if (state.status !== 'accepted') return released
    if (!state.wantedRevoked) return { ...released, status: 'pending' }
    return { ...released, status: 'revoked', generation: state.generation + 1 }
  }
  if (after.revoke_on_release === true && after.status === undefined && type === 'updated') {
    expectState(state.status === 'accepted' && !state.wantedRevoked)
    return { ...state, wantedRevoked: true }
  }
  expectState(state.status === 'pending')
  switch (type) {
    case 'created':
      return state
    case 'accepted': {
      expectState(state.uses < maxUses)
      const uses = state.uses + 1
      return { ...state, uses, status: uses === maxUses ? 'accepted' : 'pending' }
    }
    case 'revoked':
      return {
        ...raised,
        status: 'revoked',
        wantedRevoked: state.wantedRevoked || after.revoke_on_release === true,
      }
    case 'declined':
      return { ...raised, status: 'declined' }
    case 'extended':
      return state
    // The same message once more, for somebody with a link that was shown, is no other link.
    case 'resent':
    case 'updated':
      return after.generation === undefined ? state : raised
    default:
      throw new TypeError(`${type} is nobody's doing here`)
  }
}
