import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPolicyFile } from '../../../service/policy/parse-policy.ts'
import { defaultPolicy } from '../../../service/policy/policy.ts'
import { policyFile } from '../../../service/policy/policy-file.ts'

const path = (name: string) => new URL(`../../../docs/${name}`, import.meta.url).pathname
const page = readFileSync(path('policy.md'), 'utf8')
const example = JSON.parse(readFileSync(path('policy.example.json'), 'utf8'))

/** Every setting of a file, with dots; below `roles` without the names. */
function settingsOf(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const isGroup = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    return isGroup ? settingsOf(inner, `${prefix}${name}.`) : [`${prefix}${name}`]
  })
}

describe('the example of a policy file', () => {
  it('is a policy', async () => {
    const policy = await readPolicyFile(path('policy.example.json'))
    expect([...policy.roles.keys()]).toEqual(['Inviter', 'Team Lead', 'client:pVbX3WzKq8RmTn5yLs2JdHf7'])
  })

  it('uses every setting that there is', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(policyFile.shape).sort())
    const { max_ttl_sec, limits, roles } = policyFile.shape
    expect(Object.keys(example.max_ttl_sec)).toEqual(Object.keys(max_ttl_sec.unwrap().shape))
    expect(Object.keys(example.limits)).toEqual(Object.keys(limits.unwrap().shape))
    const { presses } = limits.unwrap().shape
    expect(Object.keys(example.limits.presses)).toEqual(Object.keys(presses.unwrap().shape))
    expect(Object.keys(example.roles['Team Lead'])).toEqual(Object.keys(roles.unwrap().valueType.shape))
  })
})

describe('the page about it', () => {
  it('explains every setting', () => {
    const { roles, max_ttl_sec: _, ...rest } = example
    const names = [...settingsOf(rest), ...Object.keys(roles['Team Lead'])]
    expect(names.filter(name => !page.includes(`\`${name}\``))).toEqual([])
    for (const name of ['max_ttl_sec.personal', '.shared']) expect(page).toContain(`\`${name}\``)
  })

  it('names the defaults that hold', () => {
    const { limits, presses, coolDownSeconds, maxTtlSeconds } = defaultPolicy
    const defaults: Record<string, unknown> = {
      cool_down_sec: coolDownSeconds,
      'limits.per_inviter_per_day': limits.perInviterPerDay,
      'limits.per_recipient_per_day': limits.perRecipientPerDay,
      'limits.per_tenant_per_day': limits.perTenantPerDay,
      'limits.per_ip_per_hour': limits.perIpPerHour,
      'limits.presses.per_invitation_per_hour': presses.perInvitationPerHour,
      'limits.presses.per_invitation_and_ip_per_hour': presses.perInvitationAndIpPerHour,
      'limits.presses.per_link_per_hour': presses.perLinkPerHour,
      'limits.presses.per_link_and_ip_per_hour': presses.perLinkAndIpPerHour,
      'limits.presses.per_ip_per_minute': presses.perIpPerMinute,
      'limits.presses.wrong_codes_per_ip_per_hour': presses.wrongCodesPerIpPerHour,
    }
    for (const [name, value] of Object.entries(defaults))
      expect(page).toMatch(new RegExp(`\\| \`${name}\` \\|.*\\| ${value} \\|`))
    const { personal, shared } = maxTtlSeconds
    expect(page).toContain(`| ${personal / 86_400} days, ${shared / 86_400} days (the most) |`)
  })

  it('is one page', () => {
    expect(page.split('\n').length).toBeLessThan(80)
  })
})
