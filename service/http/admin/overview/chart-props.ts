import type { Locale } from '../../../../contract/locale.ts'
import type { StatisticsCounts } from '../../../ledger/schema/statistics-schema.ts'
import type { Statistics } from '../../../ledger/statistics/statistics-ledger.ts'
import type { Messages } from '../../../messages/messages.ts'
import type { Formats } from '../../charts/formats.ts'
import type { Range } from './range.tsx'

/** What each chart of the overview is made of. */
export interface ChartProps {
  statistics: Statistics
  range: Range
  locale: Locale
}

/** All of one count. */
export function sumOf(items: readonly StatisticsCounts[], name: keyof StatisticsCounts): number {
  return items.reduce((sum, item) => sum + item[name], 0)
}

/** Returns the totals in words: "Invited: 12. Accepted: 4." */
export function totalOf(
  { days }: { days: readonly StatisticsCounts[] },
  messages: Messages['overview'],
  formats: Formats,
) {
  return (['invited', 'accepted'] as const)
    .map(name => `${messages.counts[name]}: ${formats.count(sumOf(days, name))}.`)
    .join(' ')
}
