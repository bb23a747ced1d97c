import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { OpenedInvitation } from '../../invitations/open-invitation.ts'
import { toCodePage } from './code-page.tsx'
import { MessagePage } from './message-page.tsx'
import type { Site } from './site.ts'

type ClosedState = Exclude<OpenedInvitation['state'], 'live'>

interface ClosedInvitationProps {
  site: Site
  state: ClosedState
  inviterName: string | undefined
  /** Where the invitation leads. */
  destination: string
  /** Names an expired invitation that a new message can be asked for; sealed. */
  renewalHandle?: string | undefined
}

/** Why an invitation cannot be accepted (any more), and what to do next. */
export function ClosedInvitationPage(props: ClosedInvitationProps) {
  const { site, state, destination, renewalHandle } = props
  const inviter = props.inviterName ?? 'whoever invited you'
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
      return <ExpiredPage site={site} inviter={inviter} renewalHandle={renewalHandle} />
    case 'used_up':
      return (
        <MessagePage site={site} title="All places are taken" tone="closed">
          <p>As many people as this link was made for have joined with it.</p>
          <p>
            What to do next: ask <strong>{inviter}</strong> for an invitation of your own.
          </p>
        </MessagePage>
      )
    case 'replaced':
      return (
        <MessagePage site={site} title="There is a newer invitation" tone="mail">
          <p>This link has been replaced. Please open the link in the latest message that you received.</p>
        </MessagePage>
      )
    case 'revoked':
      return (
        <MessagePage site={site} title="This invitation is no longer valid" tone="closed">
          <p>It was withdrawn. Please ask whoever invited you if you think that this is a mistake.</p>
        </MessagePage>
      )
    case 'declined':
      return (
        <MessagePage site={site} title="This invitation was declined" tone="closed">
          <p>Nobody can join with it any more. Have you changed your mind, or was it not you?</p>
          <p>Whoever invited you can invite you again.</p>
        </MessagePage>
      )
    case 'unknown':
      return (
        <MessagePage
          site={site}
          title="This link does not work"
          tone="broken"
          actions={[toCodePage(site.locale)]}
        >
          <p>
            It may have been cut off on its way. Please open the link in your message again, or copy the whole
            of it into the address bar.
          </p>
        </MessagePage>
      )
  }
}

interface ExpiredProps {
  site: Site
  inviter: string
  renewalHandle: string | undefined
}

function ExpiredPage({ site, inviter, renewalHandle }: ExpiredProps) {
  return (
    <MessagePage site={site} title="This invitation has expired" tone="late">
      <p>Its time has passed, and nobody has used it.</p>
      <p>
        What to do next: ask <strong>{inviter}</strong> for a new one.
        {renewalHandle && ' Or we send one to the address that was invited, and to no other:'}
      </p>
      {renewalHandle && (
        <form method="post" action="/i/renew">
          <input type="hidden" name="invitation" value={renewalHandle} />
          <button type="submit" class="button">
            Send me a new one
          </button>
        </form>
      )}
    </MessagePage>
  )
}

/** The HTTP status that goes with the page. */
export function toStatus(state: ClosedState): ContentfulStatusCode {
  if (state === 'accepted') return 200
  return state === 'unknown' ? 404 : 410
}
