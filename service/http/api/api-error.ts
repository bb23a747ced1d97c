import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { HttpEnv } from '../http-env.ts'

/** Every way in which the API says no; closed. */
export type ApiErrorCode =
  | 'invalid_json'
  | 'invalid_token'
  | 'insufficient_permissions'
  | 'forbidden'
  | 'not_found'
  | 'body_too_large'
  | 'unknown_field'
  | 'invalid_field'
  | 'conflict'
  | 'not_yet'
  | 'unavailable'
  | 'internal'

/** A request that the API refuses. The message is ours alone: it quotes no token, key, address or upstream text. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  /** The field of the request that is meant, with dots: `invitee.email`. */
  readonly field: string | undefined

  constructor(
    code: ApiErrorCode,
    message: string,
    options: ErrorOptions & { field?: string | undefined } = {},
  ) {
    super(message, options)
    this.name = 'ApiError'
    this.code = code
    this.field = options.field
  }
}

/** The HTTP status of a code. */
function toStatus(code: ApiErrorCode): ContentfulStatusCode {
  switch (code) {
    case 'invalid_json':
      return 400
    case 'invalid_token':
      return 401
    case 'insufficient_permissions':
    case 'forbidden':
      return 403
    case 'not_found':
      return 404
    case 'conflict':
      return 409
    case 'body_too_large':
      return 413
    case 'unknown_field':
    case 'invalid_field':
      return 422
    case 'internal':
      return 500
    case 'not_yet':
      return 501
    case 'unavailable':
      return 503
  }
}

/** Answers with an error in the one shape that all machine endpoints share. */
export function answerApiError(c: Context<HttpEnv>, { code, message, field }: ApiError) {
  const error = { code, message, ...(field !== undefined && { field }), request_id: c.get('requestId') }
  return c.json({ error }, toStatus(code))
}
