import { z } from 'zod'
import { ApiError } from './api-error.ts'

/** Where a list goes on: the place of its last item in the order of the list. */
export interface Place {
  readonly createdAt: number
  readonly id: string
}

const shape = z.tuple([z.int(), z.string().max(64)])

/** Packs a place for the way to the caller and back; callers read nothing in it. */
export function toCursor({ createdAt, id }: Place): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url')
}

/** Reads what `toCursor` made. Throws ApiError `invalid_field`. */
export function fromCursor(cursor: string): Place {
  const result = shape.safeParse(readJson(Buffer.from(cursor, 'base64url').toString()))
  if (!result.success)
    throw new ApiError('invalid_field', 'The field from is not a cursor of ours.', { field: 'from' })
  const [createdAt, id] = result.data
  return { createdAt, id }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
