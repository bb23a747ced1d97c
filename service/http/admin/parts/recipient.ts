import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import { adminInvitationWords } from '../../../words/admin/invitation/words.ts'
import type { Site } from '../../pages/site.ts'

/** Whom an invitation is for, in words. */
export function toRecipient(invitation: InvitationJson, { locale }: Pick<Site, 'locale'>): string {
  const { kind, invitee, domain, erased_at } = invitation
  const words = adminInvitationWords(locale)
  if (kind === 'shared') return words.whoever
  if (kind === 'domain' && domain) return words.ofDomain(domain)
  return invitee.email ?? invitee.phone_number ?? (erased_at ? words.erased : words.none)
}
