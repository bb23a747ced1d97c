import type { Caller } from '../../../invitations/model/caller.ts'
import type { AdminDeps } from '../admin-deps.ts'

/**
 * Names of the roles that somebody may grant: for administrators all that the tenant has, or, where it has none of its
 * own, all that the policy names. Throws ManagementError.
 */
export async function findGrantableRoles(
  { catalog, describePolicy, policy }: Pick<AdminDeps, 'catalog' | 'describePolicy' | 'policy'>,
  caller: Caller,
): Promise<readonly string[]> {
  const [{ grantableRoles }, all] = await Promise.all([describePolicy(caller), catalog.roleNames()])
  const named = [...policy.roles].flatMap(([name, { grantableRoles }]) => [
    ...(name.startsWith('client:') ? [] : [name]),
    ...grantableRoles,
  ])
  const known = all.length > 0 ? all : [...new Set(named)].sort()
  // A role of the policy that the tenant does not have (any more) cannot be granted.
  return grantableRoles === null ? known : known.filter(name => grantableRoles.includes(name))
}
