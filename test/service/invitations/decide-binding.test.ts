import { describe, expect, it } from 'vitest'
import { type BindingFacts, decideBinding } from '../../../service/invitations/decide-binding.ts'

const facts: BindingFacts = {
  delivery: 'delivered',
  invitedEmail: 'ada@example.com',
  loginEmail: 'ada@example.com',
  isProven: false,
  emailVerified: false,
  isFromBefore: false,
}

function judge(changes: Partial<BindingFacts>): string {
  const decision = decideBinding({ ...facts, ...changes })
  return decision.outcome === 'refused' ? decision.code : decision.outcome
}

describe('binding', () => {
  it.each<[string, Partial<BindingFacts>]>([
    ['allowed', {}],
    ['allowed', { delivery: 'handed_out', isProven: true }],
    ['allowed', { isFromBefore: true, emailVerified: true }],
    ['address_mismatch', { loginEmail: 'eve@example.com' }],
    ['address_mismatch', { loginEmail: 'eve@example.com', isProven: true, emailVerified: true }],
    ['address_mismatch', { loginEmail: null }],
    ['address_mismatch', { invitedEmail: null, loginEmail: null }],
    ['address_mismatch', { delivery: 'handed_out', loginEmail: 'eve@example.com', isProven: true }],
    ['address_unproven', { delivery: 'handed_out' }],
    ['address_unproven', { delivery: 'handed_out', emailVerified: true }],
    ['account_unproven', { isFromBefore: true }],
    ['account_unproven', { isFromBefore: true, delivery: 'handed_out' }],
  ])('says %s of %o', (outcome, changes) => {
    expect(judge(changes)).toBe(outcome)
  })
})
