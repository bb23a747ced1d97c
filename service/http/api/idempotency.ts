import type { CreatedInvitation } from '../../invitations/manage/create-invitation.ts'
import type { Caller } from '../../invitations/model/caller.ts'
import { hashSecret } from '../../ledger/engine/hash-secret.ts'
import type { ApiDeps } from './api-deps.ts'
import { ApiError } from './api-error.ts'
import { findInvitation } from './find-invitation.ts'

const MAX_KEY_LENGTH = 255
const KEEP_MS = 24 * 3_600_000
/** A process that dies in the middle leaves its key to whoever tries again after this. */
const LOCK_MS = 60_000

interface KeyedRequest {
  readonly key: string | undefined
  readonly caller: Caller
  readonly body: unknown
}

/**
 * Carries a creation out once for each Idempotency-Key of a caller, as Stripe does
 * (https://docs.stripe.com/api/idempotent_requests). What is kept is the id of the invitation, in the transaction that
 * makes it, and never the answer, which may hold a link. A refused request has changed nothing, and leaves no key.
 */
export async function createOnce(
  deps: Pick<ApiDeps, 'ledger' | 'now'>,
  { key, caller, body }: KeyedRequest,
  create: (requestKeyHash?: string) => Promise<CreatedInvitation>,
): Promise<CreatedInvitation & { isRepeated: boolean }> {
  if (key === undefined) return { ...(await create()), isRepeated: false }
  const requestHash = hashSecret(JSON.stringify(body, sortKeys))
  const { keyHash, done } = await beginKeyed(deps, { key, caller, requestHash, lockMs: LOCK_MS })
  if (done) {
    const invitation = await findInvitation(deps, caller, done.invitationId ?? '')
    return { outcome: done.status === 201 ? 'created' : 'extended', invitation, isRepeated: true }
  }
  try {
    return { ...(await create(keyHash)), isRepeated: false }
  } catch (error) {
    await deps.ledger.dropRequest(keyHash)
    throw error
  }
}

/** Objects are the same whatever the order of their keys (RFC 8259 §4); of lists the order counts. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Begins a request under its key, or tells what came of the first one. Throws ApiError. */
export async function beginKeyed(
  { ledger, now }: Pick<ApiDeps, 'ledger' | 'now'>,
  { key, caller, requestHash, lockMs }: { key: string; caller: Caller; requestHash: string; lockMs: number },
) {
  if (key.length === 0 || key.length > MAX_KEY_LENGTH)
    throw new ApiError('invalid_field', `Expected 1 to ${MAX_KEY_LENGTH} characters.`, {
      field: 'Idempotency-Key',
    })
  // A caller's keys are their own; the length keeps "a" + "bc" and "ab" + "c" apart.
  const keyHash = hashSecret(`${caller.id.length}:${caller.id}:${key}`)
  const at = now()
  const begun = await ledger.beginRequest({
    keyHash,
    requestHash,
    now: at,
    lockedUntil: at + lockMs,
    notBefore: at - KEEP_MS,
  })
  switch (begun.outcome) {
    case 'mismatch':
      throw new ApiError('idempotency_mismatch', 'This Idempotency-Key came with another request before.')
    case 'in_progress':
      throw new ApiError('idempotency_in_progress', 'The first request with this key is not done yet.')
    case 'started':
      return { keyHash, done: undefined }
    case 'finished':
      return { keyHash, done: begun }
  }
}
