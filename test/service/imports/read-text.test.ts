import { describe, expect, it } from 'vitest'
import { readText } from '../../../service/imports/read-text.ts'

async function read(pieces: readonly Uint8Array[]): Promise<string> {
  let all = ''
  for await (const text of readText(ReadableStream.from(pieces) as AsyncIterable<Uint8Array>, 2 ** 31))
    all += text
  return all
}

const one = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding)
const filler = (lines: string) => one(lines.repeat(600))

describe('the text of a file', () => {
  it('is the same in whatever pieces it comes, without its mark', async () => {
    const bytes = one('\ufeffemail\r\nZoë 😀\n')
    const pieces = [...bytes].map(byte => Buffer.from([byte]))
    expect(await read(pieces)).toBe('email\r\nZoë 😀\n')
  })

  it.each([
    ['in the first piece, though it is short', [one('a\nb'), one('\nZo\xeb\n', 'latin1')], 3],
    ['after lines that end with CR', [filler('a\r'), one('Zo\xeb', 'latin1')], 601],
    ['after lines that end with CRLF', [filler('a\r\n'), one('\n\nZo\xeb', 'latin1')], 603],
    ['after a piece that ends within CRLF', [filler('a\n'), one('b\r'), one('\nZo\xeb', 'latin1')], 602],
    [
      'after a piece that ends within a letter',
      [filler('a\n'), Buffer.from([0xc3]), Buffer.from([0xab, 0x0a, 0x80])],
      602,
    ],
    ['where the end cuts a letter off', [filler('a\n'), Buffer.from([0x61, 0xc3])], 601],
  ])('that is not UTF-8 names its line: %s', async (_where, pieces, line) => {
    await expect(read(pieces)).rejects.toMatchObject({ code: 'not_utf8', line })
  })

  it('with a zero names its line', async () => {
    await expect(read([filler('a\r'), one('\r\nb\0')])).rejects.toMatchObject({ code: 'not_text', line: 602 })
  })

  it.each([
    [Buffer.from('a,b\r\n', 'utf16le')],
    [Buffer.from('a,b\r\n', 'utf16le').swap16()],
    [Buffer.from('\ufeffa', 'utf16le').swap16()],
  ])('that is UTF-16 is known in pieces of one byte', async bytes => {
    await expect(read([...bytes].map(byte => Buffer.from([byte])))).rejects.toMatchObject({
      code: 'utf16',
      line: 1,
    })
  })
})
