import { messagesFor } from '../../../messages/messages.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import type { Site } from '../../pages/site.ts'

/** Whom an invitation is for, in words. */
export function toRecipient(invitation: InvitationJson, { locale }: Pick<Site, 'locale'>): string {
  const { kind, invitee, domain, erased_at } = invitation
  const messages = messagesFor(locale).invitation
  if (kind === 'shared') return messages.whoever
  if (kind === 'domain' && domain) return messages.ofDomain(domain)
  return invitee.email ?? invitee.phone_number ?? (erased_at ? messages.erased : messages.none)
}
