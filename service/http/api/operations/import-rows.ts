import { z } from 'zod'
import { writeFailedRows } from '../imports/failed-rows.ts'
import { toImportRowsJson } from '../imports/import-json.ts'
import { toStoredStates } from '../imports/import-row-states.ts'
import { defineOperation } from '../operation.ts'
import { exampleImportRow, importRowSchema, importRowStates } from '../schemas/import-schema.ts'
import { streamText } from '../stream-text.ts'
import { exampleImportParameters, importParameters } from './imports.ts'

const query = z.strictObject({
  state: z.enum(importRowStates).optional().describe('Only rows that were sorted there.'),
  take: z.coerce.number().int().min(1).max(1000).default(100).describe('How many at most.'),
  from: z.coerce.number().int().min(1).optional().describe('Where to go on: `next` of the page before.'),
})

const rowPage = z
  .object({
    rows: z.array(importRowSchema),
    next: z.string().optional().describe('Where the next page begins; missing on the last one.'),
  })
  .meta({ id: 'ImportRowPage' })

/** `GET /api/imports/{id}/rows` */
export const listImportRows = defineOperation(
  {
    id: 'listImportRows',
    method: 'get',
    path: '/api/imports/{id}/rows',
    tag: 'Imports',
    summary: 'List the rows of an import',
    description: 'In the order of the file: how each was sorted, and what became of it.',
    permissions: ['read:invitations'],
    parameters: importParameters,
    query,
    answers: [
      {
        status: 200,
        description: 'One page.',
        content: [
          { type: 'application/json', schema: rowPage, example: { rows: [exampleImportRow], next: '17' } },
        ],
      },
    ],
    refusals: ['not_found'],
    example: { parameters: exampleImportParameters, query: { state: 'malformed' } },
  },
  async (deps, { caller, parameters, query: { state, take, from } }, c) => {
    const row = await deps.imports.find(parameters.id, caller)
    const states = toStoredStates(row, state)
    const found =
      states && (await deps.ledger.listFileRows({ importId: row.id, states, after: from, take: take + 1 }))
    const rows = await toImportRowsJson(deps, row, found?.slice(0, take) ?? [])
    const hasNext = found !== undefined && found.length > take
    return c.json({ rows, ...(hasNext && { next: String(rows.at(-1)?.line) }) })
  },
)

/** `GET /api/imports/{id}/failed.csv` */
export const exportFailedRows = defineOperation(
  {
    id: 'exportFailedRows',
    method: 'get',
    path: '/api/imports/{id}/failed.csv',
    tag: 'Imports',
    summary: 'Export the rows that failed',
    description:
      'Malformed and failed rows as a file of their own, with columns behind them that say what is wrong: correct it ' +
      'and upload it again. Of an import that was cancelled or failed also the rows that it did not come to.',
    permissions: ['read:invitations'],
    parameters: importParameters,
    answers: [
      {
        status: 200,
        description: 'The file.',
        headers: { 'Content-Disposition': 'A name for the file.' },
        content: [
          {
            type: 'text/csv',
            example:
              'email,guestlist_line,guestlist_reason,guestlist_field\r\ngrace@example,17,invalid_address,email\r\n',
          },
        ],
      },
    ],
    refusals: ['not_found'],
    example: { parameters: exampleImportParameters },
  },
  async (deps, { caller, parameters }, c) => {
    const row = await deps.imports.find(parameters.id, caller)
    c.header('Content-Type', 'text/csv; charset=utf-8; header=present')
    c.header('Content-Disposition', `attachment; filename="failed-${row.id}.csv"`)
    return c.body(
      streamText(writeFailedRows(deps, row), () =>
        deps.log.error('export_broken_off', { requestId: c.get('requestId'), code: 'unknown' }),
      ),
    )
  },
)
