import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { MessagePage } from './message-page.tsx'
import { Emphasised, strong } from './parts/emphasised.tsx'
import type { Site } from './site.ts'

/** Tells the answer to this page's question from the button of the invitation's page. */
export const DECLINE_STEP = 'confirmed'

interface DeclinePageProps {
  site: Site
  inviterName: string | undefined
  /** Names the invitation in the form; sealed. */
  handle: string
  /** Where the invitation is. */
  back: string
}

/** Asks once more: the button is below the one that accepts, and nobody but the inviter can take it back. */
export function DeclinePage({ site, inviterName, handle, back }: DeclinePageProps) {
  const messages = messagesFor(site.locale).invitee.decline
  const form = (
    <form method="post" action="/i/decline">
      <input type="hidden" name="invitation" value={handle} />
      <input type="hidden" name={DECLINE_STEP} value="1" />
      <button type="submit" class="button">
        {messages.submit}
      </button>
    </form>
  )
  const actions = [{ label: messagesFor(site.locale).notices.ways.toInvitation, href: back }]
  const own = templateOverrideOf('decline', { inviter: inviterName, form, actions })
  return (
    <MessagePage site={site} own={own} actions={actions} title={messages.title} tone="caution">
      <p>
        <Emphasised text={messages.text(strong(inviterName))} />
      </p>
      {form}
    </MessagePage>
  )
}

/** Confirms that the invitation was declined. */
export function DeclinedPage({ site, inviterName }: { site: Site; inviterName: string | undefined }) {
  const { joined: messages } = messagesFor(site.locale).invitee
  const own = templateOverrideOf('declined', { inviter: inviterName })
  return (
    <MessagePage site={site} own={own} title={messages.declinedTitle} tone="closed">
      <p role="status">{messages.declined}</p>
      <p>
        <Emphasised text={messages.declinedNext(strong(inviterName))} />
      </p>
    </MessagePage>
  )
}
