import { FileError } from '../../imports/file-error.ts'
import { InvitationError, type InvitationErrorCode } from '../../invitations/model/invitation-error.ts'
import { ApiError } from './api-error.ts'
import type { ApiErrorCode } from './error-codes.ts'

/** Reads a refusal of the rules in the words of the API; everything else stays what it is. */
export function fromInvitationError(error: unknown): unknown {
  if (error instanceof FileError) return fromFileError(error)
  if (!(error instanceof InvitationError)) return error
  const { field, limit, retryAfterSeconds } = error
  return new ApiError(toApiCode(error.code), error.message, { field, limit, retryAfterSeconds })
}

function fromFileError({ code, message, column }: FileError): ApiError {
  return new ApiError(code === 'too_large' ? 'file_too_large' : 'invalid_file', message, { field: column })
}

function toApiCode(code: InvitationErrorCode): ApiErrorCode {
  switch (code) {
    case 'forbidden':
    case 'not_found':
    case 'not_pending':
    case 'expired':
    case 'already_invited':
    case 'user_exists':
    case 'conflict':
    case 'limit_reached':
      return code
    case 'invalid_address':
    case 'invalid_text':
    case 'invisible_character':
    case 'invalid_combination':
    case 'out_of_range':
    case 'unknown_role':
    case 'unknown_client':
    case 'reserved_key':
    case 'too_large':
    case 'origin_not_allowed':
    case 'domain_not_allowed':
      return 'invalid_field'
  }
}
