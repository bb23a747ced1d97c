import type { RefusalCode } from '../contract/refusal.ts'

/** Why an Action cannot decide; the deployment or the service has to be fixed. */
export type ActionErrorCode = Extract<
  RefusalCode,
  'gate_misconfigured' | 'service_unavailable' | 'event_unreadable'
>

/** An Action that cannot decide. The message holds only a code, because it may be shown to a person. */
export class ActionError extends Error {
  override readonly name = 'ActionError'
  readonly code: ActionErrorCode

  constructor(code: ActionErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** The code to refuse with after any failure, expected or not. */
export function failureCode(error: unknown): ActionErrorCode {
  return error instanceof ActionError ? error.code : 'service_unavailable'
}
