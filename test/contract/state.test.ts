import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isOwnState, toOwnState } from '../../contract/state.ts'
import { randomId } from '../../service/invitations/random-id.ts'

it('a state of the service is known by its form', () => {
  const state = toOwnState(randomId())
  expect(state).toMatch(/^guestlist\.[\w-]{22}$/)
  expect(isOwnState(state)).toBe(true)
})

it.each([
  ...[undefined, null, 1, '', 'guestlist', 'guestlist.', 'state-of-the-application'],
  ...[
    'Guestlist.AAAAAAAAAAAAAAAAAAAAAA',
    'guestlist.AAAAAAAAAAAAAAAAAAAAA',
    'guestlist.AAAAAAAAAAAAAAAAAAAAAAA',
  ],
  ...[
    'xguestlist.AAAAAAAAAAAAAAAAAAAAAA',
    'guestlist.AAAAAAAAAAAAAAAAAAAAAA\n',
    'guestlist-AAAAAAAAAAAAAAAAAAAAAA',
  ],
  ['guestlist.AAAAAAAAAAAAAAAAAAAAAA'],
])('a state of somebody else is none: %j', state => {
  expect(isOwnState(state)).toBe(false)
})

it('for any text, nothing but 22 characters of base64url makes one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String({ minLength: 20, maxLength: 24 })), text => {
      if (/^[\w-]{22}$/.test(text)) expect(isOwnState(toOwnState(text))).toBe(true)
      else expect(() => toOwnState(text)).toThrow(TypeError)
    }),
  )
})
