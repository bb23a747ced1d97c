import { describe, expect, it } from 'vitest'
import { describePolicy } from '../../../service/policy/describe-policy.ts'
import type { InviterStanding } from '../../../service/policy/inviter-standing.ts'
import { parsePolicy } from '../../../service/policy/parse-policy.ts'
import { createManualClock } from '../manual-clock.ts'
import { callerOf } from './policy-world.ts'

const policy = parsePolicy({
  limits: { per_inviter_per_day: 5, per_recipient_per_day: 1, per_tenant_per_day: 9, per_ip_per_hour: 1 },
  roles: { Editor: { grantable_roles: ['Viewer'], metadata_keys: ['team', 'order'] } },
})

/** A tenant where everybody has one role, and a ledger that has counted; both note what they are asked. */
async function view(inviter: ReturnType<typeof callerOf>, counts: Record<string, number> = {}) {
  const clock = createManualClock()
  const asked: [what: string, forMs: number][] = []
  const ask =
    <T>(what: string, answer: T) =>
    async (_id: string, deadline: number): Promise<T> => {
      asked.push([what, deadline - clock.now()])
      return answer
    }
  const standing: InviterStanding = {
    isActive: ask('active', true),
    roleNames: ask('roles', ['Editor']),
    permissionsByRole: ask('permissions of roles', []),
    permissionsBeside: ask('permissions', []),
    clientScopes: ask('scopes', { scopes: [], isAll: false }),
  }
  const ledger = { readCounter: async ({ key }: { key: string }) => counts[key] ?? 0 }
  const existenceVisibleTo = 'administrators'
  return {
    asked,
    view: await describePolicy({ policy, standing, ledger, existenceVisibleTo, clock }, inviter),
  }
}

describe('what the policy means', () => {
  it('for a person is read from their roles, with one question, that waits for five seconds', async () => {
    const { asked, view: grace } = await view(callerOf('auth0|grace', 'create:invitations', 'grant:metadata'))
    expect(asked).toEqual([['roles', 5_000]])
    expect(grace).toMatchObject({
      grantableRoles: ['Editor', 'Viewer'],
      metadataKeys: ['order', 'team'],
      seesExistence: false,
    })
  })

  it('for somebody who may not set metadata is that there is no key', async () => {
    const { view: grace } = await view(callerOf('auth0|grace', 'create:invitations'))
    expect(grace.metadataKeys).toEqual([])
  })

  it('for an administrator is whatever there is, without a question', async () => {
    const all = await view(callerOf('auth0|ada', 'grant:any', 'grant:metadata'))
    expect(all.asked).toEqual([])
    expect(all.view).toMatchObject({ grantableRoles: null, metadataKeys: null })
    const { view: roles } = await view(callerOf('auth0|ada', 'grant:any'))
    expect(roles).toMatchObject({ grantableRoles: null, metadataKeys: [] })
  })

  it('tells what is left of the limits that do not depend on the recipient, and never less than nothing', async () => {
    const { view: grace } = await view(callerOf('auth0|grace'), {
      'sending:inviter:auth0|grace': 7,
      'sending:tenant': 8,
      'sending:inviter:auth0|other': 3,
    })
    const endsAt = Date.parse('2026-11-21T00:00:00Z')
    expect(grace.limits).toEqual([
      { name: 'per_inviter_per_day', limit: 5, left: 0, endsAt },
      { name: 'per_tenant_per_day', limit: 9, left: 1, endsAt },
    ])
  })
})
