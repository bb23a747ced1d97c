import type { Caller } from '../../../invitations/model/caller.ts'
import type { Invitation } from '../../../invitations/model/invitation.ts'
import type { Permission } from '../../../invitations/model/permissions.ts'
import type { BulkOperationRow } from '../../../ledger/schema/bulk-operation-schema.ts'
import type { Messages } from '../../../messages/messages.ts'
import type { AdminDeps } from '../admin-deps.ts'

/** What can be done with an invitation. */
type InvitationAction = keyof Messages['invitation']['actions']

/** One thing that can be done with an invitation, by the rules of the API's operation of the same name. */
export interface Action {
  readonly name: InvitationAction
  readonly permission: Permission
  /** The person says how long it is to be valid from now. */
  readonly takesTime: boolean
}

/** Done while the person waits, one after the other; more become a bulk operation. */
export const MAX_SELECTED = 200

export const bulkActions: readonly (Action & { readonly name: BulkOperationRow['action'] })[] = [
  { name: 'resend', permission: 'update:invitations', takesTime: true },
  { name: 'extend', permission: 'update:invitations', takesTime: true },
  { name: 'revoke', permission: 'delete:invitations', takesTime: false },
]

/** What can be done with one; erasing needs `grant:any` besides. */
export const singleActions: readonly Action[] = [
  ...bulkActions.slice(0, 2),
  { name: 'link', permission: 'update:invitations', takesTime: true },
  ...bulkActions.slice(2),
  { name: 'erase', permission: 'delete:invitations', takesTime: false },
]

/** May this caller do it at all? */
export function isAllowed({ name, permission }: Action, { permissions }: Caller): boolean {
  return permissions.has(permission) && (name !== 'erase' || permissions.has('grant:any'))
}

/** Does it. Throws InvitationError. */
export function applyAction(
  { invitations }: Pick<AdminDeps, 'invitations'>,
  { action, id, ttlSeconds }: { action: InvitationAction; id: string; ttlSeconds: number | undefined },
  caller: Caller,
): Promise<Invitation> {
  switch (action) {
    case 'resend':
      return invitations.resend(id, { ttlSeconds }, caller)
    case 'extend':
      return invitations.extend(id, { ttlSeconds }, caller)
    case 'link':
      return invitations.renewLink(id, { ttlSeconds }, caller)
    case 'revoke':
      return invitations.revoke(id, caller)
    case 'erase':
      return invitations.erase(id, caller)
  }
}
