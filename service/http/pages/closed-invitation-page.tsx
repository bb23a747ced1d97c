import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { OpenedInvitation } from '../../invitations/open-invitation.ts'
import type { Site } from './layout.tsx'
import { MessagePage } from './message-page.tsx'

type ClosedState = Exclude<OpenedInvitation['state'], 'live'>

interface ClosedInvitationProps {
  site: Site
  state: ClosedState
  inviterName: string | undefined
  /** Where the invitation leads. */
  destination: string
}

/** Why an invitation cannot be accepted (any more), and what to do next. */
export function ClosedInvitationPage({ site, state, inviterName, destination }: ClosedInvitationProps) {
  const inviter = inviterName ?? 'whoever invited you'
  switch (state) {
    case 'accepted':
      return (
        <MessagePage
          site={site}
          title="You already joined"
          tone="good"
          actions={[{ label: 'Continue', href: destination, isMain: true }]}
        >
          <p>This invitation has been accepted. You do not need it any more: just log in.</p>
          <p class="note">Was it not you? Please tell {inviter}.</p>
        </MessagePage>
      )
    case 'expired':
      return (
        <MessagePage site={site} title="This invitation has expired">
          <p>Its time has passed, and nobody has used it.</p>
          <p>
            What to do next: ask <strong>{inviter}</strong> for a new one. It comes as a new message.
          </p>
        </MessagePage>
      )
    case 'replaced':
      return (
        <MessagePage site={site} title="There is a newer invitation">
          <p>This link has been replaced. Please open the link in the latest message that you received.</p>
        </MessagePage>
      )
    case 'revoked':
    case 'declined':
      return (
        <MessagePage site={site} title="This invitation is no longer valid">
          <p>
            It was {state === 'revoked' ? 'withdrawn' : 'declined'}. Please ask whoever invited you if you
            think that this is a mistake.
          </p>
        </MessagePage>
      )
    case 'unknown':
      return (
        <MessagePage site={site} title="This link does not work">
          <p>
            It may have been cut off on its way. Please open the link in your message again, or copy the whole
            of it into the address bar.
          </p>
        </MessagePage>
      )
  }
}

/** The HTTP status that goes with the page. */
export function toStatus(state: ClosedState): ContentfulStatusCode {
  if (state === 'accepted') return 200
  return state === 'unknown' ? 404 : 410
}
