import type { SweepRow } from '../../../ledger/schema/sweep-schema.ts'
import { sweepWords } from '../../../words/admin/sweep/words.ts'
import { createFormats } from '../../charts/formats.ts'
import type { Administrator } from '../admin-env.ts'
import { SweepBadge } from './sweep-page.tsx'

/** The way back to what goes on in the background, and to its results. */
export function RecentSweeps({ admin, sweeps }: { admin: Administrator; sweeps: readonly SweepRow[] }) {
  if (sweeps.length === 0) return null
  const { locale } = admin.site
  const words = sweepWords(locale)
  const { count } = createFormats(locale)
  return (
    <section class="notice" aria-label={words.recent}>
      <ul class="selected">
        {sweeps.map(sweep => (
          <li>
            <a href={`/admin/invitations/sweeps/${sweep.id}`}>{words.title[sweep.action]}</a>
            <span>
              <SweepBadge site={admin.site} sweep={sweep} />{' '}
              {words.progress(count(sweep.seen), count(Math.max(sweep.total, sweep.seen)))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
