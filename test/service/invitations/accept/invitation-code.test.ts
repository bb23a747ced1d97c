import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createInvitationCodes,
  parseInvitationCode,
} from '../../../../service/invitations/accept/invitation-code.ts'

const [newSecret, oldSecret] = [
  'a-new-secret-of-the-cookies-0123456789',
  'an-old-secret-of-the-cookies-012345678',
]
const codes = createInvitationCodes({ secrets: [newSecret, oldSecret] })
const key = { invitationId: 'inv_1', generation: 1 }

/** What the page does with what somebody typed. */
const opens = (invitation: typeof key, typed: string, { matches } = codes) => {
  const code = parseInvitationCode(typed)
  return code !== undefined && matches(invitation, code)
}

describe('the code of an invitation', () => {
  test('cannot be made without a secret', () => {
    expect(() => createInvitationCodes({ secrets: [] })).toThrow('expected at least one secret')
  })

  test('has ten letters that nobody mistakes for others, in two groups', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (invitationId, generation) => {
        const code = codes.codeFor({ invitationId, generation })
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
      }),
    )
  })

  test('is the same every time it is made, and no other invitation or generation has it', () => {
    expect(codes.codeFor(key)).toBe(codes.codeFor({ ...key }))
    const others = [
      { invitationId: 'inv_1', generation: 2 },
      { invitationId: 'inv_11', generation: 1 },
      { invitationId: 'inv_', generation: 11 },
    ]
    for (const other of others) {
      expect(codes.codeFor(other)).not.toBe(codes.codeFor(key))
      expect(opens(other, codes.codeFor(key))).toBe(false)
    }
  })

  test('uses every letter, and none more often than another', () => {
    const counts = new Map<string, number>()
    for (let generation = 0; generation < 3200; generation++)
      for (const letter of codes.codeFor({ invitationId: 'inv_1', generation }).replace('-', ''))
        counts.set(letter, (counts.get(letter) ?? 0) + 1)
    expect(counts.size).toBe(32)
    // 1,000 each are expected; this many standard deviations (31) do not happen.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200)
  })

  test('is recognised after the secrets have changed, and not by another service', () => {
    const before = createInvitationCodes({ secrets: [oldSecret] })
    expect(opens(key, before.codeFor(key))).toBe(true)
    expect(codes.codeFor(key)).not.toBe(before.codeFor(key))
    expect(opens(key, codes.codeFor(key), before)).toBe(false)
  })

  test('needs a secret', () => {
    expect(() => createInvitationCodes({ secrets: [] })).toThrow(TypeError)
  })
})

describe('what people type', () => {
  const code = codes.codeFor(key)
  const bare = code.replace('-', '')

  test.each([
    ['as it is written', code],
    ['without the hyphen', bare],
    ['in small letters', code.toLowerCase()],
    ['with spaces', ` ${bare.slice(0, 3)} ${bare.slice(3)}\t`],
    ['with another hyphen', code.replace('-', '–')],
    [
      'in full-width letters',
      bare.replace(/./g, letter => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    ],
  ])('is recognised %s', (_how, typed) => {
    expect(opens(key, typed)).toBe(true)
  })

  test('is recognised with I and L for 1 and O for 0', () => {
    // A generation whose code has both digits.
    const generations = Array.from({ length: 1000 }, (_, generation) => generation)
    const generation =
      generations.find(generation => /0.*1|1.*0/.test(codes.codeFor({ ...key, generation }))) ?? 0
    const typed = codes.codeFor({ ...key, generation })
    for (const one of ['I', 'L', 'i', 'l'])
      expect(opens({ ...key, generation }, typed.replaceAll('1', one).replaceAll('0', 'o'))).toBe(true)
  })

  test('is refused when it is anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ minLength: 10, maxLength: 10 })), typed => {
        expect(opens(key, typed)).toBe(false)
      }),
      { examples: [[''], [bare.slice(1)], [`${bare}0`], ['----------'], ['UUUUU-UUUUU'], ['💌'.repeat(10)]] },
    )
  })
})
