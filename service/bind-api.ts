import type { Config } from './config.ts'
import type { ApiDeps } from './http/api/api-deps.ts'
import { makeLink } from './make-link.ts'
import type { Parts } from './parts.ts'
import { describePolicy } from './policy/describe-policy.ts'
import { maySeeExistence } from './policy/existence.ts'

/** What the API needs besides the use cases. */
export function bindApi(
  { policy, existenceVisibleTo }: Config,
  parts: Parts,
): Pick<ApiDeps, 'linkOf' | 'seesExistence' | 'policy' | 'describePolicy'> {
  const { keys, linkScope } = parts
  return {
    linkOf: invitation => makeLink({ linkKey: keys.link.signing, linkScope }, invitation),
    seesExistence: caller => maySeeExistence(existenceVisibleTo, caller),
    policy,
    describePolicy: caller => describePolicy({ ...parts, policy, existenceVisibleTo }, caller),
  }
}
