/**
 * Why a log-in at the tenant did not come to its end; closed.
 * `unreachable`: the tenant does not answer. `denied`: the tenant said no. `rejected`: the answer is not to be believed.
 */
export type SignInErrorCode = 'unreachable' | 'denied' | 'rejected'

/** A log-in that failed. `tenantSays` is what came with `denied`; it is for comparing, never for showing as it is. */
export class SignInError extends Error {
  readonly code: SignInErrorCode
  readonly tenantSays: { error: string; description: string | undefined } | undefined

  constructor(
    code: SignInErrorCode,
    options: ErrorOptions & { tenantSays?: { error: string; description: string | undefined } } = {},
  ) {
    super(`sign-in: ${code}`, options)
    this.name = 'SignInError'
    this.code = code
    this.tenantSays = options.tenantSays
  }
}
