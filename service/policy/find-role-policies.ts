import type { Inviter } from '../invitations/model/new-invitation.ts'
import type { Policy, RolePolicy } from './policy.ts'

const CLIENT_PREFIX = 'client:'
/** The suffix that Auth0 appends to the id of a client in the subject of its tokens. */
const CLIENT_SUFFIX = '@clients'

/** Finds the policies that apply to an inviter; `roleNames` are those of a person. */
export function findRolePolicies(
  { roles }: Pick<Policy, 'roles'>,
  inviter: Pick<Inviter, 'id' | 'kind'>,
  roleNames: readonly string[],
): RolePolicy[] {
  const keys =
    inviter.kind === 'client'
      ? [`${CLIENT_PREFIX}${toClientId(inviter.id)}`]
      : // fail closed: a role that somebody names like a client is not that client.
        roleNames.filter(name => !name.startsWith(CLIENT_PREFIX))
  return keys.map(key => roles.get(key)).filter(role => role !== undefined)
}

/** The client behind the subject of its token. */
export function toClientId(subject: string): string {
  return subject.endsWith(CLIENT_SUFFIX) ? subject.slice(0, -CLIENT_SUFFIX.length) : subject
}
