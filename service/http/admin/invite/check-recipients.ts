import { ManagementError } from '../../../management/management-api.ts'
import type { AdminInviteWords } from '../../../words/admin/invite/words.ts'
import type { Caller } from '../../api/access-token.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { Recipient } from './read-recipients.ts'

export type RecipientState = keyof AdminInviteWords['state']

/** The tenant answers few questions a second, and others wait, too: longer lists are told when they are sent. */
const MAX_LOOKUPS = 10
const LOOKUP_TIMEOUT_MS = 2_000

type Deps = Pick<AdminDeps, 'ledger' | 'management' | 'seesExistence' | 'now'>

/**
 * Says of each what sending would say. Whether an address has an account is told to those who may learn it
 * (EXISTENCE_VISIBLE_TO), and asked for nobody else.
 */
export async function checkRecipients(
  deps: Deps,
  recipients: readonly Recipient[],
  caller: Caller,
): Promise<RecipientState[]> {
  const looksUp = deps.seesExistence(caller) && recipients.length <= MAX_LOOKUPS
  return Promise.all(recipients.map(recipient => checkRecipient(deps, recipient, looksUp)))
}

async function checkRecipient(
  { ledger, management, now }: Deps,
  { address, isDuplicate }: Recipient,
  looksUp: boolean,
): Promise<RecipientState> {
  if (!address) return 'malformed'
  if (isDuplicate) return 'duplicate'
  if (await ledger.findLiveInvitation(address, now())) return 'already_invited'
  if (!looksUp || !('email' in address)) return 'ok'
  const options = { urgency: 'waiting', timeoutMs: LOOKUP_TIMEOUT_MS } as const
  try {
    return (await management.findUsersByEmail(address.email, options)).length > 0 ? 'already_member' : 'ok'
  } catch (error) {
    // Not known now: sending does not depend on it.
    if (error instanceof ManagementError) return 'ok'
    throw error
  }
}
