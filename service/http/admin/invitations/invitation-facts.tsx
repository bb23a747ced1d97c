import type { Child } from 'hono/jsx'
import { messagesFor } from '../../../messages/messages.ts'
import { Exactly, When } from '../parts/when.tsx'
import type { AdminInvitationPageProps } from './invitation-page.tsx'

/** What an invitation says, as names and values; what it does not say is left out. */
export function InvitationFacts({ admin, invitation, applicationName, now }: AdminInvitationPageProps) {
  const { site } = admin
  const { field, kind, none, usesOf } = messagesFor(site.locale).invitation
  const { created_at, expires_at, sent_at, accepted_at, inviter, roles, permissions } = invitation
  const metadata = [
    ...Object.keys(invitation.app_metadata).map(key => `app_metadata.${key}`),
    ...Object.keys(invitation.user_metadata).map(key => `user_metadata.${key}`),
  ]
  return (
    <section class="panel">
      <dl class="facts facts-grid">
        <Fact name={field.kind}>{kind[invitation.kind]}</Fact>
        <Fact name={field.inviter}>{inviter.name ?? inviter.id}</Fact>
        <Fact name={field.created}>
          <When site={site} at={created_at} now={now} />
        </Fact>
        <Fact name={field.expires}>
          <When site={site} at={expires_at} now={now} />
        </Fact>
        {sent_at && (
          <Fact name={field.sent}>
            <Exactly site={site} at={sent_at} />
          </Fact>
        )}
        {accepted_at && (
          <Fact name={field.accepted}>
            <Exactly site={site} at={accepted_at} />
          </Fact>
        )}
        <Fact name={field.uses}>{usesOf(invitation.uses, invitation.max_uses)}</Fact>
        <Fact name={field.roles}>{roles.length > 0 ? <Tags texts={roles} /> : none}</Fact>
        {permissions.length > 0 && (
          <Fact name={field.permissions}>
            <Tags texts={permissions.map(({ permission_name }) => permission_name)} />
          </Fact>
        )}
        {metadata.length > 0 && (
          <Fact name={field.metadata}>
            <Tags texts={metadata} />
          </Fact>
        )}
        <OptionalFact name={field.application} text={applicationName} />
        <OptionalFact name={field.connection} text={invitation.connection} />
        <OptionalFact name={field.language} text={toLanguageName(invitation.locale, site.locale)} />
        <OptionalFact name={field.message} text={invitation.message} />
        <OptionalFact name={field.resultUrl} text={invitation.result_url} />
        <OptionalFact name={field.externalId} text={invitation.external_id} />
        {invitation.parent_id && (
          <Fact name={field.parent}>
            <a href={`/admin/invitations/${invitation.parent_id}`}>{invitation.parent_id}</a>
          </Fact>
        )}
        <Fact name={field.id}>
          <code>{invitation.id}</code>
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function OptionalFact({ name, text }: { name: string; text: string | null | undefined }) {
  return text ? <Fact name={name}>{text}</Fact> : null
}

function Tags({ texts }: { texts: readonly string[] }) {
  return (
    <ul class="tags">
      {texts.map(text => (
        <li>{text}</li>
      ))}
    </ul>
  )
}

function toLanguageName(locale: string | null, reader: string): string | undefined {
  if (locale === null) return undefined
  return new Intl.DisplayNames([reader], { type: 'language' }).of(locale)
}
