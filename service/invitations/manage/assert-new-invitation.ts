import type { InvitationPolicy } from '../model/guard.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { InvitationConfig } from '../model/life-deps.ts'
import { maxTtlSecondsOf } from '../model/max-ttl.ts'
import { type Inviter, type NewInvitation, SHARED_LINKS_PERMISSION } from '../model/new-invitation.ts'
import { assertName, assertTerms, assertTtl } from './assert-terms.ts'

const MAX_USES = 100_000

/** Throws InvitationError for the first field that is not allowed; checks against the tenant come later. */
export function assertNewInvitation(
  request: NewInvitation,
  inviter: Inviter,
  { config, policy }: { config: InvitationConfig; policy: InvitationPolicy },
): void {
  const { kind = 'personal', ttlSeconds } = request
  if (kind === 'personal') assertPersonal(request, config)
  else assertShared(request, inviter)
  assertTerms(request, config)
  if (ttlSeconds !== undefined) assertTtl(ttlSeconds, maxTtlSecondsOf({ kind }, policy))
  assertName('inviter.name', request.inviterName ?? inviter.name)
}

function assertPersonal(
  { invitee, domain, maxUses = 1, delivery = 'delivered', deliveredByClient = false }: NewInvitation,
  { mail }: InvitationConfig,
): void {
  const needsMail = invitee.email !== undefined && delivery === 'delivered' && !deliveredByClient
  if (needsMail && mail.ways.length === 0) {
    const message = 'This service sends no mail (MAIL_WAYS=none): hand the link out, or send it yourself.'
    throw new InvitationError('invalid_combination', 'send_invitation_email', message)
  }
  if (maxUses !== 1)
    throw new InvitationError('out_of_range', 'max_uses', 'A personal invitation is for one person.')
  if (domain !== undefined) throw unfitting('domain', 'A personal invitation is for an address.')
}

/** A link for several people is always handed out, because no message is sent. */
function assertShared(
  { kind, invitee, domain, delivery, deliveredByClient, maxUses = 1, ...request }: NewInvitation,
  inviter: Inviter,
) {
  if (!inviter.permissions.has(SHARED_LINKS_PERMISSION))
    throw new InvitationError('forbidden', 'kind', 'You may not make links that several people can use.')
  if (invitee.email !== undefined)
    throw unfitting('invitee.email', 'A link for several people has no address.')
  if (invitee.phoneNumber !== undefined)
    throw unfitting('invitee.phone_number', 'A link for several people has no address.')
  if (kind === 'shared' && domain !== undefined)
    throw unfitting('domain', 'Only a domain invitation has a domain.')
  if (delivery === 'delivered')
    throw unfitting('send_invitation_email', 'A link for several people is sent to nobody.')
  if (deliveredByClient === true)
    throw unfitting('delivered_by_client', 'A link for several people is sent to nobody.')
  if (request.onLiveInvitation !== undefined && request.onLiveInvitation !== 'refuse')
    throw unfitting('on_live_invitation', 'A link for several people has no address.')
  if (!Number.isSafeInteger(maxUses) || maxUses < 1 || maxUses > MAX_USES)
    throw new InvitationError('out_of_range', 'max_uses', `Expected 1 to ${MAX_USES}.`)
}

function unfitting(field: string, message: string): InvitationError {
  return new InvitationError('invalid_combination', field, message)
}
