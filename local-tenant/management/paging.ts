import type { Context } from 'hono'
import type { JsonObject } from '../state/state.ts'
import { ManagementError } from './management-error.ts'

/** Paging that the listing endpoints share: `take`/`from`, `page`/`per_page`, `include_totals`. */
const longestPage = 100
const mostRecords = 1000

/**
 * Answers a list as Auth0 does: `{ <key>, next? }` for checkpoint paging, `{ start, limit, total, <key> }` with
 * `include_totals=true`, otherwise a bare array.
 */
export function answerList(
  c: Context,
  key: string,
  items: readonly JsonObject[],
  defaultLimit = 50,
): Response {
  const shown = items.map(item => selectFields(c, item))
  if (c.req.query('take') !== undefined || c.req.query('from') !== undefined)
    return answerCheckpoint(c, key, shown)
  const limit = readNumber(c, 'per_page', defaultLimit)
  if (limit > longestPage)
    throw invalidQuery(`'Value ${limit} is greater than maximum ${longestPage}' on property per_page`)
  const start = readNumber(c, 'page', 0) * limit
  if (start >= mostRecords) {
    const message = `Requesting page exceeds the allowed maximum of ${mostRecords} records.`
    throw new ManagementError(400, 'invalid_paging', message)
  }
  const page = shown.slice(start, start + limit)
  if (c.req.query('include_totals') !== 'true') return c.json(page)
  return c.json({ start, limit, ...countsOf(key, page.length, shown.length), [key]: page })
}

/** Only users are counted per page as well; invitations to an organization are not counted at all. */
function countsOf(key: string, length: number, total: number): JsonObject {
  if (key === 'invitations') return {}
  return key === 'users' ? { length, total } : { total }
}

/**
 * As answerList, for endpoints that know checkpoint paging only: always an object, never a bare array. Lists of members
 * were recorded with a `next` on their last page, too: the page after it is empty and has none.
 */
export function answerCheckpoint(
  c: Context,
  key: string,
  items: readonly JsonObject[],
  goesOn: 'while there is more' | 'until a page is empty' = 'while there is more',
): Response {
  const take = readNumber(c, 'take', 50)
  const start = readNumber(c, 'from', 0)
  const page = items.slice(start, start + take)
  const hasNext = goesOn === 'until a page is empty' ? page.length > 0 : start + take < items.length
  return c.json({ [key]: page, ...(hasNext ? { next: String(start + page.length) } : {}) })
}

/** Applies `fields` and `include_fields` to one object. */
export function selectFields(c: Context, item: JsonObject): JsonObject {
  const fields = c.req.query('fields')?.split(',')
  if (!fields) return item
  const isIncluding = c.req.query('include_fields') !== 'false'
  return Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name) === isIncluding))
}

export function readNumber(c: Context, name: string, fallback: number): number {
  const text = c.req.query(name)
  if (text === undefined) return fallback
  if (!/^\d+$/.test(text))
    throw invalidQuery(`'Expected type integer but found type string' on property ${name}`)
  return Number(text)
}

export function invalidQuery(complaint: string): ManagementError {
  return new ManagementError(400, 'invalid_query_string', `Query validation error: ${complaint}.`)
}
