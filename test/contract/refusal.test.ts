import { describe, expect, it } from 'vitest'
import { isRefusalCode, refusalCodes, sentenceFor } from '../../contract/refusal.ts'

describe('refusals', () => {
  it('are exactly these, each with a test that names it somewhere', () => {
    expect(refusalCodes).toEqual([
      'invitation_required',
      'address_mismatch',
      'address_unproven',
      'account_unproven',
      'connection_mismatch',
      'handoff_expired',
      'invitation_replaced',
      'invitation_expired',
      'invitation_revoked',
      'invitation_declined',
      'invitation_used',
      'inviter_not_allowed',
      'account_exists',
      'service_unavailable',
      'gate_misconfigured',
    ])
  })

  it.each(refusalCodes)('%s has a sentence that is fit for a person and for a URL parameter', code => {
    const sentence = sentenceFor(code)
    expect(sentence).toMatch(/^[A-Z][^<>_]+\.$/)
    // error_description: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 allows printable ASCII without " and \.
    expect(sentence).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
    expect(sentence.length).toBeLessThan(160)
  })

  it.each(['toString', '__proto__', '', 'unknown', undefined, null, 1, ['invitation_used']])(
    'do not include %j',
    value => {
      expect(isRefusalCode(value)).toBe(false)
    },
  )

  it('give a misconfigured gate away to nobody but the log', () => {
    expect(sentenceFor('gate_misconfigured')).toBe(sentenceFor('service_unavailable'))
  })
})
