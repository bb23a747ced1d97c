import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalisePhoneNumber } from '../../../../service/invitations/model/normalise-address.ts'

describe('S25 a telephone number', () => {
  it.each([
    ['+4915112345678'],
    ['+49 151 12345678'],
    ['+49 (151) 1234-5678'],
    ['+49.151.12345678'],
    ['+49\u2011151\u201112345678'],
    [' +49 151\u00A012345678 '],
  ])('%j has the one form of E.164', text => {
    expect(normalisePhoneNumber(text)).toBe('+4915112345678')
  })

  it.each([
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['+49 171/1234567', '+491711234567'],
    ['+39 06 698 1234', '+39066981234'],
  ])('%j keeps what its country dials: %s', (text, number) => {
    expect(normalisePhoneNumber(text)).toBe(number)
  })

  it.each([
    ['a country that nobody has', '+999999999999'],
    ['fewer digits than its country has', '+44207946'],
    ['a sentence around it', 'call +4915112345678'],
    ['nothing', ''],
    ['no country', '015112345678'],
    ['an international prefix that only one country dials', '004915112345678'],
    ['a country that begins with zero', '+04915112345678'],
    ['six digits', '+491511'],
    ['sixteen digits', '+4915112345678901'],
    ['an extension', '+4915112345678x9'],
    ['two of them', '+4915112345678,+4915112345679'],
    ['letters', '+49CALLME12'],
    ['Arabic digits', '+\u0664\u0669151123456'],
    ['full-width digits', '+\uFF14\uFF1915112345678'],
    ['a full-width plus', '\uFF0B4915112345678'],
    ['a second plus', '+49+15112345678'],
  ])('with %s is none', (_, text) => {
    expect(normalisePhoneNumber(text)).toBeNull()
  })

  it('for any text is null, or a form that stays what it is', () => {
    const character = fc.constantFrom(...'+0123456789 ().-x')
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 20 }), text => {
        const number = normalisePhoneNumber(`+4${text}`)
        if (number === null) return
        expect(number).toMatch(/^\+4\d{6,14}$/)
        expect(normalisePhoneNumber(number)).toBe(number)
      }),
    )
  })
})
