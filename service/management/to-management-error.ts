import { ManagementTimeoutError, ManagementError as UpstreamError } from 'auth0'
import { ManagementError, type ManagementErrorCode } from './management-api.ts'

/** The HTTP status of a failed request, or undefined when no response came. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof UpstreamError ? error.statusCode : undefined
}

/** The headers of the response to a failed request; none when no response came. */
export function headersOf(error: unknown): Headers {
  return (error instanceof UpstreamError && error.rawResponse?.headers) || new Headers()
}

/** Did the API itself, not the token endpoint, refuse our token? The SDK gives no response with the latter. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof UpstreamError && error.statusCode === 401 && error.rawResponse !== undefined
}

/** Reduces any failure of the SDK to a code. Its message quotes the response and its cause the request: both stay here. */
export function toManagementError(error: unknown): ManagementError {
  if (error instanceof ManagementError) return error
  if (error instanceof ManagementTimeoutError || isGivenUp(error)) return new ManagementError('timeout')
  if (isDomainConflict(error)) return new ManagementError('rejected')
  return new ManagementError(managementCodeOf(statusOf(error)))
}

/** Turns "not found" into null, for requests that accept it. */
export function noneIfNotFound(error: unknown): null {
  if (error instanceof ManagementError && error.code === 'not_found') return null
  throw error
}

/** The SDK aborts a request after its own timeout with this word, which `fetch` throws as it is. */
function isGivenUp(error: unknown): boolean {
  return error instanceof UpstreamError && error.cause === 'timeout'
}

/** A tenant with several custom domains answers so when none is its default; it says nothing about the user. */
function isDomainConflict(error: unknown): boolean {
  const body = error instanceof UpstreamError ? error.body : undefined
  return (
    typeof body === 'object' &&
    body !== null &&
    'errorCode' in body &&
    body.errorCode === 'custom_domain_conflict'
  )
}

function managementCodeOf(status: number | undefined): ManagementErrorCode {
  if (status === undefined || status >= 500) return 'unreachable'
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 408) return 'timeout'
  if (status === 409) return 'conflict'
  if (status === 429) return 'rate_limited'
  return 'rejected'
}
