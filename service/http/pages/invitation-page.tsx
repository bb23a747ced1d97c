import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { InvitationCard, type InvitationFacts, toTemplateFacts } from './invitation-card.tsx'
import type { Site } from './site.ts'

export interface InvitationPageProps {
  site: Site
  facts: InvitationFacts
  /** The invited address; masked for a link that does not prove who holds it. */
  address: string
  isMasked: boolean
  /** Names the invitation on this page in the form; sealed. */
  handle: string
}

/** A personal invitation, and the two buttons. */
export function InvitationPage({ site, facts, address, isMasked, handle }: InvitationPageProps) {
  const { invitation: messages } = messagesFor(site.locale).invitee
  const form = (
    <form method="post" action="/i/accept" class="choices">
      <input type="hidden" name="invitation" value={handle} />
      <button type="submit" class="button">
        {messages.accept}
      </button>
      <button type="submit" class="button button-quiet" formaction="/i/decline">
        {messages.decline}
      </button>
    </form>
  )
  const own = templateOverrideOf('invitation', {
    ...toTemplateFacts(site, facts),
    recipient: address,
    is_masked: isMasked,
    form,
  })
  return (
    <InvitationCard site={site} own={own} recipient={address} {...facts}>
      {form}
      <p class="note">
        {messages.next(isMasked ? undefined : address)} {messages.unexpected}
      </p>
    </InvitationCard>
  )
}
