import type { BulkOperationRow } from '../../../ledger/schema/bulk-operation-schema.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import { type BulkOperationWords, bulkOperationWords } from '../../../words/admin/bulk-operation/words.ts'
import { type AdminInvitationWords, adminInvitationWords } from '../../../words/admin/invitation/words.ts'
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

export interface BulkOperationPageProps {
  admin: Administrator
  bulkOperation: BulkOperationRow
  /** The first of those that were refused, as far as they are still there. */
  examples: readonly { invitation: InvitationJson; reason: string }[]
}

/** How far a change of all that match has come, and what came of it. */
export function BulkOperationPage(props: BulkOperationPageProps) {
  const { admin, bulkOperation } = props
  const { locale } = admin.site
  const words = bulkOperationWords(locale)
  const isRunning = bulkOperation.status === 'running'
  return (
    <AdminPage
      admin={admin}
      title={words.title[bulkOperation.action]}
      area={AREA}
      actions={<a href={AREA}>{adminTableWords(locale).result.back}</a>}
      refreshSeconds={isRunning ? REFRESH_SECONDS : undefined}
    >
      <p>
        <BulkOperationBadge site={admin.site} bulkOperation={bulkOperation} />
      </p>
      {bulkOperation.status === 'failed' && (
        <p class="notice notice-bad" role="alert">
          {bulkOperation.failure === 'forbidden' ? words.failure.forbidden : words.failure.other}
        </p>
      )}
      {isRunning && <Progress {...props} />}
      <Counts {...props} />
      {isRunning && <Stop admin={admin} bulkOperation={bulkOperation} words={words} />}
      <Reasons {...props} />
    </AdminPage>
  )
}

const tones = { running: 'accent', finished: 'good', cancelled: 'caution', failed: 'bad' } as const

/** Where a bulk operation is, in a word. */
export function BulkOperationBadge({
  site,
  bulkOperation: { status },
}: {
  site: Site
  bulkOperation: BulkOperationRow
}) {
  return <span class={`badge badge-${tones[status]}`}>{bulkOperationWords(site.locale).status[status]}</span>
}

function Progress({ admin, bulkOperation }: BulkOperationPageProps) {
  const words = bulkOperationWords(admin.site.locale)
  const { count } = createFormats(admin.site.locale)
  const total = Math.max(bulkOperation.total, bulkOperation.seen)
  const label = words.progress(count(bulkOperation.seen), count(total))
  return (
    <div role="status">
      <progress class="progress" max={Math.max(1, total)} value={bulkOperation.seen} aria-label={label} />
      <p class="note">{label}</p>
      <p class="note">{words.goesOn}</p>
    </div>
  )
}

function Counts({ admin, bulkOperation }: BulkOperationPageProps) {
  const words = bulkOperationWords(admin.site.locale)
  const { count } = createFormats(admin.site.locale)
  const { seen, changed, total, status } = bulkOperation
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

function Stop({
  admin,
  bulkOperation,
  words,
}: {
  admin: Administrator
  bulkOperation: BulkOperationRow
  words: BulkOperationWords
}) {
  return (
    <form class="choices" method="post" action={`${AREA}/bulk-operations/${bulkOperation.id}/stop`}>
      <FormToken admin={admin} />
      <button type="submit" class="button button-quiet">
        {words.stop}
      </button>
      <p class="hint">{words.stopHint}</p>
    </form>
  )
}

function Reasons({ admin, bulkOperation, examples }: BulkOperationPageProps) {
  const { site } = admin
  const words = bulkOperationWords(site.locale)
  const { reason: reasons } = adminInvitationWords(site.locale)
  const { count } = createFormats(site.locale)
  const refused = Object.entries(JSON.parse(bulkOperation.refused) as Record<string, number>)
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
