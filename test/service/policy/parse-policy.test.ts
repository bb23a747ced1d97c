import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PolicyError, parsePolicy, readPolicyFile } from '../../../service/policy/parse-policy.ts'
import { defaultPolicy } from '../../../service/policy/policy.ts'
import { ConfigError, parseConfig } from '../../../service/runtime/config.ts'
import { inheritedNames } from '../../contract/inherited-names.ts'
import { makeEnvironment } from '../test-environment.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guestlist-policy-'))
})
afterAll(() => rm(folder, { recursive: true }))

function faultsOf(json: unknown): string[] {
  try {
    parsePolicy(json)
  } catch (error) {
    if (error instanceof PolicyError) return error.message.split('\n')
    throw error
  }
  return []
}

async function write(text: string): Promise<string> {
  const file = join(folder, 'policy.json')
  await writeFile(file, text)
  return file
}

describe('a policy file', () => {
  it('that says nothing leaves everything at its default', () => {
    expect(parsePolicy({})).toEqual(defaultPolicy)
  })

  it('becomes a policy, setting by setting', () => {
    const policy = parsePolicy({
      allowed_domains: ['Example.com', '*.bücher.example'],
      blocked_domains: ['old.example.com'],
      max_ttl_sec: { personal: 86_400 },
      cool_down_sec: 0,
      limits: {
        per_inviter_per_day: 5,
        per_tenant_per_day: null,
        presses: { per_ip_per_minute: 7, per_link_per_hour: null },
      },
      roles: {
        Lead: { grantable_roles: ['Editor'], metadata_keys: ['team'], overwrite_metadata_keys: ['plan'] },
        'client:abc': {},
      },
    })
    expect(policy).toEqual({
      allowedDomains: [
        { host: 'example.com', isWildcard: false },
        { host: 'xn--bcher-kva.example', isWildcard: true },
      ],
      blockedDomains: [{ host: 'old.example.com', isWildcard: false }],
      maxTtlSeconds: { personal: 86_400, shared: 7_776_000 },
      coolDownSeconds: 0,
      limits: { ...defaultPolicy.limits, perInviterPerDay: 5, perTenantPerDay: null },
      presses: { ...defaultPolicy.presses, perIpPerMinute: 7, perLinkPerHour: null },
      roles: new Map([
        ['Lead', { grantableRoles: ['Editor'], metadataKeys: ['team'], overwriteMetadataKeys: ['plan'] }],
        ['client:abc', { grantableRoles: [], metadataKeys: [], overwriteMetadataKeys: [] }],
      ]),
    })
  })

  it.each<[string, unknown]>([
    ['expected an object', []],
    ['expected an object', 'all'],
    ['limit: expected no setting of this name', { limit: {} }],
    ['allowed_domains: expected a list of domains', { allowed_domains: 'example.com' }],
    ['allowed_domains: expected at least one domain, or no such setting', { allowed_domains: [] }],
    [
      'blocked_domains.1: expected a domain such as "example.com" or "*.example.com"',
      { blocked_domains: ['a.example', '*.*.example'] },
    ],
    [
      'max_ttl_sec.personal: expected a whole number from 60 to 2592000',
      { max_ttl_sec: { personal: 2_592_001 } },
    ],
    ['max_ttl_sec.shared: expected a whole number from 60 to 7776000', { max_ttl_sec: { shared: '7d' } }],
    ['cool_down_sec: expected a whole number from 0 to 86400', { cool_down_sec: 1.5 }],
    [
      'limits.per_ip_per_hour: expected a whole number from 1 to 1000000000, or null for no limit',
      { limits: { per_ip_per_hour: 0 } },
    ],
    [
      'limits.presses.per_ip_per_minute: expected a whole number from 1 to 1000000000, or null for no limit',
      { limits: { presses: { per_ip_per_minute: 0 } } },
    ],
    ['limits.presses.per_hour: expected no setting of this name', { limits: { presses: { per_hour: 1 } } }],
    ['limits.per_week: expected no setting of this name', { limits: { per_week: 1 } }],
    ['roles: expected an object', { roles: [] }],
    [
      'roles.client:: expected the name of a role, or client:<client_id>, as the key',
      { roles: { 'client:': {} } },
    ],
    ['roles.Lead: expected an object', { roles: { Lead: ['Editor'] } }],
    [
      'roles.Lead.grantable_roles.0: expected the name of a role',
      { roles: { Lead: { grantable_roles: [''] } } },
    ],
    ['roles.Lead.grantable: expected no setting of this name', { roles: { Lead: { grantable: [] } } }],
    [
      'roles.Lead.metadata_keys: expected at most 50 entries',
      { roles: { Lead: { metadata_keys: Array(51).fill('k') } } },
    ],
  ])('is refused with "%s"', (fault, json) => {
    expect(faultsOf(json)).toEqual([fault])
  })

  it.each(['guestlist', 'blocked', 'email', '', 'a.b', '$set'])(
    'S53 cannot list the metadata key "%s"',
    key => {
      for (const setting of ['metadata_keys', 'overwrite_metadata_keys'])
        expect(faultsOf({ roles: { Lead: { [setting]: ['team', key] } } })).toEqual([
          `roles.Lead.${setting}.1: expected a metadata key that is not reserved and has no "." or "$" in it`,
        ])
    },
  )

  it.each(inheritedNames)('S71 can neither list the metadata key %s nor have a key of that name', key => {
    const listed = faultsOf({
      roles: { Lead: { metadata_keys: ['team', key], overwrite_metadata_keys: [key] } },
    })
    expect(listed).toEqual([
      `roles.Lead.metadata_keys.1: expected a metadata key other than "${key}"`,
      `roles.Lead.overwrite_metadata_keys.0: expected a metadata key other than "${key}"`,
    ])
    for (const [json, path] of [
      [`{"roles":{"${key}":{"grantable_roles":["Editor"]}}}`, `roles.${key}`],
      [`{"limits":{"${key}":1}}`, `limits.${key}`],
      [`{"${key}":{}}`, key],
    ] as const)
      expect(faultsOf(JSON.parse(json))).toEqual([`${path}: expected no key of this name`])
  })

  it('has all its faults named at once, and none of its values quoted', () => {
    const faults = faultsOf({
      allowed_domains: ['canary canary'],
      max_ttl_sec: { personal: 'canary' },
      limits: { per_inviter_per_day: -1, per_recipient_per_day: 'canary' },
      roles: { Lead: { metadata_keys: ['team', 7], grantable_roles: 'canary' } },
    })
    expect(faults.map(fault => fault.split(':')[0]).sort()).toEqual([
      'allowed_domains.0',
      'limits.per_inviter_per_day',
      'limits.per_recipient_per_day',
      'max_ttl_sec.personal',
      'roles.Lead.grantable_roles',
      'roles.Lead.metadata_keys.1',
    ])
    expect(faults.join()).not.toContain('canary')
  })

  it('is read from where it is', async () => {
    const policy = await readPolicyFile(await write('{ "cool_down_sec": 5 }'))
    expect(policy.coolDownSeconds).toBe(5)
  })

  it('that cannot be read is refused, with what the system says kept for whoever looks into it', async () => {
    const error = await readPolicyFile(join(folder, 'nobody-wrote-this.json')).catch(
      (error: unknown) => error,
    )
    expect(error).toMatchObject({
      name: 'PolicyError',
      message: 'expected a file that can be read',
      faults: [{ path: '', expectation: 'a file that can be read' }],
      cause: { code: 'ENOENT' },
    })
  })

  it('may have lists as long as they may be, and no longer', () => {
    const domains = (count: number) => Array.from({ length: count }, (_, n) => `a${n}.example`)
    const names = (count: number) => Array.from({ length: count }, (_, n) => `name-${n}`)
    for (const list of ['allowed_domains', 'blocked_domains']) {
      expect(faultsOf({ [list]: domains(1_000) })).toEqual([])
      expect(faultsOf({ [list]: domains(1_001) })).toEqual([`${list}: expected at most 1000 domains`])
    }
    for (const list of ['grantable_roles', 'metadata_keys', 'overwrite_metadata_keys']) {
      expect(faultsOf({ roles: { Lead: { [list]: names(50) } } })).toEqual([])
      expect(faultsOf({ roles: { Lead: { [list]: names(51) } } })).toEqual([
        `roles.Lead.${list}: expected at most 50 entries`,
      ])
    }
  })

  it.each<[setting: string, least: number, most: number, toFile: (value: number) => object]>([
    ['max_ttl_sec.personal', 60, 2_592_000, personal => ({ max_ttl_sec: { personal } })],
    ['max_ttl_sec.shared', 60, 7_776_000, shared => ({ max_ttl_sec: { shared } })],
    ['cool_down_sec', 0, 86_400, cool_down_sec => ({ cool_down_sec })],
    ['limits.per_inviter_per_day', 1, 1e9, n => ({ limits: { per_inviter_per_day: n } })],
    ['limits.per_recipient_per_day', 1, 1e9, n => ({ limits: { per_recipient_per_day: n } })],
    ['limits.per_tenant_per_day', 1, 1e9, n => ({ limits: { per_tenant_per_day: n } })],
    ['limits.per_ip_per_hour', 1, 1e9, n => ({ limits: { per_ip_per_hour: n } })],
  ])('may set %s to anything from %i to %i', (setting, least, most, toFile) => {
    for (const value of [least, most]) expect(faultsOf(toFile(value))).toEqual([])
    for (const value of [least - 1, most + 1, least + 0.5])
      expect(faultsOf(toFile(value))).toEqual([
        expect.stringContaining(`${setting}: expected a whole number from ${least} to ${most}`),
      ])
  })

  it('may name roles and applications of 1 to 100 characters', () => {
    expect(faultsOf({ roles: { r: { grantable_roles: ['r'] } } })).toEqual([])
    const name = 'r'.repeat(100)
    expect(faultsOf({ roles: { [name]: { grantable_roles: [name] } } })).toEqual([])
    expect(faultsOf({ roles: { Lead: { grantable_roles: [`${name}r`, ''] } } })).toEqual([
      'roles.Lead.grantable_roles.0: expected the name of a role',
      'roles.Lead.grantable_roles.1: expected the name of a role',
    ])
    for (const key of [`${name}r`, '', 'client:'])
      expect(faultsOf({ roles: { [key]: {} } })).toEqual([
        `roles.${key}: expected the name of a role, or client:<client_id>, as the key`,
      ])
  })

  it('that is no JSON is refused without quoting it', async () => {
    const error = await readPolicyFile(await write('{ canary')).catch((error: unknown) => error)
    expect(error).toStrictEqual(new PolicyError([{ path: '', expectation: 'JSON' }]))
  })
})

describe('the service', () => {
  it('starts with the policy of its file', async () => {
    const POLICY_FILE = await write('{ "limits": { "per_ip_per_hour": 7 } }')
    const { policy } = await parseConfig({ ...(await makeEnvironment()), POLICY_FILE })
    expect(policy.limits.perIpPerHour).toBe(7)
  })

  it('does not start with a faulty one, and names every fault beside those of its environment', async () => {
    const POLICY_FILE = await write('{ "cool_down_sec": "x", "limits": { "per_ip_per_hour": 0 } }')
    const error = await parseConfig({ ...(await makeEnvironment()), POLICY_FILE, PORT: 'x' }).catch(
      (error: unknown) => error,
    )
    if (!(error instanceof ConfigError)) throw error
    expect(error.message.split('\n')).toEqual([
      'PORT expected a port number',
      'POLICY_FILE cool_down_sec: expected a whole number from 0 to 86400',
      'POLICY_FILE limits.per_ip_per_hour: expected a whole number from 1 to 1000000000, or null for no limit',
    ])
  })
})
