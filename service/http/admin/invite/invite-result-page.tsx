import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { LinkField } from '../parts/link-panel.tsx'
import { textOf } from './invite-fault.ts'
import type { Sent } from './send-invitations.ts'

interface InviteResultPageProps {
  admin: Administrator
  sent: readonly Sent[]
}

/** What became of each, and the links that are shown this once. */
export function InviteResultPage({ admin, sent }: InviteResultPageProps) {
  const { result } = messagesFor(admin.site.locale).invite
  const { once, proof } = messagesFor(admin.site.locale).invitation.link
  const links = sent.filter(one => one.outcome === 'link')
  const summary = summarise(sent, result)
  const isGood = sent.some(({ outcome }) => outcome !== 'failed')
  return (
    <AdminPage admin={admin} title={result.title} area="/admin/invitations/new">
      <div class={`notice ${isGood ? 'notice-good' : 'notice-caution'}`} role="status">
        {summary.map(text => (
          <p>{text}</p>
        ))}
      </div>
      {links.length > 0 && (
        <section class="panel wide">
          <p class="note">
            {once} {proof}
          </p>
          {links.map((one, index) => (
            <div class="link-of">
              <h2>
                <a href={`/admin/invitations/${one.id}`}>{one.recipient}</a>
              </h2>
              <LinkField site={admin.site} link={one.link} id={`link-${index}`} recipient={one.recipient} />
            </div>
          ))}
        </section>
      )}
      <Others admin={admin} sent={sent} />
      <p class="choices way-back">
        <a class="button" href="/admin/invitations/new">
          {result.more}
        </a>
        {admin.caller.permissions.has('read:invitations') && (
          <a class="button button-quiet" href="/admin/invitations">
            {result.list}
          </a>
        )}
      </p>
    </AdminPage>
  )
}

/** First what was not done. */
function Others({ admin, sent }: InviteResultPageProps) {
  const { result } = messagesFor(admin.site.locale).invite
  const others = sent
    .filter(({ outcome }) => outcome !== 'link')
    .toSorted((a, b) => Number(b.outcome === 'failed') - Number(a.outcome === 'failed'))
  if (others.length === 0) return null
  return (
    <section class="panel wide">
      <ul class="selected">
        {others.map(one =>
          one.outcome === 'failed' ? (
            <li>
              <span>{one.recipient}</span>
              <span>
                <span class="badge badge-bad">{result.outcome.failed}</span>{' '}
                {textOf(one.reason, admin.site.locale)}
              </span>
            </li>
          ) : (
            <li>
              <a href={`/admin/invitations/${one.id}`}>{one.recipient}</a>
              <span class="badge badge-good">{result.outcome[one.outcome]}</span>
            </li>
          ),
        )}
      </ul>
    </section>
  )
}

function summarise(sent: readonly Sent[], messages: Messages['invite']['result']): readonly string[] {
  const count = (outcome: Sent['outcome']) => sent.filter(one => one.outcome === outcome).length
  const all = [
    [count('sent'), messages.sent],
    [count('link'), messages.links],
    [count('extended'), messages.extended],
    [count('failed'), messages.failed],
  ] as const
  return all.flatMap(([number, sentence]) => (number > 0 ? [sentence(number).replace(/:$/, '.')] : []))
}
