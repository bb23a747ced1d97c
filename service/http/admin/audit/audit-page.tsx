import type { z } from 'zod'
import { scopeOf } from '../../../invitations/model/caller.ts'
import { type Act, subjectsOf } from '../../../ledger/schema/via.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { event } from '../../../wire/event-schema.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { instantOf } from '../instant-of.ts'
import { OlderPages } from '../older-pages.tsx'
import { Day } from '../parts/when.tsx'
import { AuditFilter } from './audit-filter.tsx'
import { type AuditQuery, toAuditSearch } from './audit-query.ts'
import { ChangeList } from './change-list.tsx'

type EventJson = z.output<typeof event>

interface AuditPageProps {
  admin: Administrator
  events: readonly EventJson[]
  query: AuditQuery
  /** The next page begins after this event; undefined on the last one. */
  next: number | undefined
}

const PATH = '/admin/audit'

/** All that happened, newest first. */
export function AuditPage({ admin, events, query, next }: AuditPageProps) {
  const { locale } = admin.site
  const messages = messagesFor(locale).audit
  const isAll = scopeOf(admin.caller) === undefined
  const isUnfinished = next !== undefined && events.length === 0
  const search = next === undefined ? undefined : toAuditSearch({ ...query, after: next })
  return (
    <AdminPage admin={admin} title={messages.title} area={PATH} lead={isAll ? messages.all : messages.own}>
      <AuditFilter messages={messages} query={query} />
      {events.length === 0 ? (
        <p class="empty">{isUnfinished ? messages.unfinished : messages.empty}</p>
      ) : (
        <section class="table-frame" aria-label={messages.title}>
          <EventTable admin={admin} events={events} />
        </section>
      )}
      <OlderPages messages={messages} path={PATH} next={search} isFirst={query.after === undefined} />
    </AdminPage>
  )
}

function EventTable({ admin, events }: { admin: Administrator; events: readonly EventJson[] }) {
  const messages = messagesFor(admin.site.locale).audit
  return (
    <table class="table table-cards">
      <thead>
        <tr>
          {[messages.when, messages.type, messages.invitation, messages.who, messages.changes].map(name => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map(event => (
          <EventRow admin={admin} event={event} />
        ))}
      </tbody>
    </table>
  )
}

function EventRow({ admin, event }: { admin: Administrator; event: EventJson }) {
  const { locale } = admin.site
  const messages = messagesFor(locale).audit
  const { actor, invitation_id: id } = event
  const act = actor.act as Act | undefined
  const { through } = messagesFor(locale).invitation.history
  return (
    <tr>
      <th scope="row">
        {event.type === 'opened' && scopeOf(admin.caller) !== undefined ? (
          <Day site={admin.site} at={event.at} />
        ) : (
          <time datetime={event.at}>{instantOf(locale)(Date.parse(event.at))}</time>
        )}
      </th>
      <td data-label={messages.type}>{messages.types[event.type]}</td>
      <td data-label={messages.invitation}>
        <a href={`/admin/invitations/${encodeURIComponent(id)}`}>{id}</a>
      </td>
      <td data-label={messages.who}>
        <span>
          {act
            ? through(messages.actorKinds[actor.kind], subjectsOf(act).join(' ← '))
            : messages.actorKinds[actor.kind]}
          {actor.id !== null && (
            <>
              <br />
              <a href={`${PATH}${toAuditSearch({ actor: actor.id })}`}>
                <code>{actor.id}</code>
              </a>
            </>
          )}
        </span>
      </td>
      <td data-label={messages.changes}>
        <ChangeList messages={messages} before={event.before} after={event.after} />
      </td>
    </tr>
  )
}
