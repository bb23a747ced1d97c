import { z } from 'zod'
import { isInheritedName } from '../../contract/inherited-name.ts'
import { isReservedKey } from '../invitations/model/metadata-keys.ts'
import { parseDomainRule } from './domain-rule.ts'
import { defaultPolicy } from './policy.ts'

/** Auth0 allows a user 50 roles at most. */
const MAX_ENTRIES = 50
const MAX_DOMAINS = 1_000
const MAX_COUNT = 1_000_000_000

const DOMAIN = 'a domain such as "example.com" or "*.example.com"'

const domain = z.string(DOMAIN).transform((text, context) => {
  const rule = parseDomainRule(text)
  if (rule) return rule
  context.addIssue(DOMAIN)
  return z.NEVER
})
const domains = z.array(domain, 'a list of domains').max(MAX_DOMAINS, `at most ${MAX_DOMAINS} domains`)

const roleName = textWhere(text => text.length > 0 && text.length <= 100, 'the name of a role')
const metadataKey = textWhere(
  key => key !== '' && !/[.$]/.test(key) && (isInheritedName(key) || !isReservedKey(key)),
  'a metadata key that is not reserved and has no "." or "$" in it',
).refine(key => !isInheritedName(key), { error: ({ input }) => `a metadata key other than "${input}"` })
const roleKey = textWhere(
  key => key.length <= 100 && /^(?!client:$)./.test(key),
  'the name of a role, or client:<client_id>',
)

const count = wholeNumber(1, MAX_COUNT, ', or null for no limit').nullable().optional()

const rolePolicy = object({
  grantable_roles: listOf(roleName),
  metadata_keys: listOf(metadataKey),
  overwrite_metadata_keys: listOf(metadataKey),
})

/**
 * The policy file; docs/policy.md says the same for people. What is left out has its default. What nobody knows is a
 * fault: a limit with a typing error in its name would limit nothing.
 */
export const policyFile = object({
  // fail closed: an empty list reads like "nobody", and must not mean "everybody".
  allowed_domains: domains.min(1, 'at least one domain, or no such setting').optional(),
  blocked_domains: domains.optional(),
  max_ttl_sec: object({
    personal: wholeNumber(60, defaultPolicy.maxTtlSeconds.personal).optional(),
    shared: wholeNumber(60, defaultPolicy.maxTtlSeconds.shared).optional(),
  }).optional(),
  cool_down_sec: wholeNumber(0, 86_400).optional(),
  limits: object({
    per_inviter_per_day: count,
    per_recipient_per_day: count,
    per_tenant_per_day: count,
    per_ip_per_hour: count,
    presses: object({
      per_invitation_per_hour: count,
      per_invitation_and_ip_per_hour: count,
      per_link_per_hour: count,
      per_link_and_ip_per_hour: count,
      per_ip_per_minute: count,
      wrong_codes_per_ip_per_hour: count,
    }).optional(),
  }).optional(),
  roles: z.record(roleKey, rolePolicy, 'an object').default({}),
})

/** A file in which nothing is wrong. */
export type PolicyFile = z.infer<typeof policyFile>

// Every message below is what was expected, so that a fault reads the same wherever it is.

function object<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, { error: issue => (issue.code === 'invalid_type' ? 'an object' : undefined) })
}

function listOf(item: z.ZodType<string, string>) {
  return z.array(item, 'a list of texts').max(MAX_ENTRIES, `at most ${MAX_ENTRIES} entries`).default([])
}

function textWhere(isRight: (text: string) => boolean, expectation: string) {
  return z.string(expectation).refine(isRight, expectation)
}

function wholeNumber(min: number, max: number, more = '') {
  const expectation = `a whole number from ${min} to ${max}${more}`
  return z.int(expectation).min(min, expectation).max(max, expectation)
}
