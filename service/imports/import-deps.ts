import type { Guard, InvitationPolicy } from '../invitations/model/guard.ts'
import type { InvitationConfig } from '../invitations/model/life-deps.ts'
import type { Inviter } from '../invitations/model/new-invitation.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Catalog } from '../management/catalog.ts'
import type { Limits } from '../policy/policy.ts'

/** What the use cases of imports need. */
export interface ImportDeps {
  readonly ledger: Ledger
  readonly catalog: Pick<Catalog, 'roleIds' | 'client'>
  readonly guard: Pick<Guard, 'assertMayCreate' | 'isAllowedAddress'>
  readonly policy: InvitationPolicy & { readonly limits: Limits }
  readonly config: InvitationConfig
  /** May this inviter learn who has an account already? */
  seesExistence(inviter: Inviter): boolean
  /** Milliseconds since 1970. */
  now(): number
  randomId(): string
}
