/** The permissions of this API; the tenant's resource server lists the same ones. */
export const permissions = {
  'create:invitations': 'Invite people.',
  'read:invitations': 'See invitations: your own, or with `grant:any` all of them.',
  'update:invitations': 'Change, resend and extend invitations, and make new links.',
  'delete:invitations': 'Revoke invitations, and erase the personal data in them.',
  'create:shared_links': 'Make links that several people can use.',
  'deliver:invitations':
    'Send links yourself: for clients only, which vouch that nobody but the invited address sees them.',
  'grant:any': 'Grant whatever there is, and look after the invitations of everybody.',
  'grant:metadata':
    'Set metadata: the keys that the policy lists, or with `grant:any` all that are not reserved.',
} as const

export type Permission = keyof typeof permissions

/** A permission's name in the tenant, where an operator may already have one that lets people invite. */
export type NamePermission = (permission: Permission) => string

/** Creates the names of one configuration: all are as above, but that of the create permission. */
export function createPermissionNames(createPermission: string): NamePermission {
  return permission => (permission === 'create:invitations' ? createPermission : permission)
}
