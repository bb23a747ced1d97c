import type { Caller } from '../../../invitations/model/caller.ts'
import { InvitationError } from '../../../invitations/model/invitation-error.ts'
import { ManagementError } from '../../../management/management-api.ts'
import type { Messages } from '../../../messages/messages.ts'
import { createInvitationBody } from '../../../wire/create-invitation-body.ts'
import { ApiError } from '../../api/api-error.ts'
import { createOnce } from '../../api/idempotency.ts'
import { parseFields } from '../../api/parse-fields.ts'
import { toNewInvitation } from '../../api/to-new-invitation.ts'
import type { AdminDeps } from '../admin-deps.ts'
import { toInviterName } from '../inviter-name.ts'
import { type InviteForm, toInvitationBody } from './invite-form.ts'
import type { TypedRecipient } from './read-recipients.ts'

/** `invalid_field`: it has not the form that the API expects. */
type Reason = keyof Messages['invitation']['reason'] | 'invalid_field'

/** What became of one of them. */
export type Sent = { readonly recipient: string } & (
  | { readonly outcome: 'sent' | 'extended'; readonly id: string }
  | { readonly outcome: 'link'; readonly id: string; readonly link: string }
  | Failed
)

export interface Failed {
  readonly outcome: 'failed'
  readonly reason: Reason
  /** The field of the API's request, where one is meant. */
  readonly field?: string | undefined
}

/** So many at once: each asks the ledger and, at first, the tenant. */
const CONCURRENCY = 8

/**
 * Invites everybody on the list, each by a request of their own; what fails fails for itself alone. Where `isForAll` says
 * of the first that all others would fail by the same, nobody else is tried.
 */
export async function sendInvitations(
  deps: AdminDeps,
  { form, recipients }: { form: InviteForm; recipients: readonly TypedRecipient[] },
  caller: Caller,
  isForAll: (failed: Failed) => boolean,
): Promise<Sent[]> {
  const results: Sent[] = []
  const waiting = recipients.filter(({ isDuplicate }) => !isDuplicate).entries()
  for (const [index, recipient] of waiting) {
    const first = await sendOne(deps, { form, recipient }, caller)
    results[index] = first
    if (first.outcome === 'failed' && isForAll(first)) return [first]
    // One that has asked the rules says what holds for all.
    if (recipient.address) break
  }
  const work = async () => {
    for (const [index, recipient] of waiting)
      results[index] = await sendOne(deps, { form, recipient }, caller)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
  return results
}

async function sendOne(
  deps: AdminDeps,
  { form, recipient: { text, name, address, isInvisible } }: { form: InviteForm; recipient: TypedRecipient },
  caller: Caller,
): Promise<Sent> {
  if (!address)
    return {
      recipient: text,
      outcome: 'failed',
      reason: isInvisible ? 'invisible_character' : 'invalid_address',
    }
  const isMail = 'email' in address
  const invitee = isMail ? { email: address.email } : { phone_number: address.phoneNumber }
  const recipient = isMail ? address.email : address.phoneNumber
  // A name that may not stand in a profile costs nobody the invitation.
  const usable = toInviterName(name)
  const more = { invitee, ...(usable !== undefined && { profile: { name: usable } }) }
  return create(deps, { form, recipient, more }, caller)
}

/** Makes a link for many. */
export function createLink(
  deps: AdminDeps,
  { form, recipient }: { form: InviteForm; recipient: string },
  caller: Caller,
): Promise<Sent> {
  return create(deps, { form, recipient, more: {} }, caller)
}

async function create(
  deps: AdminDeps,
  { form, recipient, more }: { form: InviteForm; recipient: string; more: object },
  caller: Caller,
): Promise<Sent> {
  try {
    const body = parseFields(createInvitationBody, { ...toInvitationBody(form, caller), ...more })
    const request = toNewInvitation(body, caller)
    const key = `form:${form.nonce}:${recipient}`
    const made = await createOnce(deps, { key, caller, body }, requestKeyHash =>
      deps.invitations.create({ ...request, requestKeyHash }, caller),
    )
    const { outcome, invitation } = made
    const { id, delivery, generation, status } = invitation
    if (outcome === 'extended') return { recipient, outcome: 'extended', id }
    // The page shows only the link of the request that made it, as the API does.
    const isShown = delivery === 'handed_out' && generation === 1 && status === 'pending'
    return isShown
      ? { recipient, outcome: 'link', id, link: await deps.linkOf(invitation) }
      : { recipient, outcome: 'sent', id }
  } catch (error) {
    return { recipient, outcome: 'failed', ...toRefusal(error) }
  }
}

function toRefusal(error: unknown): Pick<Failed, 'reason' | 'field'> {
  if (error instanceof InvitationError) return { reason: error.code, field: error.field }
  if (error instanceof ManagementError) return { reason: 'unavailable' }
  if (!(error instanceof ApiError)) throw error
  if (error.code.startsWith('idempotency')) return { reason: 'conflict' }
  if (error.code === 'invalid_field') return { reason: 'invalid_field', field: error.field }
  throw error
}
