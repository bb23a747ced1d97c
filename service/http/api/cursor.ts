import { z } from 'zod'
import type { Place, Sort } from '../../ledger/invitations/sorting.ts'
import { ApiError } from './api-error.ts'

const id = z.string().max(64)
const byNumber = z.tuple([z.int(), id])
const byText = z.tuple([z.string().max(320), id])
const byGroup = z.tuple([z.string().regex(/^\d:\d{1,15}$/), id])

const shapes = {
  created: byNumber,
  expires: byNumber,
  recipient: byText,
  inviter: byText,
  uses: byNumber,
  status: byGroup,
  delivery: byGroup,
} as const satisfies Record<Sort, z.ZodType>

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
