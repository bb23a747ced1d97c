import type { Context } from 'hono'
import type { z } from 'zod'
import type { Json, JsonObject } from '../state.ts'
import { invalidBody } from './management-error.ts'

/** The JSON object of a request; 400 for anything else. */
export async function readObject(c: Context): Promise<JsonObject> {
  const body = await readJson(c)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidBody("'Expected type object'.")
  return body
}

/** The request's body as a schema has it; 400 in Auth0's words for the first thing that does not fit. */
export async function readBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const result = schema.safeParse(await readJson(c))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw invalidBody(issue ? complaint(issue) : "'Invalid body'.")
}

async function readJson(c: Context): Promise<Json> {
  const text = await c.req.text()
  try {
    return JSON.parse(text)
  } catch {
    throw invalidBody("'Invalid JSON'.")
  }
}

function complaint(issue: z.core.$ZodIssue): string {
  const property = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return `'Additional properties not allowed: ${issue.keys.join(', ')}'.`
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return `'Missing required property: ${property}'.`
  return property ? `'${issue.message}' on property ${property}.` : `'${issue.message}'.`
}
