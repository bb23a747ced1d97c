import type { Context } from 'hono'
import { parseJson } from '../../base/parse-json.ts'
import { ApiError } from './api-error.ts'

/** Reads a JSON body. Throws ApiError `invalid_json`, also for what is nested too deep. */
export async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text()
  try {
    return parseJson(text)
  } catch {
    // The cause is dropped: the parser quotes what it read.
    throw new ApiError('invalid_json', 'The body is not valid JSON.')
  }
}
