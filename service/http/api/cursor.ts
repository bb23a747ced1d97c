import { z } from 'zod'
import type { Place, Sort } from '../../ledger/sorting.ts'
import { ApiError } from './api-error.ts'

const shapes = {
  created: z.tuple([z.int(), z.string().max(64)]),
  expires: z.tuple([z.int(), z.string().max(64)]),
  recipient: z.tuple([z.string().max(320), z.string().max(64)]),
} as const

/** Packs a place for the way to the caller and back; callers read nothing in it. */
export function toCursor({ value, id }: Place): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

/** Reads what `toCursor` made for a list that is sorted so. Throws ApiError `invalid_field`. */
export function fromCursor(cursor: string, sort: Sort = 'created'): Place {
  const result = shapes[sort].safeParse(readJson(Buffer.from(cursor, 'base64url').toString()))
  if (!result.success)
    throw new ApiError('invalid_field', 'The field from is not a cursor of ours.', { field: 'from' })
  const [value, id] = result.data
  return { value, id }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
