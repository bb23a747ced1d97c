import type { SweepRow } from '../../../ledger/schema/sweep-schema.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import { type AdminInvitationWords, adminInvitationWords } from '../../../words/admin/invitation/words.ts'
import { type SweepWords, sweepWords } from '../../../words/admin/sweep/words.ts'
import { adminTableWords } from '../../../words/admin/table/words.ts'
import { createFormats } from '../../charts/formats.ts'
import type { Site } from '../../pages/site.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { FormToken } from '../frame/form-token.tsx'
import { toRecipient } from '../parts/recipient.ts'

/** Often enough to look alive, seldom enough to be read. */
const REFRESH_SECONDS = 3
const AREA = '/admin/invitations'

type Reason = keyof AdminInvitationWords['reason']

export interface SweepPageProps {
  admin: Administrator
  sweep: SweepRow
  /** The first of those that were refused, as far as they are still there. */
  examples: readonly { invitation: InvitationJson; reason: string }[]
}

/** How far a change of all that match has come, and what came of it. */
export function SweepPage(props: SweepPageProps) {
  const { admin, sweep } = props
  const { locale } = admin.site
  const words = sweepWords(locale)
  const isRunning = sweep.status === 'running'
  return (
    <AdminPage
      admin={admin}
      title={words.title[sweep.action]}
      area={AREA}
      actions={<a href={AREA}>{adminTableWords(locale).result.back}</a>}
      refreshSeconds={isRunning ? REFRESH_SECONDS : undefined}
    >
      <p>
        <SweepBadge site={admin.site} sweep={sweep} />
      </p>
      {sweep.status === 'failed' && (
        <p class="notice notice-bad" role="alert">
          {sweep.failure === 'forbidden' ? words.failure.forbidden : words.failure.other}
        </p>
      )}
      {isRunning && <Progress {...props} />}
      <Counts {...props} />
      {isRunning && <Stop admin={admin} sweep={sweep} words={words} />}
      <Reasons {...props} />
    </AdminPage>
  )
}

const tones = { running: 'accent', finished: 'good', cancelled: 'caution', failed: 'bad' } as const

/** Where a sweep is, in a word. */
export function SweepBadge({ site, sweep: { status } }: { site: Site; sweep: SweepRow }) {
  return <span class={`badge badge-${tones[status]}`}>{sweepWords(site.locale).status[status]}</span>
}

function Progress({ admin, sweep }: SweepPageProps) {
  const words = sweepWords(admin.site.locale)
  const { count } = createFormats(admin.site.locale)
  const total = Math.max(sweep.total, sweep.seen)
  const label = words.progress(count(sweep.seen), count(total))
  return (
    <div role="status">
      <progress class="progress" max={Math.max(1, total)} value={sweep.seen} aria-label={label} />
      <p class="note">{label}</p>
      <p class="note">{words.goesOn}</p>
    </div>
  )
}

function Counts({ admin, sweep }: SweepPageProps) {
  const words = sweepWords(admin.site.locale)
  const { count } = createFormats(admin.site.locale)
  const { seen, changed, total, status } = sweep
  const stats = [
    [words.changed, changed],
    [words.refused, seen - changed],
    // Of one that has finished these are those that did not match any more.
    ...(status === 'finished' ? [] : ([[words.left, Math.max(0, total - seen)]] as const)),
  ] as const
  return (
    <dl class="stats">
      {stats.map(([name, number]) => (
        <div class="stat">
          <dt>{name}</dt>
          <dd>{count(number)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Stop({ admin, sweep, words }: { admin: Administrator; sweep: SweepRow; words: SweepWords }) {
  return (
    <form class="choices" method="post" action={`${AREA}/sweeps/${sweep.id}/stop`}>
      <FormToken admin={admin} />
      <button type="submit" class="button button-quiet">
        {words.stop}
      </button>
      <p class="hint">{words.stopHint}</p>
    </form>
  )
}

function Reasons({ admin, sweep, examples }: SweepPageProps) {
  const { site } = admin
  const words = sweepWords(site.locale)
  const { reason: reasons } = adminInvitationWords(site.locale)
  const { count } = createFormats(site.locale)
  const refused = Object.entries(JSON.parse(sweep.refused) as Record<string, number>)
  if (refused.length === 0) return null
  const textOf = (reason: string) => reasons[reason as Reason] ?? reason
  return (
    <section class="panel">
      <h2>{words.reasons}</h2>
      <dl class="facts">
        {refused.map(([reason, number]) => (
          <div>
            <dt>{textOf(reason)}</dt>
            <dd>{count(number)}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{words.examples(count(examples.length))}</summary>
        <ul class="selected">
          {examples.map(({ invitation, reason }) => (
            <li>
              <a href={`${AREA}/${invitation.id}`}>{toRecipient(invitation, site)}</a>
              <span class="quiet">{textOf(reason)}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
