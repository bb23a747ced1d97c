import type { Via } from '../../ledger/schema/via.ts'
import { GRANT_ANY_PERMISSION } from './new-invitation.ts'
import type { Permission } from './permissions.ts'

/** Who calls the API, from an access token that the tenant issued. */
export interface Caller {
  /** `sub`: a user id, `<client id>@clients`, or an agent's id. */
  readonly id: string
  readonly kind: 'person' | 'client'
  readonly via?: Via | undefined
  /** What invitees are told; tokens do not say it. */
  readonly name?: string | undefined
  /** Permissions by the service's own names, whatever the tenant calls them. */
  readonly permissions: ReadonlySet<Permission>
}

/** The inviter whose invitations a caller may see; undefined for everybody's. */
export function scopeOf({ id, permissions }: Pick<Caller, 'id' | 'permissions'>): string | undefined {
  return permissions.has(GRANT_ANY_PERMISSION) ? undefined : id
}
