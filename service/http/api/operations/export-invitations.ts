import { stream } from 'hono/streaming'
import { z } from 'zod'
import { csvHeader, toCsvLine } from '../export-csv.ts'
import { defineOperation } from '../operation.ts'
import { filterQuery } from '../schemas/filter-query.ts'
import { exampleInvitation } from '../schemas/invitation-schema.ts'
import { toFilter } from '../to-filter.ts'
import { walkInvitations } from '../walk-invitations.ts'

const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
} as const

const query = filterQuery.extend({
  format: z
    .enum(['csv', 'ndjson'])
    .default('csv')
    .describe('For spreadsheets, or one JSON object in each line with all that the API shows.'),
})

/** `GET /api/invitations/export` */
export const exportInvitations = defineOperation(
  {
    id: 'exportInvitations',
    method: 'get',
    path: '/api/invitations/export',
    tag: 'Invitations',
    summary: 'Export invitations',
    description:
      'All invitations that match, newest first, as one stream: your own, with `grant:any` all. In CSV a cell that ' +
      'begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it, so that no spreadsheet ' +
      'takes it for a formula. A stream that breaks off ends without its last line break.',
    permissions: ['read:invitations'],
    query,
    answers: [
      {
        status: 200,
        description: 'The file.',
        headers: { 'Content-Disposition': 'A name for the file.' },
        content: [
          { type: 'text/csv', example: `${csvHeader()}${toCsvLine(exampleInvitation)}` },
          { type: 'application/x-ndjson', example: `${JSON.stringify(exampleInvitation)}\n` },
        ],
      },
    ],
    refusals: [],
    example: { query: { format: 'csv', status: 'accepted' } },
  },
  async (deps, { caller, query: { format, ...conditions } }, c) => {
    const pages = walkInvitations(deps, caller, toFilter(conditions, caller))
    // The first page comes before the first byte: what fails here can still be answered as an error.
    const first = await pages.next()
    c.header('Content-Type', types[format])
    c.header('Content-Disposition', `attachment; filename="invitations.${format}"`)
    return stream(c, async out => {
      if (format === 'csv') await out.write(csvHeader())
      for (let page = first; !page.done && !out.aborted; page = await pages.next()) {
        const lines = page.value.map(one => (format === 'csv' ? toCsvLine(one) : `${JSON.stringify(one)}\n`))
        await out.write(lines.join(''))
      }
    })
  },
)
