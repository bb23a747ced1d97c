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
  const addresses = recipients.map(({ address }) => address).filter(address => address !== undefined)
  const invited = new Set(await deps.ledger.findLiveAddresses(addresses, deps.now()))
  return Promise.all(recipients.map(recipient => checkRecipient(deps, recipient, { looksUp, invited })))
}

/** May the person learn who has an account, while the list is too long to look all of them up? */
export function isLookupLeftOut(deps: Deps, recipients: readonly Recipient[], caller: Caller): boolean {
  return deps.seesExistence(caller) && recipients.length > MAX_LOOKUPS
}

async function checkRecipient(
  { management }: Deps,
  { address, isDuplicate }: Recipient,
  { looksUp, invited }: { looksUp: boolean; invited: ReadonlySet<string> },
): Promise<RecipientState> {
  if (!address) return 'malformed'
  if (isDuplicate) return 'duplicate'
  if (invited.has('email' in address ? address.email : address.phoneNumber)) return 'already_invited'
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
