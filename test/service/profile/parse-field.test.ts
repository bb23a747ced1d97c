import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxLengthOf, parseField } from '../../../service/profile/parse-field.ts'

const givenName = { name: 'given_name', kind: 'name' } as const
const phone = { name: 'phone_number', kind: 'phone' } as const
const picture = { name: 'picture', kind: 'picture' } as const
const team = { name: 'user_metadata.team', kind: 'text' } as const

describe('what somebody types into a field', () => {
  it.each([
    [givenName, '  Grace  ', 'Grace'],
    [givenName, 'Jose\u0301', 'José'],
    [givenName, 'グレース', 'グレース'],
    [givenName, 'Grace B. Murray', 'Grace B. Murray'],
    [givenName, "O'Neil-Smith", "O'Neil-Smith"],
    [phone, '+41 (79) 000-00.00', '+41790000000'],
    [picture, 'https://pictures.example/ä.png', 'https://pictures.example/%C3%A4.png'],
    [team, 'acme.example & friends', 'acme.example & friends'],
    [team, '   ', ''],
  ])('%j is kept from %j as %j', (field, typed, value) => {
    expect(parseField(field, typed)).toEqual({ value })
  })

  it.each([
    [givenName, 'a\nb', 'invisible'],
    [givenName, 'a\u0000b', 'invisible'],
    [givenName, 'a\u202eb', 'invisible'],
    [givenName, 'a\u2028b', 'invisible'],
    [team, 'a\tb', 'invisible'],
    [givenName, 'x'.repeat(151), 'too_long'],
    [team, 'x'.repeat(501), 'too_long'],
    [picture, `https://pictures.example/${'ä'.repeat(1000)}`, 'too_long'],
    [givenName, 'evil.example', 'looks_like_address'],
    [givenName, 'see http://evil', 'looks_like_address'],
    [givenName, 'WWW.evil', 'looks_like_address'],
    [givenName, 'Grace <script>', 'looks_like_address'],
    [phone, '0790000000', 'not_a_phone_number'],
    [phone, '+123456', 'not_a_phone_number'],
    [phone, '+1234567890123456', 'not_a_phone_number'],
    [phone, '+41 79 CALL', 'not_a_phone_number'],
    [picture, 'http://pictures.example/1.png', 'not_a_picture'],
    [picture, 'data:image/png;base64,AAAA', 'not_a_picture'],
    [picture, 'javascript:alert(1)', 'not_a_picture'],
    [picture, 'https://user:secret@pictures.example/1.png', 'not_a_picture'],
    [picture, 'https://localhost/1.png', 'not_a_picture'],
    [picture, '/1.png', 'not_a_picture'],
  ])('%j is not taken from %j: %s', (field, typed, fault) => {
    expect(parseField(field, typed)).toEqual({ fault })
  })

  it('is as many characters as people see, for any text', () => {
    expect(parseField(givenName, '😀'.repeat(150))).toHaveProperty('value')
    expect(parseField(givenName, '😀'.repeat(151))).toEqual({ fault: 'too_long' })
    expect(maxLengthOf({ name: 'nickname', kind: 'name' })).toBe(350)
  })

  it('is, for any text, refused or one visible line that is read again as itself', () => {
    const fields = fc.constantFrom(givenName, phone, picture, team)
    fc.assert(
      fc.property(fields, fc.string({ unit: 'binary' }), (field, typed) => {
        const parsed = parseField(field, typed)
        if ('fault' in parsed) return
        expect(parsed.value).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
        expect(parseField(field, parsed.value)).toEqual(parsed)
      }),
    )
  })
})
