import { Field } from './field.tsx'
import { InvitationCard, type InvitationFacts } from './invitation-card.tsx'
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
export function LinkPage({ site, facts, domain, handle, wrong }: LinkPageProps) {
  const rule = domain === null ? undefined : `Only addresses at ${domain}`
  return (
    <InvitationCard
      site={site}
      titlePrefix={wrong ? 'Error: ' : ''}
      recipient={domain ? `Everybody with an address at ${domain}` : 'Everybody who has this link'}
      {...facts}
    >
      <form method="post" action="/i/address">
        <input type="hidden" name="invitation" value={handle} />
        <Field
          name="email"
          label="Your email address"
          hint={wrong?.isOfOtherDomain ? undefined : rule}
          value={wrong?.address}
          error={wrong && (wrong.isOfOtherDomain ? toRuleError(domain) : toAddressError())}
        />
        <button type="submit" class="button">
          Send me my invitation
        </button>
      </form>
      <p class="note">
        We send a personal invitation to this address. It works once, for one hour, and for this address only.
      </p>
    </InvitationCard>
  )
}

function toRuleError(domain: string | null): string {
  return `Only addresses at ${domain} can join with this link. Please enter one of those.`
}

function toAddressError(): string {
  return 'This does not look like an email address. Please enter one such as name@example.com.'
}
