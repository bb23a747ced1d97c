import { messagesFor } from '../../../messages/messages.ts'
import { When } from '../parts/when.tsx'
import type { AdminInvitationPageProps } from './invitation-page.tsx'

/** Who joined through an invitation. Those who came through a link for many have invitations of their own. */
export function People({ admin, invitation, now }: AdminInvitationPageProps) {
  const { people } = messagesFor(admin.site.locale).invitation
  const { id, kind, redemptions } = invitation
  return (
    <section class="panel">
      <h2>{people.title}</h2>
      {kind !== 'personal' && (
        <p>
          <a href={`/admin/invitations?parent=${id}`}>{people.children}</a>
        </p>
      )}
      {kind === 'personal' && redemptions.length === 0 && <p class="quiet">{people.none}</p>}
      {redemptions.map(redemption => (
        <dl class="facts facts-grid">
          <div>
            <dt>{people.at}</dt>
            <dd>
              <When site={admin.site} at={redemption.redeemed_at} now={now} />
            </dd>
          </div>
          <div>
            <dt>{people.through}</dt>
            <dd>{redemption.connection}</dd>
          </div>
          <div>
            <dt>
              <code>{redemption.user_id}</code>
            </dt>
            <dd>
              <span class={redemption.granted_at ? 'badge badge-good' : 'badge badge-accent'}>
                {redemption.granted_at ? people.granted : people.granting}
              </span>
            </dd>
          </div>
        </dl>
      ))}
    </section>
  )
}
