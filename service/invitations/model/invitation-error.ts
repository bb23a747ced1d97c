/**
 * Why something cannot be done with an invitation; closed. The last line is about the invitation or the moment, all
 * others about what was asked: the value of `field` will not do.
 */
export type InvitationErrorCode =
  | 'forbidden'
  | 'invalid_address'
  | 'invalid_text'
  | 'invisible_character'
  | 'invalid_combination'
  | 'out_of_range'
  | 'unknown_role'
  | 'unknown_client'
  | 'reserved_key'
  | 'too_large'
  | 'origin_not_allowed'
  | 'domain_not_allowed'
  | (
      | 'not_found'
      | 'not_pending'
      | 'expired'
      | 'already_invited'
      | 'user_exists'
      | 'conflict'
      | 'limit_reached'
    )

export interface InvitationErrorDetails {
  /** Which limit of the policy is used up. */
  limit?: string
  /** When the same request may do better. */
  retryAfterSeconds?: number
}

/** A request that is refused, with nothing changed. The message may be shown: it quotes nothing that was sent. */
export class InvitationError extends Error {
  readonly code: InvitationErrorCode
  /** The field of the request that is meant, in the API's words: `invitee.email`. */
  readonly field: string | undefined
  readonly limit: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: InvitationErrorCode,
    field: string | undefined,
    message: string,
    details: InvitationErrorDetails = {},
  ) {
    super(message)
    this.name = 'InvitationError'
    this.code = code
    this.field = field
    this.limit = details.limit
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}
