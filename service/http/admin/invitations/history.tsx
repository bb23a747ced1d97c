import type { EventRow } from '../../../ledger/event-schema.ts'
import { fromViaJson, subjectsOf } from '../../../ledger/via.ts'
import { adminInvitationWords } from '../../../words/admin/invitation/words.ts'
import { Exactly } from '../parts/when.tsx'
import type { InvitationPageProps } from './invitation-page.tsx'

/** What happened to an invitation, oldest first, and who did it. */
export function History({ admin, invitation, events, nextEvents }: InvitationPageProps) {
  const { history } = adminInvitationWords(admin.site.locale)
  return (
    <section class="panel">
      <h2>{history.title}</h2>
      {events.length === 0 && <p class="quiet">{history.none}</p>}
      <ol class="timeline">
        {events.map(event => (
          <li>
            <strong>{history.event[event.type]}</strong>{' '}
            <span class="quiet">{history.by(nameActor(event, admin))}</span>
            <Exactly site={admin.site} at={new Date(event.at).toISOString()} />
          </li>
        ))}
      </ol>
      {nextEvents !== undefined && (
        <a href={`/admin/invitations/${invitation.id}?events=${nextEvents}`}>{history.more}</a>
      )}
    </section>
  )
}

/** The tenant's id of whoever it was, where there is one; the ledger keeps no names of them. */
function nameActor(event: EventRow, admin: InvitationPageProps['admin']): string {
  const { through } = adminInvitationWords(admin.site.locale).history
  const who = nameSubject(event, admin)
  const { act } = fromViaJson(event.actor_via) ?? {}
  return act ? through(who, subjectsOf(act).join(' ← ')) : who
}

function nameSubject({ actor_kind, actor_id }: EventRow, admin: InvitationPageProps['admin']): string {
  const { actor, you } = adminInvitationWords(admin.site.locale).history
  if (actor_id === admin.caller.id) return you
  return actor_kind === 'system' || actor_id === null
    ? actor[actor_kind]
    : `${actor[actor_kind]} (${actor_id})`
}
