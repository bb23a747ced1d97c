import type { Context } from 'hono'
import type { HttpEnv } from '../http-env.ts'
import { type ApiErrorCode, errorCodes } from './error-codes.ts'

interface ApiErrorOptions extends ErrorOptions {
  field?: string | undefined
  limit?: string | undefined
  retryAfterSeconds?: number | undefined
}

/** A request that the API refuses. The message is ours alone: it quotes no token, key, address or upstream text. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  /** The field of the request that is meant, with dots: `invitee.email`. */
  readonly field: string | undefined
  /** Which limit of the policy is used up. */
  readonly limit: string | undefined
  /** When the same request may do better. */
  readonly retryAfterSeconds: number | undefined

  constructor(code: ApiErrorCode, message: string, options: ApiErrorOptions = {}) {
    super(message, options)
    this.name = 'ApiError'
    this.code = code
    this.field = options.field
    this.limit = options.limit
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** Answers with an error in the one shape that all machine endpoints share. */
export function answerApiError(c: Context<HttpEnv>, refusal: ApiError) {
  const { code, message, field, limit, retryAfterSeconds } = refusal
  // RFC 9110 §10.2.3: whole seconds; rounded up, so that nobody comes back a moment too early.
  if (retryAfterSeconds !== undefined)
    c.header('Retry-After', String(Math.max(1, Math.ceil(retryAfterSeconds))))
  const about = { ...(field !== undefined && { field }), ...(limit !== undefined && { limit }) }
  return c.json(
    { error: { code, message, ...about, request_id: c.get('requestId') } },
    errorCodes[code].status,
  )
}
