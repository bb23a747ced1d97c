import { InvitationCard, type InvitationFacts } from './invitation-card.tsx'
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
  return (
    <InvitationCard site={site} recipient={address} {...facts}>
      <form method="post" action="/i/accept" class="choices">
        <input type="hidden" name="invitation" value={handle} />
        <button type="submit" class="button">
          Accept invitation
        </button>
        <button type="submit" class="button button-quiet" formaction="/i/decline">
          Decline
        </button>
      </form>
      <p class="note">
        {isMasked
          ? 'Next you sign up or log in with the address that was invited, and show that it is yours.'
          : `Next you sign up or log in with ${address}.`}{' '}
        Not expecting this? Close the page; nothing will happen.
      </p>
    </InvitationCard>
  )
}
