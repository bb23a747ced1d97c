import type { Command } from '../command.ts'
import { filterHelp, filterOptions, readFilters } from '../filter-options.ts'
import { cellTitles, type Invitation, toCells } from '../invitation.ts'
import { readText } from '../option-values.ts'
import { toTable } from '../table.ts'

interface Page {
  readonly invitations: readonly Invitation[]
  readonly next?: string
  readonly total?: number
}

/** `guestlist list` */
export const list: Command = {
  name: 'list',
  summary: 'List invitations, newest first',
  usage: '',
  options: {
    ...filterOptions,
    take: { type: 'string' },
    from: { type: 'string' },
    totals: { type: 'boolean' },
  },
  help: {
    ...filterHelp,
    take: 'how many at most, 1 to 100 (50)',
    from: 'where to go on, as the page before says',
    totals: 'count all that match',
  },
  examples: [
    'guestlist list --status pending --role Editor',
    'guestlist list --email grace@example.com --json',
  ],
  async run({ client, output, options, json }) {
    const query = {
      ...readFilters(options),
      take: readText(options, 'take'),
      from: readText(options, 'from'),
      include_totals: options.totals ? 'true' : undefined,
    }
    const page = await client.request<Page>('GET', '/api/invitations', { query })
    if (json) return output.print(JSON.stringify(page))
    output.print(toTable(cellTitles, page.invitations.map(toCells)))
    if (page.total !== undefined) output.remark(`${page.total} in all`)
    if (page.next) output.remark(`More: --from ${page.next}`)
  },
}
