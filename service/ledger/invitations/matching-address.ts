import { expressionBuilder } from 'kysely'
import type { Address } from '../ledger.ts'
import type { Database } from '../schema/schema.ts'

/** Exactly this address: addresses are normalised before they come here and before they are stored. */
export function matchingAddress(address: Address) {
  const is = expressionBuilder<Database, 'invitations'>()
  if ('email' in address) return is('invitations.invitee_email', '=', address.email)
  return is('invitations.invitee_phone_number', '=', address.phoneNumber)
}
