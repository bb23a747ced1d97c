import { describe, expect, it } from 'vitest'
import { locales } from '../../contract/locale.ts'
import { codeOfSentence, isRefusalCode, refusalCodes, sentenceFor } from '../../contract/refusal.ts'

describe('refusals', () => {
  it('are exactly these, each with a test that names it somewhere', () => {
    expect(refusalCodes).toEqual([
      'invitation_required',
      'open_invitation',
      'address_mismatch',
      'account_unproven',
      'account_removed',
      'account_needs_person',
      'login_outdated',
      'fresh_login_required',
      'account_check_pending',
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
      'event_unreadable',
    ])
  })

  it.each(refusalCodes)('%s has an English sentence fit for a person and for a URL parameter', code => {
    const sentence = sentenceFor(code)
    expect(sentence).toMatch(/^[A-Z][^<>_]+\.$/)
    // error_description: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 allows printable ASCII without " and \.
    expect(sentence).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
    expect(sentence.length).toBeLessThan(160)
  })

  it.each(refusalCodes)('%s has a sentence in every language, and each of them is another one', code => {
    const sentences = locales.map(locale => sentenceFor(code, locale))
    expect(new Set(sentences).size).toBe(locales.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[^\s<>_"\\][^<>_"\\]+[.。]$/)
    for (const sentence of sentences) expect(sentence.length).toBeLessThan(260)
  })

  it('are told apart in every language, but for the two that are for the log only', () => {
    for (const locale of locales) {
      const sentences = refusalCodes.map(code => sentenceFor(code, locale))
      expect(new Set(sentences).size).toBe(refusalCodes.length - 2)
      for (const code of ['gate_misconfigured', 'event_unreadable'] as const)
        expect(sentenceFor(code, locale)).toBe(sentenceFor('service_unavailable', locale))
    }
  })

  it('speak Japanese in Japanese, and nothing else in it', () => {
    for (const code of refusalCodes) {
      expect(sentenceFor(code, 'ja')).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
      expect(sentenceFor(code, 'de')).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    }
  })

  it('are known by their sentence in any language, and by nothing else', () => {
    for (const locale of locales)
      expect(codeOfSentence(sentenceFor('invitation_used', locale))).toBe('invitation_used')
    expect(codeOfSentence('Your account has a problem, call us.')).toBeUndefined()
  })

  it.each(['toString', '__proto__', '', 'unknown', undefined, null, 1, ['invitation_used']])(
    'do not include %j',
    value => {
      expect(isRefusalCode(value)).toBe(false)
    },
  )
})
