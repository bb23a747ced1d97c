import type { BulkOperationRow } from '../../../ledger/schema/bulk-operation-schema.ts'
import { messagesFor } from '../../../messages/messages.ts'
import { createFormats } from '../../charts/formats.ts'
import type { Administrator } from '../admin-env.ts'
import { BulkOperationBadge } from './bulk-operation-page.tsx'

/** The way back to what goes on in the background, and to its results. */
export function RecentBulkOperations({
  admin,
  bulkOperations,
}: {
  admin: Administrator
  bulkOperations: readonly BulkOperationRow[]
}) {
  if (bulkOperations.length === 0) return null
  const { locale } = admin.site
  const messages = messagesFor(locale).bulkOperation
  const { count } = createFormats(locale)
  return (
    <section class="notice" aria-label={messages.recent}>
      <ul class="selected">
        {bulkOperations.map(bulkOperation => (
          <li>
            <a href={`/admin/invitations/bulk-operations/${bulkOperation.id}`}>
              {messages.title[bulkOperation.action]}
            </a>
            <span>
              <BulkOperationBadge site={admin.site} bulkOperation={bulkOperation} />{' '}
              {messages.progress(
                count(bulkOperation.seen),
                count(Math.max(bulkOperation.total, bulkOperation.seen)),
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
