import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { findInheritedKey } from '../../contract/inherited-name.ts'
import { SettingFaults } from '../base/setting.ts'
import { defaultPolicy, type Limits, type Policy, type PressLimits } from './policy.ts'
import { type PolicyFile, policyFile } from './policy-file.ts'

/** One thing wrong with a policy file. */
export interface PolicyFault {
  /** The dotted path of the fault, such as `limits.per_inviter_per_day`; empty for the file as a whole. */
  readonly path: string
  /** The expected value; never the value found. */
  readonly expectation: string
}

/** Everything that is wrong with a policy file, at once. */
export class PolicyError extends SettingFaults {
  constructor(faults: readonly PolicyFault[], options?: ErrorOptions) {
    super(faults.map(toSentence), options)
  }
}

/** Reads the policy in a JSON file. Throws PolicyError with every fault. */
export async function readPolicyFile(file: string): Promise<Policy> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PolicyError([{ path: '', expectation: 'a file that can be read' }], { cause })
  })
  return parsePolicy(parseJson(text))
}

/** Reads a policy. Throws PolicyError with every fault. */
export function parsePolicy(json: unknown): Policy {
  const inherited = findInheritedKey(json)
  const result = policyFile.safeParse(json)
  // The schema would drop some of these keys without a word.
  const faults = inherited ? [{ path: inherited.path, expectation: 'no key of this name' }] : []
  if (result.success && faults.length === 0) return toPolicy(result.data)
  const others = (result.error?.issues.flatMap(toFaults) ?? []).filter(({ path }) => path !== inherited?.path)
  throw new PolicyError([...faults, ...others])
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The cause is dropped: the parser quotes what it read.
    throw new PolicyError([{ path: '', expectation: 'JSON' }])
  }
}

function toPolicy(file: PolicyFile): Policy {
  const { maxTtlSeconds, coolDownSeconds, blockedDomains } = defaultPolicy
  const roles = Object.entries(file.roles).map(
    ([name, role]) =>
      [
        name,
        {
          grantableRoles: role.grantable_roles,
          metadataKeys: role.metadata_keys,
          overwriteMetadataKeys: role.overwrite_metadata_keys,
        },
      ] as const,
  )
  return {
    allowedDomains: file.allowed_domains ?? null,
    blockedDomains: file.blocked_domains ?? blockedDomains,
    maxTtlSeconds: {
      personal: file.max_ttl_sec?.personal ?? maxTtlSeconds.personal,
      shared: file.max_ttl_sec?.shared ?? maxTtlSeconds.shared,
    },
    coolDownSeconds: file.cool_down_sec ?? coolDownSeconds,
    limits: toLimits(file.limits ?? {}),
    presses: toPressLimits(file.limits?.presses ?? {}),
    roles: new Map(roles),
  }
}

function toLimits(file: NonNullable<PolicyFile['limits']>): Limits {
  const { limits } = defaultPolicy
  return {
    perInviterPerDay: pick(file.per_inviter_per_day, limits.perInviterPerDay),
    perRecipientPerDay: pick(file.per_recipient_per_day, limits.perRecipientPerDay),
    perTenantPerDay: pick(file.per_tenant_per_day, limits.perTenantPerDay),
    perIpPerHour: pick(file.per_ip_per_hour, limits.perIpPerHour),
  }
}

function toPressLimits(file: NonNullable<NonNullable<PolicyFile['limits']>['presses']>): PressLimits {
  const { presses } = defaultPolicy
  return {
    perInvitationPerHour: pick(file.per_invitation_per_hour, presses.perInvitationPerHour),
    perInvitationAndIpPerHour: pick(file.per_invitation_and_ip_per_hour, presses.perInvitationAndIpPerHour),
    perLinkPerHour: pick(file.per_link_per_hour, presses.perLinkPerHour),
    perLinkAndIpPerHour: pick(file.per_link_and_ip_per_hour, presses.perLinkAndIpPerHour),
    perIpPerMinute: pick(file.per_ip_per_minute, presses.perIpPerMinute),
    wrongCodesPerIpPerHour: pick(file.wrong_codes_per_ip_per_hour, presses.wrongCodesPerIpPerHour),
  }
}

/** Null is an answer of its own: no limit. */
function pick(asked: number | null | undefined, usual: number | null): number | null {
  return asked === undefined ? usual : asked
}

function toFaults(issue: z.core.$ZodIssue): PolicyFault[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({
      path: [...issue.path, key].join('.'),
      expectation: 'no setting of this name',
    }))
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => ({ path, expectation: `${message}, as the key` }))
  return [{ path, expectation: issue.message }]
}

function toSentence({ path, expectation }: PolicyFault): string {
  return path === '' ? `expected ${expectation}` : `${path}: expected ${expectation}`
}
