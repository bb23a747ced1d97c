import type { Context } from 'hono'
import { z } from 'zod'
import type { Caller } from '../../../invitations/model/caller.ts'
import type { InvitationFilter } from '../../../ledger/invitations/invitation-ledger.ts'
import { LedgerError } from '../../../ledger/ledger-error.ts'
import { BYTE_ORDER_MARK } from '../../../wire/csv.ts'
import { exampleInvitation, type InvitationJson } from '../../../wire/invitation-schema.ts'
import type { ApiDeps } from '../api-deps.ts'
import { csvHeader, toCsvLine } from '../export-csv.ts'
import { listPage } from '../list-page.ts'
import { defineOperation } from '../operation.ts'
import { filterQuery } from '../schemas/filter-query.ts'
import { streamText } from '../stream-text.ts'
import { toFilter } from '../to-filter.ts'

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
      'takes it for a formula; the file begins with a byte order mark, so that they read it as UTF-8. A stream that cannot be finished breaks off, so that nobody takes half of it for all.',
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
    return answerExport(deps, c, { caller, format, filter: toFilter(conditions, caller) })
  },
)

interface Export {
  readonly caller: Caller
  readonly format: keyof typeof types
  readonly filter: InvitationFilter | undefined
}

/** Answers with all invitations that match, as one stream. */
export async function answerExport(
  deps: ExportDeps,
  c: Pick<Context, 'header' | 'body'>,
  { caller, format, filter }: Export,
): Promise<Response> {
  const pages = walkInvitations(deps, caller, filter)
  // The first page comes before the first byte: what fails here can still be answered as an error.
  const first = await pages.next()
  c.header('Content-Type', types[format])
  c.header('Content-Disposition', `attachment; filename="invitations.${format}"`)
  const body = streamText(toLines(format, first.value ?? [], pages), error =>
    deps.log.error('export_broken_off', { code: exportErrorOf(error) }),
  )
  return c.body(body)
}

type ExportDeps = Parameters<typeof listPage>[0] & Pick<ApiDeps, 'log'>

async function* toLines(
  format: keyof typeof types,
  first: readonly InvitationJson[],
  rest: AsyncGenerator<InvitationJson[], void>,
): AsyncGenerator<string, void> {
  const toLine = format === 'csv' ? toCsvLine : (one: InvitationJson) => `${JSON.stringify(one)}\n`
  yield (format === 'csv' ? `${BYTE_ORDER_MARK}${csvHeader()}` : '') + first.map(toLine).join('')
  for await (const page of rest) yield page.map(toLine).join('')
}

/** Never the message: it may quote a statement. */
function exportErrorOf(error: unknown): string {
  return error instanceof LedgerError ? error.code : 'unknown'
}

/** Large enough to be quick, small enough to keep nobody waiting and no memory filled. */
const PAGE = 500

/** Every invitation that matches, page by page, as the API shows them. */
async function* walkInvitations(
  deps: ExportDeps,
  caller: Caller,
  filter: InvitationFilter | undefined,
): AsyncGenerator<InvitationJson[], void> {
  let after: Parameters<typeof listPage>[2]['after']
  do {
    const page = await listPage(deps, caller, { filter, take: PAGE, after })
    yield page.invitations
    after = page.next
  } while (after)
}
