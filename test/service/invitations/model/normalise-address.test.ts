import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  normaliseDomain,
  normaliseEmail,
  normalisePhoneNumber,
} from '../../../../service/invitations/model/normalise-address.ts'
import { isAllowedResultUrl } from '../../../../service/invitations/model/result-url.ts'

describe('S25 an address', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    ['  Ada.Lovelace+News@Example.COM\n', 'ada.lovelace+news@example.com'],
    ["o'brien_1@mail.example.co.uk", "o'brien_1@mail.example.co.uk"],
    ['ada@münchen.example', 'ada@xn--mnchen-3ya.example'],
    ['ada@MÜNCHEN.example', 'ada@xn--mnchen-3ya.example'],
    ['ada@xn--mnchen-3ya.example', 'ada@xn--mnchen-3ya.example'],
    ['ada@例え.テスト', 'ada@xn--r8jz45g.xn--zckzah'],
  ])('%j has the one form %j', (text, normalised) => {
    expect(normaliseEmail(text)).toBe(normalised)
  })

  it('keeps dots and tags apart, because only the mailbox knows what they mean', () => {
    expect(normaliseEmail('a.da@gmail.com')).not.toBe(normaliseEmail('ada@gmail.com'))
    expect(normaliseEmail('ada+x@gmail.com')).not.toBe(normaliseEmail('ada@gmail.com'))
  })

  it.each([
    ['nothing', ''],
    ['no local part', '@example.com'],
    ['no domain', 'ada@'],
    ['no dot in the domain', 'ada@localhost'],
    ['two signs', 'ada@evil.com@example.com'],
    ['a quoted local part', '"ada"@example.com'],
    ['a space inside', 'a da@example.com'],
    ['a line break and a header', 'ada@example.com\nBcc: eve@example.com'],
    ['a display name', 'Ada <ada@example.com>'],
    ['two addresses', 'ada@example.com,eve@example.com'],
    ['a trailing dot', 'ada@example.com.'],
    ['two dots', 'a..da@example.com'],
    ['a dot at the end of the local part', 'ada.@example.com'],
    ['an IP address', 'ada@127.0.0.1'],
    ['an IP address in disguise', 'ada@0x7f.1'],
    ['an address literal', 'ada@[127.0.0.1]'],
    ['a port', 'ada@example.com:25'],
    ['a path', 'ada@example.com/x'],
    ['a percent-encoded dot', 'ada@example%2ecom'],
    ['an underscore in the domain', 'ada@ex_ample.com'],
    ['a wrong punycode label', 'ada@xn--a.example'],
    ['a Cyrillic local part', 'аda@example.com'],
    ['a Kelvin sign', 'ada@\u212Aonto.example'],
    ['full-width letters', 'ada@ｅxample.com'],
    ['an ideographic full stop', 'ada@example。com'],
    ['a decomposed letter', 'ada@mu\u0308nchen.example'],
    ['a zero-width space', 'ada@exam\u200Bple.com'],
    ['a soft hyphen', 'ada@exam\u00ADple.com'],
    ['a right-to-left override', 'ada@\u202Emoc.example'],
    ['an emoji', 'ada@💌.example'],
    ['a null character', 'ada\0@example.com'],
    ['a local part of 65', `${'a'.repeat(65)}@example.com`],
    ['more than 254 altogether', `${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(3)}${'c'.repeat(8)}`],
    ['a label of 64', `ada@${'b'.repeat(64)}.com`],
  ])('with %s is none', (_what, text) => {
    expect(normaliseEmail(text)).toBeNull()
  })

  it('of 254 characters is the longest', () => {
    const text = `${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(3)}${'c'.repeat(6)}`
    expect(text).toHaveLength(254)
    expect(normaliseEmail(text)).toBe(text)
  })

  it('that looks like another one in another script does not become that one', () => {
    expect(normaliseEmail('ada@аpple.com')).toMatch(/^ada@xn--/)
  })

  it('for any text is null, or a form that stays what it is', () => {
    const text = fc.oneof(
      fc.emailAddress(),
      fc.string({ unit: 'grapheme' }).map(host => `ada@${host}.com`),
      fc.string({ unit: 'binary' }).map(local => `${local}@example.com`),
    )
    const property = fc.property(text, candidate => {
      const normalised = normaliseEmail(candidate)
      if (normalised === null) return
      expect(normalised).toMatch(/^[\x21-\x3F\x41-\x7E]+@[a-z0-9.-]+$/)
      expect(normalised).toBe(normalised.toLowerCase())
      expect(normaliseEmail(normalised)).toBe(normalised)
    })
    fc.assert(property, { numRuns: 500 })
  })
})

describe('S66 what is much longer than an address', () => {
  /** As many letters as can be told apart: converting them takes the square of their number. */
  const letters = Array.from({ length: 20_000 }, (_, n) => String.fromCharCode(0x4e00 + n)).join('')

  it.each([
    ['an address', () => normaliseEmail(`ada@${letters}.com`)],
    ['an address with spaces around it', () => normaliseEmail(`${' '.repeat(1_000_000)}ada@example.com`)],
    ['an address of labels', () => normaliseEmail(`ada@${'a.'.repeat(500_000)}com`)],
    ['a local part', () => normaliseEmail(`${'a.'.repeat(500_000)}@example.com`)],
    ['a domain', () => normaliseDomain(`${letters}.com`)],
    ['a domain of labels', () => normaliseDomain(`${'a.'.repeat(500_000)}com`)],
    ['where it leads', () => isAllowedResultUrl(`https://${letters}.com`, []) || null],
    ['a telephone number', () => normalisePhoneNumber('+1'.repeat(500_000))],
  ])('S66 is refused without a look at it: %s', (_, normalise) => {
    const before = process.cpuUsage()
    expect(normalise()).toBeNull()
    const { user, system } = process.cpuUsage(before)
    expect(user + system).toBeLessThan(50_000)
  })

  it('S66 is measured at the border: a domain of 253 letters is one, of 254 none', () => {
    const domain = `${'a'.repeat(62)}.${'b'.repeat(62)}.${'c'.repeat(62)}.${'d'.repeat(60)}.de`
    expect(domain).toHaveLength(252)
    expect(normaliseDomain(`x${domain}`)).toBe(`x${domain}`)
    expect(normaliseDomain(`xy${domain}`)).toBeNull()
  })
})
