import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { InvitationCard, type InvitationFacts, toTemplateFacts } from './invitation-card.tsx'
import { Field } from './parts/field.tsx'
import type { Site } from './site.ts'

/** What was sent and is not an address that this link is for. */
export interface WrongAddress {
  readonly address: string
  readonly isOfOtherDomain: boolean
}

interface LinkPageProps {
  site: Site
  facts: InvitationFacts
  /** The one domain whose addresses may join, if the link is for one. */
  domain: string | null
  /** Names the link on this page in the form; sealed. */
  handle: string
  wrong?: WrongAddress | undefined
}

/** A link that many may hold: it asks for the address that gets an invitation of its own. */
export function LinkPage(props: LinkPageProps) {
  const { site, facts, domain, wrong } = props
  const { link: messages } = messagesFor(site.locale).invitee
  const recipient = messages.recipient(domain)
  const form = <LinkForm {...props} />
  const given = { ...toTemplateFacts(site, facts), recipient, domain: domain ?? undefined, form }
  return (
    <InvitationCard
      site={site}
      recipient={recipient}
      own={templateOverrideOf('link', given)}
      isWrong={wrong !== undefined}
      {...facts}
    >
      {form}
      <p class="note">{messages.note}</p>
    </InvitationCard>
  )
}

function LinkForm({ site, domain, handle, wrong }: LinkPageProps) {
  const { link: messages } = messagesFor(site.locale).invitee
  const isOfOtherDomain = domain !== null && wrong?.isOfOtherDomain === true
  const problem = isOfOtherDomain ? messages.otherDomain(domain) : messages.noAddress('name@example.com')
  return (
    <form method="post" action="/i/address">
      <input type="hidden" name="invitation" value={handle} />
      <Field
        name="email"
        label={messages.address}
        hint={domain !== null && !isOfOtherDomain ? messages.rule(domain) : undefined}
        value={wrong?.address}
        error={wrong && problem}
      />
      <button type="submit" class="button">
        {messages.submit}
      </button>
    </form>
  )
}
