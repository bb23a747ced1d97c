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
import { findOwn } from './find-own.ts'
import { once } from './once.ts'
import { assertDeliverable, assertLeadsOn } from './read-addressee.ts'
import { reserveForRevival } from './reserve-address.ts'
import { assertChanged, toChange } from './to-change.ts'
import { readVoucher } from './vouch.ts'

type ResendDeps = Pick<LifeDeps, 'ledger' | 'policy' | 'guard' | 'now'>

interface Request {
  readonly id: string
  /** The new lifetime, counted from now; required when the invitation has expired. */
  readonly ttlSeconds?: number | undefined
}

/**
 * Sends an invitation again with a new link. Every older link is dead, and a handed-out invitation becomes a delivered
 * one. Throws InvitationError.
 */
export function resendInvitation(deps: ResendDeps, request: Request, caller: Inviter): Promise<Invitation> {
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
 * Makes a new link for a person to hand out or for a client to send. Every older link is dead, including one in a
 * mailbox. Throws InvitationError.
 */
export function renewLink(
  deps: Pick<ResendDeps, 'ledger' | 'policy' | 'now'>,
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
  deps: Pick<ResendDeps, 'ledger' | 'policy' | 'now'>,
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
  return { change, ...(await reserveForRevival(deps, row, now, caller)) }
}
