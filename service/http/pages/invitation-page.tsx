import { Layout, type Site } from './layout.tsx'

export interface InvitationPageProps {
  site: Site
  inviterName: string | undefined
  applicationName: string | undefined
  address: string
  roles: readonly string[]
  expiresAt: Date
  /** Names the invitation on this page in the form; sealed. */
  handle: string
}

/** Who invites whom to what, until when, and the one button. */
export function InvitationPage(props: InvitationPageProps) {
  const { site, inviterName, applicationName, address, roles, expiresAt, handle } = props
  return (
    <Layout site={site} title="Your invitation">
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
      <dl class="facts">
        <dt>For</dt>
        <dd>{address}</dd>
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
          <Instant at={expiresAt} />
        </dd>
      </dl>
      <form method="post" action="/i/accept">
        <input type="hidden" name="invitation" value={handle} />
        <button type="submit" class="button">
          Accept invitation
        </button>
      </form>
      <p class="note">
        Next you sign up or log in with {address}. Not expecting this? Close the page; nothing will happen.
      </p>
    </Layout>
  )
}

const readableInstant = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** The server does not know the reader's time zone, so it names its own. */
function Instant({ at }: { at: Date }) {
  return <time datetime={at.toISOString()}>{readableInstant.format(at)} UTC</time>
}
