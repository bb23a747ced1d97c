import type { Child } from 'hono/jsx'
import { messagesFor } from '../../messages/messages.ts'
import type { OwnPage } from '../../templates/page-templates.ts'
import { Emphasised, strong } from './parts/emphasised.tsx'
import { Instant } from './parts/instant.tsx'
import { Layout } from './parts/layout.tsx'
import type { Site } from './site.ts'

/** What every live invitation says, whoever it is for. */
export interface InvitationFacts {
  inviterName: string | undefined
  applicationName: string | undefined
  /** Lines that are safe to show. */
  message: readonly string[]
  roles: readonly string[]
  expiresAt: Date
  /** Milliseconds since 1970. */
  now: number
}

interface InvitationCardProps extends InvitationFacts {
  site: Site
  own: OwnPage
  /** The form has to be filled in again. */
  isWrong?: boolean
  /** Whom it is for. */
  recipient: string
  /** What can be done with it. */
  children: Child
}

/** Who invites whom to what, with what, until when. */
export function InvitationCard(props: InvitationCardProps) {
  const { site, own, isWrong = false, recipient, children, ...facts } = props
  const { inviterName, applicationName: application, message, roles, expiresAt, now } = facts
  const { eyebrow, invitation: messages } = messagesFor(site.locale).invitee
  const organization = site.organizationName
  return (
    <Layout site={site} own={own} title={messages.title(organization)} isWrong={isWrong}>
      <p class="eyebrow">{eyebrow}</p>
      <h1>{messages.title(organization)}</h1>
      <p class="lead">
        <Emphasised text={messages.lead({ inviter: strong(inviterName), organization, application })} />
      </p>
      <QuotedMessage site={site} lines={message} inviterName={inviterName} />
      <dl class="facts ticket">
        <dt>{messages.recipient}</dt>
        <dd>{recipient}</dd>
        {roles.length > 0 && <dt>{messages.roles}</dt>}
        {roles.length > 0 && (
          <dd>
            <ul class="tags">
              {roles.map(role => (
                <li>{role}</li>
              ))}
            </ul>
          </dd>
        )}
        <dt>{messages.openUntil}</dt>
        <dd>
          <Instant at={expiresAt} now={now} locale={site.locale} />
        </dd>
      </dl>
      {children}
    </Layout>
  )
}

/** What the template of any live invitation is given. */
export function toTemplateFacts(site: Site, facts: InvitationFacts) {
  return {
    inviter: facts.inviterName,
    application: facts.applicationName,
    message: facts.message,
    roles: facts.roles,
    expires: <Instant at={facts.expiresAt} now={facts.now} locale={site.locale} />,
    expires_at: facts.expiresAt,
  }
}

interface QuotedMessageProps {
  site: Site
  /** Lines that are safe to show, from `toPersonalMessage`. */
  lines: readonly string[]
  inviterName: string | undefined
}

/** What the inviter wrote, plainly somebody else's words. Nothing when nothing was written. */
function QuotedMessage({ site, lines, inviterName }: QuotedMessageProps) {
  if (lines.length === 0) return null
  return (
    <figure class="message">
      <blockquote>
        {lines.map(line => (
          <p dir="auto">{line}</p>
        ))}
      </blockquote>
      <figcaption>{messagesFor(site.locale).invitee.invitation.writtenBy(inviterName)}</figcaption>
    </figure>
  )
}
