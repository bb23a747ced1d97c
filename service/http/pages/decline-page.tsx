import { replaceable } from '../../templates/page-templates.ts'
import { inviteeWords } from '../../words/invitee/words.ts'
import { noticeWords } from '../../words/notices/words.ts'
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
  const words = inviteeWords(site.locale).decline
  const form = (
    <form method="post" action="/i/decline">
      <input type="hidden" name="invitation" value={handle} />
      <input type="hidden" name={DECLINE_STEP} value="1" />
      <button type="submit" class="button">
        {words.submit}
      </button>
    </form>
  )
  const actions = [{ label: noticeWords(site.locale).ways.toInvitation, href: back }]
  const own = replaceable('decline', { inviter: inviterName, form, actions })
  return (
    <MessagePage site={site} own={own} actions={actions} title={words.title} tone="caution">
      <p>
        <Emphasised text={words.text(strong(inviterName))} />
      </p>
      {form}
    </MessagePage>
  )
}
