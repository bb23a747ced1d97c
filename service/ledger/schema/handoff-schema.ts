/** What a press of Accept makes, or an entry without one; conventions as in `schema.ts`. */
export interface HandoffTable {
  /** `hnd_…`: names the handoff where its secret id must not appear. */
  ref: string
  /** SHA-256 of the id in the handoff token, base64url. */
  id_hash: string
  /** SHA-256 of the `state` of the service's own authorization request; null when an application starts the login. */
  state_hash: string | null
  invitation_id: string
  generation: number
  /** The client whose login may redeem it. */
  client_id: string
  /** Instants in milliseconds since 1970. */
  created_at: number
  expires_at: number
  /** Set once, by the sign-up that it admitted. */
  admitted_at: number | null
  /** What that sign-up brought: the handoff, which leaves a stamp, or nothing but the invited address. */
  admitted_by: 'handoff' | 'address' | null
  /** SHA-256 of the address that was invited when Accept was pressed, base64url; null where nobody has pressed it. */
  address_hash: string | null
  /**
   * Ids (a list) of the accounts that had this address then and were confirmed; null as long as the tenant has not
   * answered that question.
   */
  confirmed_accounts: string | null
  /** Set once, by the first user who redeems it. */
  redeemed_by: string | null
  /** The terms that were agreed to when Accept was pressed, and when that was; null where there were none. */
  terms_version: string | null
  terms_agreed_at: number | null
  /** What was filled in then, by name of the field. Erased when it has arrived in the tenant, or never will. */
  answers: string | null
}
