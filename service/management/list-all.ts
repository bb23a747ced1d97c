import { ManagementError } from './management-api.ts'

/** The most that the Management API gives at once; some lists give fewer, whatever is asked. */
const PAGE_SIZE = 100

/** Reads one page; `items` and `total` are missing when the response was not a list. */
export type ReadPage<T> = (page: {
  page: number
  per_page: number
  include_totals: true
}) => Promise<{ total?: number | undefined; items?: T[] | undefined }>

/** Reads a list to its end. Throws ManagementError `rejected` for a response that is not a list. */
export async function listAll<T>(readPage: ReadPage<T>): Promise<T[]> {
  const all: T[] = []
  for (let page = 0; ; page++) {
    const { total, items } = await readPage({ page, per_page: PAGE_SIZE, include_totals: true })
    // fail closed: "no roles" is a reason to delete a user, and must not come from a garbled response.
    if (!Array.isArray(items) || typeof total !== 'number') throw new ManagementError('rejected')
    all.push(...items)
    if (all.length >= total) return all
    if (items.length === 0) throw new ManagementError('rejected')
  }
}
