import type { Context } from 'hono'
import { ApiError } from './api-error.ts'

/** Reads a JSON body. Throws ApiError `invalid_json`. */
export async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text()
  try {
    return JSON.parse(text)
  } catch {
    // The cause is dropped: the parser quotes what it read.
    throw new ApiError('invalid_json', 'The body is not valid JSON.')
  }
}
