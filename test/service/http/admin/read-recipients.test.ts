import { describe, expect, it } from 'vitest'
import { readRecipients, toEntry } from '../../../../service/http/admin/invite/read-recipients.ts'
import { toInviterName } from '../../../../service/http/admin/inviter-name.ts'

const textsOf = (list: string) => readRecipients(list).map(({ text }) => text)

describe('a list of people', () => {
  it.each([
    ['a@x.example\nb@x.example', ['a@x.example', 'b@x.example']],
    ['a@x.example,b@x.example;c@x.example', ['a@x.example', 'b@x.example', 'c@x.example']],
    ['a@x.example b@x.example\tc@x.example', ['a@x.example', 'b@x.example', 'c@x.example']],
    ['Ada Lovelace <a@x.example>, b@x.example', ['a@x.example', 'b@x.example']],
    ['"Lovelace, Ada" <a@x.example>\r\n"B; C" <b@x.example>', ['a@x.example', 'b@x.example']],
    ['<a@x.example>', ['a@x.example']],
    ['\n, ;  \n', []],
    ['+41 79 000 00 01, (nobody)', ['+41 79 000 00 01', '(nobody)']],
    ['Ada Lovelace', ['Ada Lovelace']],
  ])('is read from %j', (list, texts) => {
    expect(textsOf(list)).toEqual(texts)
  })

  it.each([
    ['Ada Lovelace <a@x.example>', 'Ada Lovelace', '"Ada Lovelace" <a@x.example>'],
    ['"Lovelace, Ada" <a@x.example>', 'Lovelace, Ada', '"Lovelace, Ada" <a@x.example>'],
    ['<a@x.example>', undefined, 'a@x.example'],
    ['"" <a@x.example>', undefined, 'a@x.example'],
    ['a@x.example', undefined, 'a@x.example'],
  ])('keeps the name of %j, and writes it as it reads it', (list, name, entry) => {
    const [recipient] = readRecipients(list)
    expect(recipient?.name).toBe(name)
    expect(recipient && toEntry(recipient)).toBe(entry)
    expect(readRecipients(entry)).toEqual([recipient])
  })

  it('has addresses in the form that invitations have them in, and knows the same one again', () => {
    expect(readRecipients('ADA@X.example, ada@x.example, +41 (79) 000-00-01, nobody')).toEqual([
      { text: 'ADA@X.example', address: { email: 'ada@x.example' }, isInvisible: false, isDuplicate: false },
      { text: 'ada@x.example', address: { email: 'ada@x.example' }, isInvisible: false, isDuplicate: true },
      {
        text: '+41 (79) 000-00-01',
        address: { phoneNumber: '+41790000001' },
        isInvisible: false,
        isDuplicate: false,
      },
      { text: 'nobody', address: undefined, isInvisible: false, isDuplicate: false },
    ])
  })

  it('of a hundred thousand characters is read at once, whatever they are', () => {
    for (const text of ['"', '<', ',', 'a@', ' ', 'a', '(@', '"\\', '\u200b', '[', '-', '\t', 'a@b '])
      readRecipients(text.repeat(50_000))
    expect(textsOf('a@x.example,'.repeat(8_000))).toHaveLength(8_000)
  })
})

describe('the name that invitees are told', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['ada@acme.example', undefined],
    ['www.evil.example', undefined],
    ['Evil <b>', undefined],
    [undefined, undefined],
  ])('is for %j %j', (name, told) => {
    expect(toInviterName(name)).toBe(told)
  })
})
