import type { Context } from 'hono'
import { z } from 'zod'
import type { Caller } from '../../invitations/model/caller.ts'
import type { Permission } from '../../invitations/model/permissions.ts'
import type { ApiDeps } from './api-deps.ts'
import { ApiError } from './api-error.ts'
import type { ApiErrorCode } from './error-codes.ts'
import type { ApiEnv } from './guard.ts'
import { parseFields } from './parse-fields.ts'
import { parseJsonBody } from './read-json.ts'

/** One way in which an operation says yes. */
export interface Answer {
  readonly status: 200 | 201 | 202 | 204
  readonly description: string
  /** What the body holds; none for 204. */
  readonly content?: readonly AnswerContent[]
  /** Headers by name, with what they say. */
  readonly headers?: Readonly<Record<string, string>>
}

export type AnswerContent =
  | { readonly type: 'application/json'; readonly schema: z.ZodType; readonly example: unknown }
  | { readonly type: 'text/csv' | 'application/x-ndjson'; readonly example: string }

/** Everything that is said about an operation; its route, its document and its page are made from it. */
export interface OperationSpec<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodObject> {
  /** The `operationId`, and so the name of the method in generated clients. */
  readonly id: string
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** The path in OpenAPI's form: `/api/invitations/{id}`. */
  readonly path: string
  readonly tag: 'Invitations' | 'Imports' | 'People' | 'Webhooks'
  readonly summary: string
  readonly description: string
  /** All of them are needed, whatever the request holds; what some requests need besides is said in words. */
  readonly permissions: readonly Permission[]
  readonly parameters?: P
  readonly query?: Q
  readonly body?: B
  /** An empty body stands for `{}`. */
  readonly isBodyOptional?: boolean
  /** Takes a file of any length instead of a body: an example for each media type. */
  readonly upload?: Readonly<Record<string, string>>
  readonly takesIdempotencyKey?: boolean
  readonly answers: readonly Answer[]
  /** Besides those that its shape brings along. */
  readonly refusals: readonly ApiErrorCode[]
  readonly example: {
    readonly parameters?: Readonly<Record<string, string>>
    readonly query?: Readonly<Record<string, string>>
    readonly body?: object
  }
}

/** A request whose every part has been checked. */
export interface ApiRequest<P, Q, B> {
  readonly caller: Caller
  readonly parameters: P
  readonly query: Q
  readonly body: B
}

/** An operation with what it does. */
export interface ApiOperation extends OperationSpec<z.ZodObject, z.ZodObject, z.ZodObject> {
  run(deps: ApiDeps, c: Context<ApiEnv>): Promise<Response>
}

type Nothing = z.ZodObject<Record<never, never>>

const nothing = z.strictObject({})

/** Puts what an operation is and what it does together; the handler sees a request only once all of it is valid. */
export function defineOperation<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodObject = Nothing,
>(
  spec: OperationSpec<P, Q, B>,
  handle: (
    deps: ApiDeps,
    request: ApiRequest<z.output<P>, z.output<Q>, z.output<B>>,
    c: Context<ApiEnv>,
  ) => Promise<Response>,
): ApiOperation {
  return {
    ...spec,
    async run(deps, c) {
      const parameters = parseFields(spec.parameters ?? nothing, readParameters(c))
      const query = parseFields(spec.query ?? nothing, readQuery(c))
      const body = spec.body ? parseFields(spec.body, await readBody(c, spec)) : {}
      const request = { caller: c.get('caller'), parameters, query, body }
      return handle(deps, request as Parameters<typeof handle>[1], c)
    },
  }
}

/** Throws ApiError `not_found` for an id that no text in a database can be. */
function readParameters(c: Context): Record<string, string> {
  const parameters = c.req.param() as Record<string, string>
  if (Object.values(parameters).some(text => text.includes('\0')))
    throw new ApiError('not_found', 'There is nothing here.')
  return parameters
}

/** Throws ApiError `invalid_field` for a value with a zero, which no text in a database has, and for a name that comes twice: one of its values would be lost. */
function readQuery(c: Context): Record<string, string> {
  for (const [field, values] of Object.entries(c.req.queries()))
    if (values.length > 1) throw new ApiError('invalid_field', `The field ${field} comes twice.`, { field })
    else if (values[0]?.includes('\0'))
      throw new ApiError('invalid_field', `The field ${field} has a zero in it.`, { field })
  return c.req.query()
}

async function readBody(c: Context, { isBodyOptional }: { isBodyOptional?: boolean }): Promise<unknown> {
  const bytes = await c.req.arrayBuffer()
  return isBodyOptional && bytes.byteLength === 0 ? {} : parseJsonBody(bytes)
}
