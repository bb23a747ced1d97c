/** What can be wrong with a token; closed. */
export type TokenErrorCode = 'malformed' | 'bad_signature' | 'wrong_purpose' | 'expired'

/** A token that is not to be believed. The message never holds the token or a part of it. */
export class TokenError extends Error {
  readonly code: TokenErrorCode

  constructor(code: TokenErrorCode, options?: ErrorOptions) {
    super(`token refused: ${code}`, options)
    this.name = 'TokenError'
    this.code = code
  }
}
