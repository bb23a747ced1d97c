import { describe, expect, it } from 'vitest'
import type { TenantUser } from '../../../service/management/management-api.ts'
import { isVerifiable } from '../../../service/work/is-verifiable.ts'

const user: TenantUser = {
  userId: 'auth0|1',
  email: 'Ada@example.com',
  emailVerified: false,
  phoneNumber: undefined,
  phoneVerified: false,
  blocked: false,
  createdAt: new Date('2026-11-02T09:00:00Z'),
  loginsCount: 1,
  identities: [{ provider: 'auth0', userId: '1', connection: 'Users', isSocial: false }],
  appMetadata: {},
  userMetadata: {},
}
const delivered = { delivery: 'delivered', inviteeEmail: 'ada@example.com' } as const
const google = { provider: 'google-oauth2', userId: '2', connection: 'google-oauth2', isSocial: true }

describe('an address that is still to be verified', () => {
  it('is verified by a delivered link, in whatever case it is written', () => {
    expect(isVerifiable(user, delivered)).toBe(true)
  })

  it('S28 is not verified by a link that was handed out', () => {
    expect(isVerifiable(user, { ...delivered, delivery: 'handed_out' })).toBe(false)
  })

  it.each<[string, Partial<TenantUser>]>([
    ['is verified already', { emailVerified: true }],
    ['is another than the invited one', { email: 'eve@example.com' }],
    ['is missing', { email: undefined }],
    ['is that of another kind of account', { identities: [google, ...user.identities] }],
    ['has no identity', { identities: [] }],
  ])('is left alone when it %s', (_, changes) => {
    expect(isVerifiable({ ...user, ...changes }, delivered)).toBe(false)
  })
})
