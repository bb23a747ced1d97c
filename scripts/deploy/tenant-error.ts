import { isObject } from './json.ts'
import type { HttpAnswer } from './send-request.ts'

type TenantErrorCode =
  | 'unreachable'
  | 'unauthorized'
  | 'insufficient_scope'
  | 'not_in_plan'
  | 'not_found'
  | 'throttled'
  | 'refused'
  | 'failed'

/** A request to the Management API that did not succeed; `operation` is method and path, `reason` the tenant's words. */
export class TenantError extends Error {
  readonly code: TenantErrorCode
  readonly operation: string
  readonly status: number | undefined
  readonly reason: string
  /** With `insufficient_scope`: any of these would do. */
  readonly scopes: readonly string[]

  constructor(
    code: TenantErrorCode,
    operation: string,
    { status, reason = '', scopes = [], cause }: Partial<TenantErrorDetails> = {},
  ) {
    super(`${operation}: ${describe(code, status)}${reason && ` (${reason})`}`, { cause })
    this.name = 'TenantError'
    this.code = code
    this.operation = operation
    this.status = status
    this.reason = reason
    this.scopes = scopes
  }
}

interface TenantErrorDetails {
  status: number
  reason: string
  scopes: readonly string[]
  cause: unknown
}

/** What an answer, or the lack of one, means; undefined for success. */
export function toTenantError(operation: string, answer: HttpAnswer | unknown): TenantError | undefined {
  if (!isAnswer(answer)) return new TenantError('unreachable', operation, { cause: answer })
  const { status } = answer
  if (status >= 200 && status <= 299) return undefined
  const { errorCode, message } = readBody(answer.text)
  const details = { status, reason: message }
  // 403 insufficient_scope is "you may not look", and never "there is none".
  if (status === 403 && errorCode === 'insufficient_scope')
    return new TenantError('insufficient_scope', operation, { ...details, scopes: scopesIn(message) })
  return new TenantError(tenantCodeOf(status), operation, details)
}

function tenantCodeOf(status: number): TenantErrorCode {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'not_in_plan'
  if (status === 404) return 'not_found'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'failed' : 'refused'
}

function describe(code: TenantErrorCode, status: number | undefined): string {
  switch (code) {
    case 'unreachable':
      return 'the tenant does not answer'
    case 'unauthorized':
      return `the tenant does not accept DEPLOY_CLIENT_ID with its secret (${status ?? 'no token'}); copy both anew from the dashboard`
    case 'insufficient_scope':
      return 'the application that deploys lacks a scope'
    case 'not_in_plan':
      return `not allowed by the tenant's plan (${status})`
    case 'throttled':
      return 'the tenant allows no further requests'
    default:
      return `answered ${status}`
  }
}

/** "Insufficient scope, expected any of: read:clients,read:client_keys" */
function scopesIn(message: string): string[] {
  return message.match(/\b(?:create|read|update|delete):[a-z_]+/g) ?? []
}

function readBody(text: string): { errorCode: string; message: string } {
  try {
    const body: unknown = JSON.parse(text)
    if (isObject(body))
      return { errorCode: String(body.errorCode ?? ''), message: String(body.message ?? '') }
  } catch {
    // A proxy's page, or nothing: the status is all there is.
  }
  return { errorCode: '', message: '' }
}

function isAnswer(value: unknown): value is HttpAnswer {
  return isObject(value) && typeof value.status === 'number' && typeof value.text === 'string'
}
