import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { OpenedInvitation } from '../../invitations/accept/open-invitation.ts'
import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { toCodePage } from './code-page.tsx'
import { MessagePage } from './message-page.tsx'
import { Emphasised, strong } from './parts/emphasised.tsx'
import type { Site } from './site.ts'

type ClosedState = Exclude<OpenedInvitation['state'], 'live' | 'handed_out'>

interface ClosedInvitationProps {
  site: Site
  state: ClosedState
  inviterName: string | undefined
  applicationName?: string | undefined
  /** Where the invitation leads. */
  destination: string
  /** Names an expired invitation that a new message can be asked for; sealed. */
  renewalHandle?: string | undefined
}

/** Why an invitation cannot be accepted (any more), and what to do next. */
export function ClosedInvitationPage(props: ClosedInvitationProps) {
  const { site, state } = props
  switch (state) {
    case 'accepted':
      return <AcceptedPage {...props} />
    case 'expired':
      return <ExpiredPage {...props} />
    case 'unknown':
      return <UnknownPage site={site} />
    case 'replaced':
      return <ReplacedPage {...props} />
    default:
      return <OverPage {...props} {...overPages[state]} />
  }
}

const overPages = {
  used_up: { name: 'closed-used-up', messages: 'usedUp', tone: 'closed' },
  revoked: { name: 'closed-revoked', messages: 'revoked', tone: 'closed' },
  declined: { name: 'closed-declined', messages: 'declined', tone: 'closed' },
} as const

type OverPageProps = ClosedInvitationProps & (typeof overPages)[keyof typeof overPages]

/** Something that happened to it, and whom to ask. */
function OverPage({ site, inviterName, name, messages, tone }: OverPageProps) {
  const { title, text, next } = messagesFor(site.locale).invitee.closed[messages]
  const own = templateOverrideOf(name, { inviter: inviterName })
  return (
    <MessagePage site={site} own={own} title={title} tone={tone}>
      <p>{text}</p>
      <p>
        <Emphasised text={next(strong(inviterName))} />
      </p>
    </MessagePage>
  )
}

/** The latest message has the link that counts, and a code for those who cannot open it. */
function ReplacedPage({ site, inviterName }: ClosedInvitationProps) {
  const { title, text, next } = messagesFor(site.locale).invitee.closed.replaced
  const actions = [toCodePage(site.locale)]
  const own = templateOverrideOf('closed-replaced', { inviter: inviterName, actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="mail">
      <p>{text}</p>
      <p>
        <Emphasised text={next(strong(inviterName))} />
      </p>
    </MessagePage>
  )
}

function AcceptedPage({ site, inviterName, applicationName, destination }: ClosedInvitationProps) {
  const { closed, joined } = messagesFor(site.locale).invitee
  const { title, text, notYou } = closed.accepted
  const actions = [{ label: joined.goOn(applicationName), href: destination, isMain: true }]
  const own = templateOverrideOf('closed-accepted', { inviter: inviterName, destination })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="good">
      <p>{text}</p>
      <p class="note">
        <Emphasised text={notYou(strong(inviterName))} />
      </p>
    </MessagePage>
  )
}

function ExpiredPage({ site, inviterName, renewalHandle }: ClosedInvitationProps) {
  const { title, text, next, orRenew, renew } = messagesFor(site.locale).invitee.closed.expired
  const form = renewalHandle && (
    <form method="post" action="/i/renew">
      <input type="hidden" name="invitation" value={renewalHandle} />
      <input type="hidden" name="locale" value={site.locale} />
      <button type="submit" class="button">
        {renew}
      </button>
    </form>
  )
  const own = templateOverrideOf('closed-expired', { inviter: inviterName, form })
  return (
    <MessagePage site={site} own={own} title={title} tone="late">
      <p>{text}</p>
      <p>
        <Emphasised text={next(strong(inviterName))} />
        {form && ` ${orRenew}`}
      </p>
      {form}
    </MessagePage>
  )
}

function UnknownPage({ site }: { site: Site }) {
  const { title, text, next } = messagesFor(site.locale).invitee.closed.unknown
  const actions = [toCodePage(site.locale)]
  const own = templateOverrideOf('closed-unknown', {})
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="broken">
      <p>
        {text} {next}
      </p>
    </MessagePage>
  )
}

/** The HTTP status that goes with the page. */
export function toStatus(state: ClosedState): ContentfulStatusCode {
  if (state === 'accepted') return 200
  return state === 'unknown' ? 404 : 410
}
