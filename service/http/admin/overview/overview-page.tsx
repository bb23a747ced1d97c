import { scopeOf } from '../../../invitations/model/caller.ts'
import type { Statistics } from '../../../ledger/statistics/statistics-ledger.ts'
import { messagesFor } from '../../../messages/messages.ts'
import { createFormats } from '../../charts/formats.ts'
import type { Administrator } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { AcceptanceChart } from './acceptance-chart.tsx'
import { AttentionList } from './attention-list.tsx'
import { sumOf } from './chart-props.ts'
import type { AttentionItem } from './decide-attention.ts'
import { FunnelChart } from './funnel-chart.tsx'
import { OverTimeChart } from './over-time-chart.tsx'
import { type Range, RangeLinks } from './range.tsx'
import { InviterChart, RoleChart } from './ranking-chart.tsx'

interface OverviewPageProps {
  admin: Administrator
  items: readonly AttentionItem[]
  statistics: Statistics
  range: Range
}

const PATH = '/admin/overview'

/** What needs attention, and how invitations are doing. */
export function OverviewPage({ admin, items, statistics, range }: OverviewPageProps) {
  const { locale } = admin.site
  const messages = messagesFor(locale).overview
  const formats = createFormats(locale)
  const isAll = scopeOf(admin.caller) === undefined
  const chart = { statistics, range, locale }
  return (
    <AdminPage admin={admin} title={messages.title} area={PATH} lead={isAll ? messages.all : messages.own}>
      <AttentionList admin={admin} items={items} />
      <RangeLinks range={range} path={PATH} messages={messages} formats={formats} />
      <Totals {...chart} />
      <div class="chart-grid">
        <OverTimeChart {...chart} />
        <FunnelChart {...chart} />
        <AcceptanceChart {...chart} />
        <RoleChart {...chart} />
        {isAll && <InviterChart {...chart} />}
      </div>
      <p class="note">{messages.basis}</p>
    </AdminPage>
  )
}

function Totals({ statistics, locale }: { statistics: Statistics; locale: Administrator['site']['locale'] }) {
  const { counts, acceptance } = messagesFor(locale).overview
  const formats = createFormats(locale)
  const sum = (name: 'invited' | 'sent' | 'opened' | 'accepted') => sumOf(statistics.days, name)
  return (
    <dl class="stats">
      {(['invited', 'sent', 'opened', 'accepted'] as const).map(name => (
        <div class="stat">
          <dt>{counts[name]}</dt>
          <dd>{formats.count(sum(name))}</dd>
        </div>
      ))}
      <div class="stat">
        <dt>{acceptance}</dt>
        <dd>{formats.share(sum('accepted'), sum('invited'))}</dd>
      </div>
    </dl>
  )
}
