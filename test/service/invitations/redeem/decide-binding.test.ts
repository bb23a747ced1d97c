import { describe, expect, it } from 'vitest'
import { type BindingFacts, decideBinding } from '../../../../service/invitations/redeem/decide-binding.ts'
import { createGate } from '../../../contract/gate-fixture.ts'
import { identity } from '../logins.ts'

type Changes = Partial<BindingFacts['invitation'] & BindingFacts['login']> & { isFromBefore?: boolean }

const phone = { inviteeEmail: null, inviteePhoneNumber: '+41790000000' }
const handedOut = { delivery: 'handed_out' } as const
const users = { name: 'Users', strategy: 'auth0' }
const sms = { name: 'sms', strategy: 'sms' }

function judge(changes: Changes): string {
  const { connection = users } = changes
  const decision = decideBinding({
    invitation: {
      delivery: 'delivered',
      inviteeEmail: 'ada@example.com',
      inviteePhoneNumber: null,
      ...changes,
    },
    login: {
      email: 'ada@example.com',
      emailVerified: false,
      phoneNumber: null,
      phoneVerified: false,
      connection,
      identities: [identity(connection.strategy, connection.name, 'x|1')],
      ...changes,
    },
    isFromBefore: changes.isFromBefore ?? false,
    proof: createGate().proof,
  })
  return decision.outcome === 'refused' ? decision.code : decision.outcome
}

describe('binding', () => {
  it.each<[string, Changes]>([
    ['allowed', {}],
    ['allowed', { ...handedOut, emailVerified: true }],
    ['allowed', { isFromBefore: true, emailVerified: true }],
    ['address_mismatch', { email: 'eve@example.com' }],
    ['address_mismatch', { email: 'eve@example.com', emailVerified: true }],
    ['address_mismatch', { email: null }],
    ['address_mismatch', { inviteeEmail: null, email: null }],
    ['address_mismatch', { ...handedOut, email: 'eve@example.com', emailVerified: true }],
    ['address_mismatch', handedOut],
    ['address_mismatch', { ...handedOut, emailVerified: true, connection: { name: 'x', strategy: 'oidc' } }],
    ['account_unproven', { isFromBefore: true }],
    ['account_unproven', { isFromBefore: true, ...handedOut }],
  ])('says %s of %o', (outcome, changes) => {
    expect(judge(changes)).toBe(outcome)
  })

  it.each<[string, Changes]>([
    ['allowed', { phoneNumber: '+41790000000', connection: sms }],
    ['allowed', { phoneNumber: '+41790000000', phoneVerified: true }],
    ['address_mismatch', { phoneNumber: '+41790000001', phoneVerified: true, connection: sms }],
    ['address_mismatch', { phoneNumber: null, emailVerified: true }],
    ['address_mismatch', { phoneNumber: '+41790000000' }],
    ['address_mismatch', { phoneNumber: '+41790000000', emailVerified: true }],
    [
      'address_mismatch',
      { phoneNumber: '+41790000000', phoneVerified: true, connection: { name: 'email', strategy: 'email' } },
    ],
    ['account_unproven', { phoneNumber: '+41790000000', emailVerified: true, isFromBefore: true }],
    ['allowed', { phoneNumber: '+41790000000', phoneVerified: true, isFromBefore: true }],
  ])('with a phone number says %s of %o', (outcome, changes) => {
    expect(judge({ ...phone, ...handedOut, ...changes })).toBe(outcome)
  })

  describe('judges a linked identity by its own address', () => {
    const google = { name: 'google-oauth2', strategy: 'google-oauth2' }
    const account = (profileData: object) => ({
      connection: google,
      inviteeEmail: 'ada@gmail.com',
      email: 'other@example.com',
      identities: [
        identity('auth0', 'Users', 'auth0|1'),
        { ...identity('google-oauth2', 'google-oauth2', 'x|1', true), profileData },
      ],
    })
    const verified = { email: 'ada@gmail.com', email_verified: true }

    it.each<[string, Changes]>([
      ['allowed', account(verified)],
      ['allowed', { ...account(verified), ...handedOut }],
      ['allowed', { ...account(verified), isFromBefore: true }],
      ['address_mismatch', { ...account({ ...verified, email_verified: false }), ...handedOut }],
      ['account_unproven', { ...account({ ...verified, email_verified: false }), isFromBefore: true }],
      // What the profile has verified is another address.
      [
        'account_unproven',
        { ...account({ email: 'ada@gmail.com' }), emailVerified: true, isFromBefore: true },
      ],
      ['address_mismatch', account({ email: 'eve@gmail.com', email_verified: true })],
      ['address_mismatch', account({})],
      // A delivered link: the account has the address, though this identity does not.
      ['allowed', { ...account({}), inviteeEmail: 'other@example.com' }],
      [
        'address_mismatch',
        { ...account(verified), ...handedOut, inviteeEmail: 'other@example.com', emailVerified: true },
      ],
    ])('%s: %o', (outcome, changes) => {
      expect(judge(changes)).toBe(outcome)
    })
  })
})
