import { GRANT_ANY_PERMISSION } from '../../invitations/model/new-invitation.ts'
import type { Caller } from './access-token.ts'

/** Whose invitations a caller may see: undefined for everybody's, else their own. */
export function scopeOf({ id, permissions }: Pick<Caller, 'id' | 'permissions'>): string | undefined {
  return permissions.has(GRANT_ANY_PERMISSION) ? undefined : id
}
