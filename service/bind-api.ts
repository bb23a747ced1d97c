import type { Config } from './config.ts'
import type { ApiDeps } from './http/api/api-deps.ts'
import { randomId } from './invitations/random-id.ts'
import { makeLink } from './make-link.ts'
import type { Parts } from './parts.ts'
import { admitUser } from './people/admit-user.ts'
import { removeStray } from './people/remove-stray.ts'
import { describePolicy } from './policy/describe-policy.ts'
import { maySeeExistence } from './policy/existence.ts'

/** What the API needs besides the use cases. */
export function bindApi(
  { policy, existenceVisibleTo, gate }: Config,
  parts: Parts,
): Pick<ApiDeps, 'linkOf' | 'seesExistence' | 'policy' | 'describePolicy' | 'admitUser' | 'removeStray'> {
  const { keys, linkScope } = parts
  return {
    linkOf: invitation => makeLink({ linkKey: keys.link.signing, linkScope }, invitation),
    seesExistence: caller => maySeeExistence(existenceVisibleTo, caller),
    policy,
    admitUser: subject => admitUser({ management: parts.management, gate, randomId }, subject),
    removeStray: (userId, options) => removeStray({ ...parts, gate, now: parts.clock.now }, userId, options),
    describePolicy: caller => describePolicy({ ...parts, policy, existenceVisibleTo }, caller),
  }
}
