import { ManagementError } from './management-api.ts'

/** The most that the Management API gives at once; some lists give fewer, whatever is asked. */
const PAGE_SIZE = 100

/** Reads one page; `items` and `total` are missing when the response was not a list. */
export type ReadPage<Raw> = (page: {
  page: number
  per_page: number
  include_totals: true
}) => Promise<{ total?: number | undefined; items?: Raw[] | undefined }>

/** Reads a list to its end. Throws ManagementError `rejected` for a response that is not a list. */
export async function listAll<Raw, T>(readPage: ReadPage<Raw>, toItem: (raw: Raw) => T): Promise<T[]> {
  const all: T[] = []
  for (let page = 0; ; page++) {
    const { total, items } = await readPage({ page, per_page: PAGE_SIZE, include_totals: true })
    // fail closed: "no roles" is a reason to delete a user, and must not come from a garbled response.
    if (!isList(items) || typeof total !== 'number') throw new ManagementError('rejected')
    all.push(...items.map(toItem))
    if (all.length >= total) return all
    if (items.length === 0) throw new ManagementError('rejected')
  }
}

/** Is this a list of objects, as all lists of the Management API are? */
export function isList<Raw>(items: Raw[] | undefined): items is Raw[] {
  return Array.isArray(items) && items.every(item => typeof item === 'object' && item !== null)
}
