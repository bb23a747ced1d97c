import type { Caller } from '../../../invitations/model/caller.ts'
import { scopeOf } from '../../../invitations/model/caller.ts'
import type { Messages } from '../../../messages/messages.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AccountLookup } from './account-lookup.ts'
import { MAX_RECIPIENTS } from './invite-form.ts'
import type { TypedRecipient } from './read-recipients.ts'

export type RecipientState = keyof Messages['invite']['state']

type CheckRecipientsDeps = Pick<AdminDeps, 'ledger' | 'seesExistence' | 'now'> & {
  readonly accounts: AccountLookup
}

export interface Checked {
  readonly states: RecipientState[]
  /** How many may have an account, for all that is known; and whether asking again tells more. */
  readonly unknown: number
  readonly isMore: boolean
}

/**
 * Says of each what sending would say. Whether an address has an account is told to those who may learn it
 * (EXISTENCE_VISIBLE_TO), and asked for nobody else; that it has joined by an invitation, also to its inviter; that it has
 * one, to those who may see that one.
 */
export async function checkRecipients(
  { ledger, accounts, seesExistence, now }: CheckRecipientsDeps,
  recipients: readonly TypedRecipient[],
  caller: Caller,
): Promise<Checked> {
  const seesAll = seesExistence(caller)
  const addresses = recipients.map(({ address }) => address).filter(address => address !== undefined)
  const emails = addresses.flatMap(address => ('email' in address ? [address.email] : []))
  const invited = new Set(await ledger.findLiveAddresses(addresses, now(), scopeOf(caller)))
  const histories = await ledger.findAddressHistories([...new Set(emails)])
  const accepted = histories.filter(
    ({ status, inviter_id }) => status === 'accepted' && (seesAll || inviter_id === caller.id),
  )
  const joined = new Set(accepted.map(({ address }) => address))
  const open = [...new Set(emails)].filter(email => !invited.has(email) && !joined.has(email))
  const asked = seesAll ? open.slice(0, MAX_RECIPIENTS) : []
  const { hasAccount, isMore } = await accounts.look(asked)
  const states = recipients.map(one => toState(one, { invited, joined, hasAccount }))
  return { states, unknown: seesAll ? open.length - hasAccount.size : 0, isMore }
}

interface Known {
  readonly invited: ReadonlySet<string>
  readonly joined: ReadonlySet<string>
  readonly hasAccount: ReadonlyMap<string, boolean>
}

function toState(
  { address, isInvisible, isDuplicate }: TypedRecipient,
  { invited, joined, hasAccount }: Known,
): RecipientState {
  if (!address) return isInvisible ? 'invisible' : 'malformed'
  if (isDuplicate) return 'duplicate'
  const name = 'email' in address ? address.email : address.phoneNumber
  if (invited.has(name)) return 'already_invited'
  if (joined.has(name)) return 'joined'
  return hasAccount.get(name) ? 'already_member' : 'ok'
}

/** Would sending leave it out? Somebody with an account gets what the invitation gives. */
export function isLeftOut(state: RecipientState): boolean {
  return ['malformed', 'invisible', 'duplicate', 'already_invited'].includes(state)
}
