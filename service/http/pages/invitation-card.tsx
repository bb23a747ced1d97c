import type { Child } from 'hono/jsx'
import { Instant } from './instant.tsx'
import { Layout } from './layout.tsx'
import { QuotedMessage } from './quoted-message.tsx'
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
  /** Before the title where a form has to be filled in again. */
  titlePrefix?: string
  /** Whom it is for. */
  recipient: string
  /** What can be done with it. */
  children: Child
}

/** Who invites whom to what, with what, until when. */
export function InvitationCard(props: InvitationCardProps) {
  const { site, titlePrefix = '', recipient, children, ...facts } = props
  const { inviterName, applicationName, message, roles, expiresAt, now } = facts
  return (
    <Layout site={site} title={`${titlePrefix}Your invitation`}>
      <p class="eyebrow">Invitation</p>
      <h1>Join {site.organizationName}</h1>
      <p class="lead">
        {inviterName ? (
          <>
            <strong>{inviterName}</strong> invites you to join {site.organizationName}
          </>
        ) : (
          <>You have been invited to join {site.organizationName}</>
        )}
        {applicationName ? <> and use {applicationName}.</> : '.'}
      </p>
      <QuotedMessage lines={message} inviterName={inviterName} />
      <dl class="facts">
        <dt>For</dt>
        <dd>{recipient}</dd>
        {roles.length > 0 && <dt>Your roles</dt>}
        {roles.length > 0 && (
          <dd>
            <ul class="tags">
              {roles.map(role => (
                <li>{role}</li>
              ))}
            </ul>
          </dd>
        )}
        <dt>Open until</dt>
        <dd>
          <Instant at={expiresAt} now={now} />
        </dd>
      </dl>
      {children}
    </Layout>
  )
}
