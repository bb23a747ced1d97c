import { describe, expect, it } from 'vitest'
import { assertNewInvitation } from '../../../../service/invitations/manage/assert-new-invitation.ts'
import type { NewInvitation } from '../../../../service/invitations/model/new-invitation.ts'

const deps = {
  config: { resultUrlOrigins: [], mail: { ways: ['sendgrid'] } },
  policy: { maxTtlSeconds: { personal: 100, shared: 200 }, coolDownSeconds: 0 },
}
const inviter = {
  id: 'auth0|ada',
  kind: 'person' as const,
  permissions: new Set(['create:invitations', 'create:shared_links']),
}
const assert = (request: Partial<NewInvitation>) =>
  assertNewInvitation({ invitee: {}, ...request } as NewInvitation, inviter as never, deps)
const shared = { kind: 'shared' } as const

/** The rule alone: what a request may have is judged by its schema before it comes here. */
describe('how many may use a link for many', () => {
  it.each([1, 2, 100_000])('is allowed to be %s', maxUses => {
    expect(() => assert({ ...shared, maxUses })).not.toThrow()
  })

  it.each([0, -1, 100_001, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('is refused as %s', maxUses => {
    for (const kind of [shared, { kind: 'domain', domain: 'example.com' } as const])
      expect(() => assert({ ...kind, maxUses })).toThrow(
        expect.objectContaining({ code: 'out_of_range', field: 'max_uses' }),
      )
  })

  it('is one for a person', () => {
    expect(() => assert({ invitee: { email: 'a@example.com' }, maxUses: 1 })).not.toThrow()
    for (const maxUses of [0, 2])
      expect(() => assert({ invitee: { email: 'a@example.com' }, maxUses })).toThrow(
        expect.objectContaining({ code: 'out_of_range', field: 'max_uses' }),
      )
  })

  it('has a lifetime up to what the policy allows its kind', () => {
    for (const [kind, most] of [
      [{}, 100],
      [shared, 200],
    ] as const) {
      expect(() => assert({ ...kind, ttlSeconds: most })).not.toThrow()
      for (const ttlSeconds of [0, most + 1, 0.5])
        expect(() => assert({ ...kind, ttlSeconds })).toThrow(
          expect.objectContaining({ code: 'out_of_range', field: 'ttl_sec' }),
        )
    }
  })
})

describe('a service without a way for mail', () => {
  const sendsNone = { ...deps, config: { resultUrlOrigins: [], mail: { ways: [] } } }
  const ask = (request: Partial<NewInvitation>) =>
    assertNewInvitation({ invitee: { email: 'a@example.com' }, ...request }, inviter as never, sendsNone)

  it('refuses what it would have to send, by name', () => {
    for (const request of [{}, { delivery: 'delivered' } as const])
      expect(() => ask(request)).toThrow(
        expect.objectContaining({ code: 'invalid_combination', field: 'send_invitation_email' }),
      )
  })

  it('makes links that are handed out, or that a client sends', () => {
    expect(() => ask({ delivery: 'handed_out' })).not.toThrow()
    expect(() => ask({ deliveredByClient: true })).not.toThrow()
  })
})
