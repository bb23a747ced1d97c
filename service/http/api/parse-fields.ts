import type { z } from 'zod'
import { findInheritedKey } from '../../../contract/inherited-name.ts'
import { ApiError } from './api-error.ts'

/** Reads a part of a request. Throws ApiError `unknown_field` or `invalid_field`, naming the field, never its value. */
export function parseFields<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  // Schemas drop some of these keys without a word.
  const inherited = findInheritedKey(value)
  if (inherited)
    throw new ApiError('invalid_field', `The key "${inherited.key}" is reserved.`, { field: inherited.path })
  const result = schema.safeParse(value)
  if (!result.success) throw toFieldError(result.error.issues)
  return result.data
}

/** Names the first fault; the value never comes back, because it may be an address. */
function toFieldError(issues: readonly z.core.$ZodIssue[]): ApiError {
  const [issue] = issues
  const path = issue?.path.filter(part => typeof part === 'string') ?? []
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? ''
    // A name that no field could have may be anything, a pasted address included.
    const field = [...path, /^\w{1,64}$/.test(name) ? name : '?'].join('.')
    return new ApiError('unknown_field', 'The request has a field that does not exist.', { field })
  }
  const field = path.join('.') || 'body'
  return new ApiError('invalid_field', `The field ${field} is not valid.`, { field })
}
