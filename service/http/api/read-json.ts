import type { Context } from 'hono'
import { parseKeptJson, UnkeptValueError } from '../../base/kept-json.ts'
import { ApiError } from './api-error.ts'

/**
 * Reads a JSON body, whatever its Content-Type says: JSON between systems is UTF-8 (RFC 8259 §8.1). Throws ApiError
 * `invalid_json`, also for what is nested too deep, and `invalid_field` for a number or a text that could not be kept as
 * it is.
 */
export async function readJson(c: Context): Promise<unknown> {
  return parseJsonBody(await c.req.arrayBuffer())
}

/** Parses a body that has been read already. */
export function parseJsonBody(bytes: ArrayBuffer): unknown {
  const text = decode(bytes)
  try {
    return parseKeptJson(text)
  } catch (error) {
    if (error instanceof UnkeptValueError) throw toFieldError(error)
    // The cause is dropped: the parser quotes what it read.
    throw new ApiError('invalid_json', 'The body is not valid JSON.')
  }
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ApiError('invalid_json', 'The body is not UTF-8, which JSON has to be.')
  }
}

function toFieldError({ kind, path }: UnkeptValueError): ApiError {
  const field = toFieldName(path)
  const messages = {
    number: `The number in ${field} cannot be kept as it is: write it as a text.`,
    text: `The text in ${field} has half a character, or a zero, in it.`,
  }
  return new ApiError('invalid_field', messages[kind], { field })
}

/** A name that no field could have may be anything, a pasted address included. */
function toFieldName(path: readonly string[]): string {
  return path.map(name => (/^[\w-]{1,64}$/.test(name) ? name : '?')).join('.') || 'body'
}
