import type { ApiDeps } from '../http/api/api-deps.ts'
import { makeLink } from '../invitations/accept/make-link.ts'
import { admitUser } from '../invitations/accounts/admit-user.ts'
import { removeRefusedProfile } from '../invitations/accounts/remove-refused-profile.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { describePolicy } from '../policy/describe-policy.ts'
import { maySeeExistence } from '../policy/existence.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

/** Binds what the API needs in addition to the use cases. */
export function bindApi(
  { policy, existenceVisibleTo, gate }: Config,
  parts: Parts,
): Pick<
  ApiDeps,
  'linkOf' | 'seesExistence' | 'policy' | 'describePolicy' | 'admitUser' | 'removeRefusedProfile'
> {
  const { keys, linkScope } = parts
  return {
    linkOf: invitation => makeLink({ linkKey: keys.link.signing, linkScope }, invitation),
    seesExistence: caller => maySeeExistence(existenceVisibleTo, caller),
    policy,
    admitUser: subject => admitUser({ management: parts.management, gate, randomId }, subject),
    removeRefusedProfile: (userId, options) =>
      removeRefusedProfile({ ...parts, gate, now: parts.clock.now }, userId, options),
    describePolicy: caller => describePolicy({ ...parts, policy, existenceVisibleTo }, caller),
  }
}
