import { describe, expect, it, vi } from 'vitest'
import { createInvitation } from '../../../../service/invitations/manage/create-invitation.ts'
import { InvitationError } from '../../../../service/invitations/model/invitation-error.ts'
import type { LifeDeps } from '../../../../service/invitations/model/life-deps.ts'
import type { NewInvitation } from '../../../../service/invitations/model/new-invitation.ts'
import { ManagementError } from '../../../../service/management/management-api.ts'
import { createOpenGuard } from '../open-guard.ts'

const NOW = Date.UTC(2026, 10, 2)

function createDeps() {
  const stored = vi.fn<LifeDeps['ledger']['createInvitation']>(async () => true)
  const guard = createOpenGuard()
  const ledger: Pick<LifeDeps['ledger'], 'createInvitation' | 'findPendingInvitations'> = {
    createInvitation: stored,
    findPendingInvitations: async () => [],
  }
  const deps = {
    // Nothing else is asked of it where the address is new.
    ledger: ledger as LifeDeps['ledger'],
    guard,
    policy: { maxTtlSeconds: { personal: 30 * 86_400, shared: 90 * 86_400 }, coolDownSeconds: 60 },
    catalog: {
      roleIds: async (names: string[]) => ({ ids: [], unknown: names.filter(name => name !== 'Member') }),
      client: async (clientId: string) => {
        const portal = { clientId, name: 'Portal', clientMetadata: {}, initiateLoginUri: undefined }
        return clientId === 'portal' ? portal : undefined
      },
    },
    config: {
      resultUrlOrigins: ['https://portal.example', 'http://localhost:3001'],
      mail: { ways: ['sendgrid'] },
    },
    now: () => NOW,
    randomId: () => 'random',
  }
  return { deps, stored, guard }
}

const permissions = new Set(['grant:any', 'create:shared_links'])
const inviter = { id: 'auth0|grace', kind: 'person', name: 'Grace', permissions } as const

async function create(request: Partial<NewInvitation> = {}, by: Partial<typeof inviter> = {}) {
  const { deps, stored, guard } = createDeps()
  const asked = { invitee: { email: 'ada@example.com' }, ...request }
  const { invitation } = await createInvitation(deps, asked, { ...inviter, ...by })
  return { invitation, stored, guard }
}

async function refusalOf(request: Partial<NewInvitation>, by: Partial<typeof inviter> = {}) {
  const { deps, stored } = createDeps()
  const asked = { invitee: { email: 'ada@example.com' }, ...request }
  const error = await createInvitation(deps, asked, { ...inviter, ...by }).catch((error: unknown) => error)
  if (!(error instanceof InvitationError)) throw error
  expect(stored).not.toHaveBeenCalled()
  return error
}

describe('a link for several people', () => {
  const shared = { kind: 'shared', invitee: {} } as const

  it.each([1, 2, 100_000])('is for %i people', async maxUses => {
    expect((await create({ ...shared, maxUses })).invitation.maxUses).toBe(maxUses)
  })

  it.each([0, -1, 1.5, 100_001, Number.NaN, Number.POSITIVE_INFINITY])('is not for %d', async maxUses => {
    expect(await refusalOf({ ...shared, maxUses })).toMatchObject({ code: 'out_of_range', field: 'max_uses' })
  })
})

describe('creating an invitation', () => {
  it('stores a personal, delivered, pending one for a week, with its mail', async () => {
    const { invitation, stored } = await create()
    expect(stored).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: expect.stringMatching(/^inv_[\w-]{22}$/) }),
      expect.objectContaining({ mail: true }),
    )
    expect(invitation).toMatchObject({
      kind: 'personal',
      status: 'pending',
      delivery: 'delivered',
      generation: 1,
      maxUses: 1,
      uses: 0,
      inviterId: 'auth0|grace',
      inviterName: 'Grace',
      createdAt: new Date(NOW),
      linkIssuedAt: new Date(NOW),
      expiresAt: new Date(NOW + 7 * 86_400_000),
    })
  })

  it('keeps everything that was asked for', async () => {
    const { invitation } = await create({
      invitee: { email: ' Ada@Example.com ' },
      inviterName: 'Shop',
      clientId: 'portal',
      connection: 'google-oauth2',
      roles: ['Member', 'Member'],
      appMetadata: { order: 'A-1' },
      userMetadata: { theme: 'dark' },
      resultUrl: 'https://portal.example/start?x=1',
      externalId: 'order-1',
      ttlSeconds: 60,
    })
    expect(invitation).toMatchObject({
      inviteeEmail: 'ada@example.com',
      inviterName: 'Shop',
      clientId: 'portal',
      connection: 'google-oauth2',
      roles: ['Member'],
      appMetadata: { order: 'A-1' },
      userMetadata: { theme: 'dark' },
      resultUrl: 'https://portal.example/start?x=1',
      externalId: 'order-1',
      expiresAt: new Date(NOW + 60_000),
    })
  })

  it.each<[string, string, Partial<NewInvitation>]>([
    ['invalid_address', 'invitee.email', { invitee: { email: 'ada@localhost' } }],
    ['unknown_role', 'roles', { roles: ['Member', 'Owner'] }],
    ['too_large', 'roles', { roles: Array.from({ length: 51 }, (_, index) => `r${index}`) }],
    ['unknown_client', 'client_id', { clientId: 'nobody' }],
    ['reserved_key', 'app_metadata', { appMetadata: { guestlist: { admitted: true } } }],
    ['reserved_key', 'user_metadata', { userMetadata: { email: 'eve@example.com' } }],
    ['too_large', 'user_metadata', { userMetadata: { text: 'x'.repeat(5000) } }],
    ['out_of_range', 'ttl_sec', { ttlSeconds: 0 }],
    ['out_of_range', 'ttl_sec', { ttlSeconds: 30 * 86_400 + 1 }],
    ['out_of_range', 'ttl_sec', { ttlSeconds: 1.5 }],
    ['out_of_range', 'ttl_sec', { ttlSeconds: Number.NaN }],
    ['invalid_text', 'inviter.name', { inviterName: 'Pay at https://evil.example' }],
    ['invalid_text', 'inviter.name', { inviterName: 'www.evil.example' }],
    ['invalid_text', 'inviter.name', { inviterName: 'Grace\r\nBcc: eve@example.com' }],
    ['invalid_text', 'inviter.name', { inviterName: 'G'.repeat(301) }],
    ['invalid_text', 'external_id', { externalId: '' }],
    ['invalid_text', 'connection', { connection: 'x'.repeat(256) }],
  ])('refuses with %s, naming %s', async (code, field, request) => {
    expect(await refusalOf(request)).toMatchObject({ code, field })
  })

  it.each([
    'https://evil.example/',
    'http://portal.example/',
    'https://portal.example.evil.example/',
    'https://portal.example:8443/',
    'https://eve@portal.example/',
    'javascript:alert(1)',
    '//portal.example/',
    'not an address',
  ])('S8: refuses to lead to %j, whose origin is not listed', async resultUrl => {
    expect(await refusalOf({ resultUrl })).toMatchObject({ code: 'origin_not_allowed', field: 'result_url' })
  })

  it('leads to a listed origin on this machine without https', async () => {
    const { invitation } = await create({ resultUrl: 'http://localhost:3001/' })
    expect(invitation.resultUrl).toBe('http://localhost:3001/')
  })

  it('lets an inviter without any of these permissions invite without a grant', async () => {
    const { invitation } = await create({}, { permissions: new Set<string>() })
    expect(invitation).toMatchObject({ roles: [], appMetadata: {}, userMetadata: {} })
  })

  it('quotes nothing that was sent in its errors', async () => {
    for (const secret of ['canary@localhost', 'canary.com@']) {
      const error = await refusalOf({ invitee: { email: secret } })
      expect(`${error.message} ${error.field} ${error.stack}`).not.toContain('canary')
    }
    expect((await refusalOf({ roles: ['canary'] })).message).not.toContain('canary')
  })

  it('stores nothing when the tenant cannot be asked', async () => {
    const { deps, stored } = createDeps()
    const roleIds = () => Promise.reject(new ManagementError('unreachable'))
    const creating = createInvitation(
      { ...deps, catalog: { ...deps.catalog, roleIds } },
      { invitee: { email: 'ada@example.com' }, roles: ['Member'] },
      inviter,
    )
    await expect(creating).rejects.toThrow(ManagementError)
    expect(stored).not.toHaveBeenCalled()
  })
})
