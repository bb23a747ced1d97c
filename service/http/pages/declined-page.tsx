import { replaceable } from '../../templates/page-templates.ts'
import { inviteeWords } from '../../words/invitee/words.ts'
import { MessagePage } from './message-page.tsx'
import { Emphasised, strong } from './parts/emphasised.tsx'
import type { Site } from './site.ts'

/** For whoever has just said no. */
export function DeclinedPage({ site, inviterName }: { site: Site; inviterName: string | undefined }) {
  const { joined: words } = inviteeWords(site.locale)
  const own = replaceable('declined', { inviter: inviterName })
  return (
    <MessagePage site={site} own={own} title={words.declinedTitle} tone="closed">
      <p role="status">{words.declined}</p>
      <p>
        <Emphasised text={words.declinedNext(strong(inviterName))} />
      </p>
    </MessagePage>
  )
}
