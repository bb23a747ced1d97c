import { GRANT_ANY_PERMISSION, type Inviter } from '../invitations/model/new-invitation.ts'

/** Callers who may learn from an answer that an address has an account (`EXISTENCE_VISIBLE_TO`). */
export type ExistenceVisibility = 'administrators' | 'inviters' | 'nobody'

/**
 * May this inviter learn it? Whoever may not gets the same answer for every address, without a look at the tenant that
 * would take its time.
 */
export function maySeeExistence(
  visibleTo: ExistenceVisibility,
  inviter: Pick<Inviter, 'permissions'>,
): boolean {
  switch (visibleTo) {
    case 'administrators':
      return inviter.permissions.has(GRANT_ANY_PERMISSION)
    case 'inviters':
      return true
    case 'nobody':
      return false
  }
}
