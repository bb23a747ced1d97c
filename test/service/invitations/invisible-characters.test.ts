import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  hasHiddenCharacters,
  trimInvisible,
  withoutHiddenCharacters,
} from '../../../service/invitations/model/invisible-characters.ts'

describe('a text of any script', () => {
  it.each([
    ['Persian', 'علی\u200cرضا می\u200cبینمت'],
    ['Hebrew with a mark', 'שלום\u200f!'],
    ['Arabic with a sign around a number', 'سورة \u06dd١'],
    ['Hindi', 'न्\u200dय क्\u200cष'],
    ['Sinhala', 'ක්\u200dරි'],
    ['Khmer', 'ភាសា\u200bខ្មែរ'],
    ['Mongolian', 'ᠨᠠ\u180eᠠ'],
    ['a profession', '👩\u200d🔧'],
    ['a family', '👨\u200d👩\u200d👧\u200d👦'],
    ['a skin tone', '👩🏽\u200d🚀'],
    ['a heart on fire', '❤️\u200d🔥'],
    ['the flag of a region', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['lines', 'one\r\ntwo\tthree'],
  ])('may be written: %s', (_name, text) => {
    expect(hasHiddenCharacters(text)).toBe(false)
    expect(withoutHiddenCharacters(text).replace(/\s/g, '')).toBe(text.replace(/[\s\u200f]/g, ''))
  })

  it.each([
    ['an override', 'a\u202eb'],
    ['an override in Arabic', 'ع\u202eل'],
    ['an isolate', 'a\u2066b\u2069'],
    ['a joiner between Latin letters', 'Ro\u200dsa'],
    ['a non-joiner between Latin letters', 'Ro\u200csa'],
    ['a joiner at the beginning', '\u200d👩'],
    ['a mark beside Latin letters alone', '\u200eRosa'],
    ['a space without width', 'a\u200bb'],
    ['a soft hyphen', 'a\u00adb'],
    ['a byte order mark', 'a\ufeffb'],
    ['tags without a flag', 'a\u{e0061}\u{e007f}'],
    ['a control character', 'a\u0007'],
    ['a letter of private use', 'a\ue000'],
  ])('hides nothing: %s is found', (_name, text) => {
    expect(hasHiddenCharacters(text)).toBe(true)
    expect(hasHiddenCharacters(withoutHiddenCharacters(text))).toBe(false)
  })

  it('loses at its ends what nobody sees, and nothing else', () => {
    const hidden = fc.array(
      fc.constantFrom('\u200b', '\u202a', '\u202c', '\ufeff', ' ', '\u00a0', '\u2069', '\u00ad'),
    )
    fc.assert(
      fc.property(hidden, hidden, (before, behind) => {
        expect(trimInvisible(`${before.join('')}a\u200bb${behind.join('')}`)).toBe('a\u200bb')
      }),
      { seed: 20_261_130 },
    )
  })
})
