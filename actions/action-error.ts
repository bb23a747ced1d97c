import type { RefusalCode } from '../contract/refusal.ts'

/** Why an Action cannot decide: whoever deployed it, or the service, has to do something. */
export type ActionErrorCode = Extract<
  RefusalCode,
  'gate_misconfigured' | 'service_unavailable' | 'event_unreadable'
>

/** An Action that cannot decide. The message holds a code and nothing else: it may end up in front of a person. */
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
