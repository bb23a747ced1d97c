import type { BulkOperationRow } from '../../../ledger/schema/bulk-operation-schema.ts'
import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import { createFormats } from '../../charts/formats.ts'
import type { Site } from '../../pages/site.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { FormToken } from '../frame/form-token.tsx'
import { toRecipient } from '../parts/recipient.ts'

/** Often enough to look alive, seldom enough to be read. */
const REFRESH_SECONDS = 3
const AREA = '/admin/invitations'

type Reason = keyof Messages['invitation']['reason']

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
  const messages = messagesFor(locale).bulkOperation
  const isRunning = bulkOperation.status === 'running'
  return (
    <AdminPage
      admin={admin}
      title={messages.title[bulkOperation.action]}
      area={AREA}
      actions={<a href={AREA}>{messagesFor(locale).table.result.back}</a>}
      refreshSeconds={isRunning ? REFRESH_SECONDS : undefined}
    >
      <p>
        <BulkOperationBadge site={admin.site} bulkOperation={bulkOperation} />
      </p>
      {bulkOperation.status === 'failed' && (
        <p class="notice notice-bad" role="alert">
          {bulkOperation.failure === 'forbidden' ? messages.failure.forbidden : messages.failure.other}
        </p>
      )}
      {isRunning && <Progress {...props} />}
      <Counts {...props} />
      {isRunning && <Stop admin={admin} bulkOperation={bulkOperation} messages={messages} />}
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
  return (
    <span class={`badge badge-${tones[status]}`}>
      {messagesFor(site.locale).bulkOperation.status[status]}
    </span>
  )
}

function Progress({ admin, bulkOperation }: BulkOperationPageProps) {
  const messages = messagesFor(admin.site.locale).bulkOperation
  const { count } = createFormats(admin.site.locale)
  const total = Math.max(bulkOperation.total, bulkOperation.seen)
  const label = messages.progress(count(bulkOperation.seen), count(total))
  return (
    <div role="status">
      <progress class="progress" max={Math.max(1, total)} value={bulkOperation.seen} aria-label={label} />
      <p class="note">{label}</p>
      <p class="note">{messages.goesOn}</p>
    </div>
  )
}

function Counts({ admin, bulkOperation }: BulkOperationPageProps) {
  const messages = messagesFor(admin.site.locale).bulkOperation
  const { count } = createFormats(admin.site.locale)
  const { seen, changed, total, status } = bulkOperation
  const stats = [
    [messages.changed, changed],
    [messages.refused, seen - changed],
    // A finished operation has no rest: the remaining invitations no longer matched.
    ...(status === 'finished' ? [] : ([[messages.left, Math.max(0, total - seen)]] as const)),
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
  messages,
}: {
  admin: Administrator
  bulkOperation: BulkOperationRow
  messages: Messages['bulkOperation']
}) {
  return (
    <form class="choices" method="post" action={`${AREA}/bulk-operations/${bulkOperation.id}/stop`}>
      <FormToken admin={admin} />
      <button type="submit" class="button button-quiet">
        {messages.stop}
      </button>
      <p class="hint">{messages.stopHint}</p>
    </form>
  )
}

function Reasons({ admin, bulkOperation, examples }: BulkOperationPageProps) {
  const { site } = admin
  const messages = messagesFor(site.locale).bulkOperation
  const { reason: reasons } = messagesFor(site.locale).invitation
  const { count } = createFormats(site.locale)
  const refused = Object.entries(JSON.parse(bulkOperation.refused) as Record<string, number>)
  if (refused.length === 0) return null
  const textOf = (reason: string) => reasons[reason as Reason] ?? reason
  return (
    <section class="panel">
      <h2>{messages.reasons}</h2>
      <dl class="facts">
        {refused.map(([reason, number]) => (
          <div>
            <dt>{textOf(reason)}</dt>
            <dd>{count(number)}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{messages.examples(count(examples.length))}</summary>
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
