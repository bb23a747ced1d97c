import type { Ledger } from '../../ledger/ledger.ts'
import type { Catalog } from '../../management/catalog.ts'
import type { Guard, InvitationPolicy } from './guard.ts'

/** The part of the configuration that decides which invitations there may be. */
export interface InvitationConfig {
  readonly resultUrlOrigins: readonly string[]
  /** How mail leaves the service; with no way, it sends none. */
  readonly mail: { readonly ways: readonly string[] }
}

/** What the use cases between inviting and joining need; each says which part. */
export interface LifeDeps {
  readonly ledger: Pick<
    Ledger,
    | 'createInvitation'
    | 'changeInvitations'
    | 'findInvitation'
    | 'findPendingInvitations'
    | 'hasAcceptedChild'
    | 'hasOpenGrant'
    | 'listInvitations'
    | 'incrementCounter'
    | 'writeBack'
  >
  readonly catalog: Pick<Catalog, 'roleIds' | 'client'>
  readonly guard: Guard
  readonly policy: InvitationPolicy
  readonly config: InvitationConfig
  /** Milliseconds since 1970. */
  now(): number
  randomId(): string
}
