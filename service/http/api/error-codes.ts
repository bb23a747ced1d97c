import type { ContentfulStatusCode } from 'hono/utils/http-status'

interface ErrorMeaning {
  readonly status: ContentfulStatusCode
  /** The reference's text: when the code is returned, and what to do. */
  readonly meaning: string
}

/** Every way in which the API says no; closed. The reference is made from this table, and so is every status. */
export const errorCodes = {
  invalid_json: { status: 400, meaning: 'The body is not valid JSON, or not UTF-8.' },
  invalid_token: { status: 401, meaning: 'The access token is missing, invalid or expired.' },
  insufficient_permissions: { status: 403, meaning: 'The access token lacks a permission that is needed.' },
  forbidden: { status: 403, meaning: 'You may not grant this, or not ask for it. `field` says what.' },
  not_found: {
    status: 404,
    meaning: 'There is no such thing, or it is not yours: the answer is the same for both.',
  },
  method_not_allowed: {
    status: 405,
    meaning: 'There is no such request for this path. `Allow` lists those that there are.',
  },
  already_invited: {
    status: 409,
    meaning:
      'The address has an invitation of yours that is still open. Send `on_live_invitation` to replace or extend it.',
  },
  user_exists: {
    status: 409,
    meaning: 'The address has an account already, and `on_existing_user` is `refuse`.',
  },
  not_pending: {
    status: 409,
    meaning:
      'The invitation is accepted, declined or revoked, and nothing changes that. Nothing was changed.',
  },
  expired: {
    status: 409,
    meaning: 'The invitation has expired. Extend it, or send `ttl_sec` with this request.',
  },
  conflict: { status: 409, meaning: 'Something else changed it at the same moment. Read it and try again.' },
  idempotency_in_progress: {
    status: 409,
    meaning: 'A request with this Idempotency-Key is being worked on. Try again in a moment.',
  },
  body_too_large: { status: 413, meaning: 'The body is larger than 64 kB.' },
  file_too_large: { status: 413, meaning: 'The file is larger than 2 GiB.' },
  unknown_field: { status: 422, meaning: 'The request has a field that does not exist. `field` names it.' },
  invalid_field: {
    status: 422,
    meaning:
      'A field has a value that will not do. `field` names it. Numbers beyond 2^53, and other numbers that lose digits ' +
      'as a double, have to be written as texts.',
  },
  invalid_file: {
    status: 422,
    meaning:
      'The file cannot be read as a whole: it is not UTF-8, a quotation mark is never closed, or its columns are not ' +
      'understood. The message says what and in which line, `field` which column.',
  },
  idempotency_mismatch: {
    status: 422,
    meaning: 'This Idempotency-Key was used for another request in the last 24 hours.',
  },
  limit_reached: {
    status: 429,
    meaning:
      'A limit of the policy is used up. `limit` says which, and Retry-After when it ends, in seconds. An address ' +
      'that somebody else has invited is answered as one that has had its messages for today ' +
      '(`per_recipient_per_day`): whose invitation that is, and that there is one, only `grant:any` may know.',
  },
  internal: {
    status: 500,
    meaning: 'Something went wrong on our side. Give the request_id when you ask for help.',
  },
  not_yet: { status: 501, meaning: 'The field is part of the API but not built yet. `field` names it.' },
  unavailable: { status: 503, meaning: 'The tenant or the ledger cannot answer right now. Try again.' },
} as const satisfies Record<string, ErrorMeaning>

export type ApiErrorCode = keyof typeof errorCodes
