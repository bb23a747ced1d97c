import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { RefusedWrite } from '../state/metadata.ts'

const reasons: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  429: 'Too Many Requests',
  501: 'Not Implemented',
}

/** An error answer of the Management API: `{ statusCode, error, message, errorCode }`. */
export class ManagementError extends Error {
  readonly statusCode: number
  readonly errorCode: string

  constructor(statusCode: number, errorCode: string, message: string) {
    super(message)
    this.name = 'ManagementError'
    this.statusCode = statusCode
    this.errorCode = errorCode
  }
}

export function notFound(errorCode: string, message: string): ManagementError {
  return new ManagementError(404, errorCode, message)
}

/** 400 `invalid_body`, worded as Auth0 does. */
export function invalidBody(complaint: string): ManagementError {
  return new ManagementError(400, 'invalid_body', `Payload validation error: ${complaint}`)
}

/** Turns whatever a route threw into Auth0's error body; the unforeseen is printed and answered 500. */
export function answerError(error: Error, c: Context): Response {
  if (!(error instanceof ManagementError || error instanceof RefusedWrite)) {
    console.error(error)
    const message = 'An internal server error occurred'
    return c.json({ statusCode: 500, error: 'Internal Server Error', message }, 500)
  }
  const { statusCode, message, errorCode } = error
  const body = { statusCode, error: reasons[statusCode] ?? 'Error', message, errorCode }
  return c.json(body, statusCode as ContentfulStatusCode)
}
