import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createState, isOwnState, STATE_PREFIX } from '../../contract/state.ts'
import { randomId } from '../../service/invitations/model/random-id.ts'

describe('a state of ours', () => {
  it('is known by its shape, and is another one every time', () => {
    const [one, other] = [createState(randomId), createState(randomId)]
    expect(one).not.toBe(other)
    for (const state of [one, other]) expect(isOwnState(state)).toBe(true)
  })

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['the prefix alone', STATE_PREFIX],
    ['a character too few', `${STATE_PREFIX}${'a'.repeat(21)}`],
    ['a character too many', `${STATE_PREFIX}${'a'.repeat(23)}`],
    ['another case', `Guestlist.${'a'.repeat(22)}`],
    ['another alphabet', `${STATE_PREFIX}${'a'.repeat(21)}+`],
    ['a line end', `${STATE_PREFIX}${'a'.repeat(22)}\n`],
    ['something in front', ` ${STATE_PREFIX}${'a'.repeat(22)}`],
    ['another full stop', `guestlist-${'a'.repeat(22)}`],
    ['a list of one', [`${STATE_PREFIX}${'a'.repeat(22)}`]],
    ['an object that says so', { toString: () => `${STATE_PREFIX}${'a'.repeat(22)}` }],
  ])('is not %s', (_, value) => {
    expect(isOwnState(value)).toBe(false)
  })

  it('is none of what applications put there, whatever that is', () => {
    const others = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.base64String(),
      fc.uuid(),
      fc.anything(),
    )
    fc.assert(
      fc.property(others, value => {
        expect(isOwnState(value)).toBe(false)
      }),
    )
  })
})
