/**
 * Why an invitation cannot be made as asked; closed. `forbidden`: the inviter may not do this. All others: the field's
 * value will not do.
 */
export type InvitationErrorCode =
  | 'forbidden'
  | 'invalid_address'
  | 'invalid_text'
  | 'out_of_range'
  | 'unknown_role'
  | 'unknown_client'
  | 'reserved_key'
  | 'too_large'
  | 'origin_not_allowed'

/** An invitation that is refused when it is made. The message may be shown: it quotes nothing that was sent. */
export class InvitationError extends Error {
  readonly code: InvitationErrorCode
  /** The field of the request that is meant, in the API's words: `invitee.email`. */
  readonly field: string

  constructor(code: InvitationErrorCode, field: string, message: string) {
    super(message)
    this.name = 'InvitationError'
    this.code = code
    this.field = field
  }
}
