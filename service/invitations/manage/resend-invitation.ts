import type { Address } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { addressOf } from '../model/address-of.ts'
import { type Invitation, toInvitation } from '../model/invitation.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition, type Operation } from '../model/lifecycle.ts'
import { maxTtlSecondsOf } from '../model/max-ttl.ts'
import type { Inviter } from '../model/new-invitation.ts'
import { assertTtl } from './assert-terms.ts'
import { changeInvitation, type Plan } from './change-invitation.ts'
import { claimRevived } from './claim-address.ts'
import { findOwn } from './find-own.ts'
import { once } from './once.ts'
import { assertDeliverable, assertLeadsOn } from './read-addressee.ts'
import { assertChanged, toChange } from './to-change.ts'
import { readVoucher } from './vouch.ts'

type Deps = Pick<LifeDeps, 'ledger' | 'policy' | 'guard' | 'now'>

interface Request {
  readonly id: string
  /** Needed when it has expired: its new lifetime, counted from now. */
  readonly ttlSeconds?: number | undefined
}

/**
 * Sends an invitation again, with a new link: every older one is dead, and what was handed out is delivered from then
 * on. Throws InvitationError.
 */
export function resendInvitation(deps: Deps, request: Request, caller: Inviter): Promise<Invitation> {
  const coolDownMs = deps.policy.coolDownSeconds * 1000
  const takeSending = once((recipient: Address) =>
    deps.guard.takeSending({ inviterId: caller.id, recipient }),
  )
  return changeInvitation(
    deps,
    () => findOwn(deps, request.id, caller),
    async row => {
      const address = addressOf(row)
      if (address) assertDeliverable(address)
      if (address) await takeSending(address)
      return planLink(deps, { row, request, caller }, { type: 'resend', coolDownMs })
    },
  )
}

/**
 * Makes a new link for somebody to hand out, or for a client to send itself: every older one is dead, also one in a
 * mailbox. Throws InvitationError.
 */
export function renewLink(
  deps: Pick<Deps, 'ledger' | 'policy' | 'now'>,
  request: Request & { readonly deliveredByClient?: boolean | undefined },
  caller: Inviter,
): Promise<Invitation> {
  const vouchedBy = readVoucher(request, caller)
  return changeInvitation(
    deps,
    () => findOwn(deps, request.id, caller),
    async row => {
      if (vouchedBy === undefined) assertLeadsOn({ ...toInvitation(row), delivery: 'handed_out' })
      return planLink(deps, { row, request, caller }, { type: 'new_link', vouchedBy })
    },
  )
}

type LinkOperation =
  | Omit<Extract<Operation, { type: 'resend' }>, 'expiresAt'>
  | Omit<Extract<Operation, { type: 'new_link' }>, 'expiresAt'>

async function planLink(
  deps: Pick<Deps, 'ledger' | 'policy' | 'now'>,
  { row, request, caller }: { row: InvitationRow; request: Request; caller: Inviter },
  operation: LinkOperation,
): Promise<Plan> {
  const { ttlSeconds } = request
  const now = deps.now()
  if (ttlSeconds !== undefined) assertTtl(ttlSeconds, maxTtlSecondsOf(row, deps.policy))
  const expiresAt = ttlSeconds === undefined ? undefined : now + ttlSeconds * 1000
  const transition = decideTransition(row, { ...operation, expiresAt }, now)
  assertChanged(transition)
  const change = toChange(row, transition, { actor: caller, now })
  return { change, ...(await claimRevived(deps, row, now, caller)) }
}
