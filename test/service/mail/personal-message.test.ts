import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_MESSAGE_LENGTH, toPersonalMessage } from '../../../service/mail/personal-message.ts'

describe('a personal message', () => {
  it('keeps its words and its lines', () => {
    const message =
      'Hi Grace!\r\n\r\nWe meet Tuesdays at 10:30, here and/or online.\nMy treat: coffee. ☕ – Ada'
    expect(toPersonalMessage(message)).toEqual([
      'Hi Grace!',
      'We meet Tuesdays at 10:30, here and/or online.',
      'My treat: coffee. ☕ – Ada',
    ])
  })

  it.each([undefined, null, '', ' \n\t\n', '<>', '\u200b\u2028\u202e'])('is nothing for %j', text => {
    expect(toPersonalMessage(text)).toEqual([])
  })
})

describe('S38 a message cannot', () => {
  it.each([
    'https://evil.example/login',
    'Go to evil.example/login now',
    'www.evil.example',
    'ｅｖｉｌ．example',
    'evil。example',
    'http://10.20.30.40/x',
    'mailto:eve@evil.example',
    'javascript:alert(1)',
    'tel:+4930123456',
    '//evil.example/x',
    'https://evil\u200b.example',
    '[here](https://evil.example)',
  ])('become a link: %s', text => {
    const shown = toPersonalMessage(text).join('\n').normalize('NFKC')
    expect(shown).not.toMatch(/[\p{L}\p{N}][.。][\p{L}\p{N}]{2}|:\/\/|\p{L}:\S|@|\]\(/u)
  })

  it('hold HTML, template code, or characters that hide and turn text', () => {
    const text = '<a href="x">a</a> {{link}} <%raw%> `x` [b] #{x}\u202emoc\u2066\u0000\u00ad'
    expect(toPersonalMessage(text).join(' ')).not.toMatch(/[<>{}[\]\\`|\p{Cc}\p{Cf}]/u)
  })

  it('be longer than 500 letters or 8 lines, however long it comes', () => {
    const letters = (lines: string[]) => lines.reduce((sum, line) => sum + [...line].length, 0)
    expect(toPersonalMessage('x\n'.repeat(100))).toHaveLength(8)
    expect(letters(toPersonalMessage('☕'.repeat(5000)))).toBe(MAX_MESSAGE_LENGTH + 1)
    expect(letters(toPersonalMessage(`${'x'.repeat(300)}\n`.repeat(3)))).toBe(MAX_MESSAGE_LENGTH + 1)
  })

  it('for any text, do any of it', () => {
    const parts = fc.constantFrom(
      'evil',
      '.',
      '。',
      'example',
      ':',
      '/',
      '@',
      '<',
      '\n',
      '\u202e',
      ' ',
      'a',
      '1',
    )
    fc.assert(
      fc.property(fc.oneof(fc.array(parts), fc.array(fc.string({ unit: 'binary' }))), messages => {
        const lines = toPersonalMessage(messages.join(''))
        expect(lines.length).toBeLessThanOrEqual(8)
        for (const line of lines) {
          expect(line).not.toMatch(
            /[\p{L}\p{N}][.。][\p{L}\p{N}]{2}|:\/\/|\/\/|\p{L}:\S|[@<>]|[\p{Cc}\p{Cf}]/u,
          )
          expect(line.trim()).toBe(line)
        }
      }),
    )
  })
})
