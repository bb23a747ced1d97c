import { toCodePage } from './code-page.tsx'
import { MessagePage, type PageAction } from './message-page.tsx'
import type { Site } from './site.ts'

interface NoticeProps {
  site: Site
  actions?: PageAction[]
}

export function NotFoundPage({ site }: NoticeProps) {
  return (
    <MessagePage site={site} title="There is no such page" tone="broken">
      <p>Have you been invited? Please open the link in your invitation again.</p>
    </MessagePage>
  )
}

/** For everything that went wrong on our side. */
export function FailurePage({ site, requestId }: NoticeProps & { requestId: string }) {
  return (
    <MessagePage site={site} title="Something went wrong" tone="caution">
      <p>This is our fault, and nothing has been used up. Please try again in a few minutes.</p>
      <p class="note">If you ask for help, this number says what happened: {requestId}</p>
    </MessagePage>
  )
}

/** For a form that did not come from a page of ours, or came with far too much in it. */
export function ForeignFormPage({ site }: NoticeProps) {
  return (
    <MessagePage site={site} title="This did not come from our page" tone="caution">
      <p>To accept an invitation, open the link in your message and press the button on the page.</p>
    </MessagePage>
  )
}

/** For a browser that has not opened an invitation, or too long ago. */
export function NothingOpenPage({ site }: NoticeProps) {
  return (
    <MessagePage
      site={site}
      title="Please open your invitation again"
      tone="mail"
      actions={[toCodePage(site.locale)]}
    >
      <p>This page only shows an invitation that was opened a short while ago.</p>
      <p>Please open the link in your message again. It can be opened as often as you like.</p>
    </MessagePage>
  )
}

export function TenantUnreachablePage({ site, actions = [] }: NoticeProps) {
  return (
    <MessagePage site={site} title="Please try again in a few minutes" tone="late" actions={actions}>
      <p>We cannot reach the log-in right now. Nothing has been used up.</p>
    </MessagePage>
  )
}

/** For a return from the log-in that this browser did not begin, or that has been finished before. */
export function ElsewherePage({ site, actions = [] }: NoticeProps) {
  return (
    <MessagePage site={site} title="This page cannot go on from here" tone="caution" actions={actions}>
      <p>It finishes a log-in that was begun in another browser or window, or that is finished already.</p>
      <p>
        Nothing has changed. If you have not joined yet, please open the link in your invitation in the
        browser that you want to use.
      </p>
    </MessagePage>
  )
}

/** For a log-in that the tenant ended; `sentence` is one of ours or none. */
export function StoppedPage({
  site,
  sentence,
  actions = [],
}: NoticeProps & { sentence: string | undefined }) {
  return (
    <MessagePage site={site} title="You were not logged in" tone="caution" actions={actions}>
      <p>{sentence ?? 'The log-in was stopped before it was finished.'}</p>
      <p class="note">Nothing has been used up: your invitation can still be accepted.</p>
    </MessagePage>
  )
}

/** For a log-in that went well without using the invitation. */
export function NotJoinedPage({ site, actions = [] }: NoticeProps) {
  return (
    <MessagePage site={site} title="Your invitation was not used" tone="caution" actions={actions}>
      <p>You are logged in, but your invitation has not been accepted with this log-in.</p>
      <p>Please open your invitation again and accept it once more.</p>
    </MessagePage>
  )
}

export function SignedOutPage({ site, actions = [] }: NoticeProps) {
  return (
    <MessagePage site={site} title="You are logged out" actions={actions}>
      <p>Have you been invited? Open the link in your invitation to go on with the account it is for.</p>
    </MessagePage>
  )
}

/** For an explanation that is not there (any more). */
export function UnexplainedPage({ site, actions = [] }: NoticeProps) {
  return (
    <MessagePage site={site} title="You were not let in" tone="caution" actions={actions}>
      <p>
        We no longer know the reason. Have you been invited? Please open the link in your invitation again.
      </p>
    </MessagePage>
  )
}

/** For whoever has just said no. */
export function DeclinedPage({ site, inviterName }: NoticeProps & { inviterName: string | undefined }) {
  const inviter = inviterName ?? 'Whoever invited you'
  return (
    <MessagePage site={site} title="You declined" tone="closed">
      <p role="status">The invitation is closed: nobody can join with it any more.</p>
      <p>{inviter} can see that you declined, and can invite you again if you change your mind.</p>
    </MessagePage>
  )
}

/** After an address was given to a link for many: the same words for every address. */
export function AddressTakenPage({ site, address, actions = [] }: NoticeProps & { address: string }) {
  return (
    <MessagePage site={site} title="Look into your mailbox" tone="mail" actions={actions}>
      <p role="status">
        If this link is good for <strong>{address}</strong>, an invitation of its own is on the way there.
      </p>
      <p>Open the link in that message within one hour, or enter the code that is in it.</p>
      <p class="note">
        Nothing there after some minutes? Look into the folder for unwanted mail, and check the address.
      </p>
    </MessagePage>
  )
}

/** After "Send me a new one": the same words whatever became of it. */
export function RenewalAskedPage({ site, actions = [] }: NoticeProps) {
  return (
    <MessagePage site={site} title="Look into your mailbox" tone="mail" actions={actions}>
      <p role="status">
        If this invitation can be renewed, a new message is on the way to the address that was invited.
      </p>
      <p class="note">
        A new one can be asked for once a day. Nothing there after some minutes? Look into the folder for
        unwanted mail, or ask whoever invited you.
      </p>
    </MessagePage>
  )
}

/** For more of the same from one place than people ask for. */
export function TooManyTriesPage({ site }: NoticeProps) {
  return (
    <MessagePage site={site} title="Too many tries" tone="late">
      <p>Please try again in an hour. The link in your message works all the time.</p>
    </MessagePage>
  )
}

/** For a moment in which more is asked for than can be done. */
export function BusyPage({ site }: NoticeProps) {
  return (
    <MessagePage site={site} title="Please try again in a few minutes" tone="late">
      <p>Very many people ask for the same right now. Nothing has been sent and nothing used up.</p>
    </MessagePage>
  )
}
