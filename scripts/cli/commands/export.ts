import type { Command } from '../command.ts'
import { filterHelp, filterOptions, readFilters } from '../filter-options.ts'
import { readText } from '../option-values.ts'

/** `guestlist export` */
export const exportInvitations: Command = {
  name: 'export',
  summary: 'Write all invitations that match to standard output',
  usage: '[--format csv|ndjson]',
  options: { ...filterOptions, format: { type: 'string' } },
  help: { format: 'csv (default) or ndjson', ...filterHelp },
  examples: ['guestlist export --status accepted > accepted.csv'],
  async run({ client, output, options, json }) {
    const format = readText(options, 'format') ?? (json ? 'ndjson' : 'csv')
    await output.pipe(await client.stream('/api/invitations/export', { ...readFilters(options), format }))
  },
}
