import { scopeOf } from '../../../invitations/model/caller.ts'
import { subjectsOf } from '../../../ledger/schema/via.ts'
import { messagesFor } from '../../../messages/messages.ts'
import { Day, Exactly } from '../parts/when.tsx'
import type { AdminInvitationPageProps } from './invitation-page.tsx'

type HistoryEvent = AdminInvitationPageProps['events'][number]

/** What happened to an invitation, oldest first, and who did it. */
export function History({ admin, invitation, events, nextEvents }: AdminInvitationPageProps) {
  const { history } = messagesFor(admin.site.locale).invitation
  return (
    <section class="panel">
      <h2>{history.title}</h2>
      {events.length === 0 && <p class="quiet">{history.none}</p>}
      <ol class="timeline">
        {events.map(event => (
          <li>
            <strong>{history.event[event.type]}</strong>{' '}
            <span class="quiet">{history.by(nameActor(event, admin))}</span>
            {event.type === 'opened' && scopeOf(admin.caller) !== undefined ? (
              <Day site={admin.site} at={event.at} />
            ) : (
              <Exactly site={admin.site} at={event.at} />
            )}
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
function nameActor(event: HistoryEvent, admin: AdminInvitationPageProps['admin']): string {
  const { through } = messagesFor(admin.site.locale).invitation.history
  const who = nameSubject(event, admin)
  const { act } = event.actor
  return act ? through(who, subjectsOf(act).join(' ← ')) : who
}

function nameSubject(
  { actor: { kind, id } }: HistoryEvent,
  admin: AdminInvitationPageProps['admin'],
): string {
  const { actor, you } = messagesFor(admin.site.locale).invitation.history
  if (id === admin.caller.id) return you
  return kind === 'system' || id === null ? actor[kind] : `${actor[kind]} (${id})`
}
