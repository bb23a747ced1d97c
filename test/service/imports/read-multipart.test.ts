import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FileError } from '../../../service/imports/file-error.ts'
import { readMultipart } from '../../../service/imports/read-multipart.ts'

const TYPE = 'multipart/form-data; boundary=limit'
const KIB = 1_024

interface Part {
  name: string
  value: string
  fileName?: string
  type?: string
}

function toPart({ name, value, fileName, type }: Part): string {
  const file = fileName === undefined ? '' : `; filename="${fileName}"`
  const head = `Content-Disposition: form-data; name="${name}"${file}\r\n`
  return `--limit\r\n${head}${type ? `Content-Type: ${type}\r\n` : ''}\r\n${value}\r\n`
}

const toForm = (parts: readonly Part[]) => Buffer.from(`${parts.map(toPart).join('')}--limit--\r\n`)

async function* inPieces(bytes: Uint8Array, ends: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0
  for (const end of [...ends, bytes.length]) {
    if (end > start) yield bytes.subarray(start, end)
    start = Math.max(start, end)
  }
}

/** The whole of a form, or the code of the FileError that it ends in. */
async function read(pieces: AsyncIterable<Uint8Array>, type = TYPE) {
  try {
    const form = await readMultipart(pieces, type)
    if (!form) return undefined
    const { bytes, ...rest } = form
    const read: Uint8Array[] = []
    for await (const piece of bytes) read.push(piece)
    return { ...rest, text: Buffer.concat(read).toString() }
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return error.code
  }
}

const whole = (bytes: Uint8Array, type = TYPE) => read(inPieces(bytes, []), type)

const parts: readonly Part[] = [
  { name: 'roles', value: 'Editor' },
  { name: 'roles', value: 'Viewer; "ü"' },
  { name: 'message', value: 'Grüße\r\n--limi\r\n😀' },
  {
    name: 'file',
    value: 'email\r\n--limi\r\ngrace@example.com\r\n',
    fileName: 'Schüler.csv',
    type: 'Text/CSV; charset=utf-8',
  },
  { name: 'after', value: 'is not read' },
]
const expected = {
  fields: { roles: 'Editor;Viewer; "ü"', message: 'Grüße\r\n--limi\r\n😀' },
  name: 'Schüler.csv',
  type: 'text/csv',
  text: 'email\r\n--limi\r\ngrace@example.com\r\n',
}

describe('a form', () => {
  test('is its fields before the file, those of one name together, and the file', async () => {
    expect(await whole(toForm(parts))).toEqual(expected)
  })

  test('is the same wherever its pieces end: at every byte, and after each', async () => {
    const form = toForm(parts)
    for (let end = 0; end <= form.length; end++) expect(await read(inPieces(form, [end]))).toEqual(expected)
    const every = Array.from(form, (_, index) => index)
    expect(await read(inPieces(form, every))).toEqual(expected)
  })

  test('that breaks off is never taken for a whole one, wherever it does', async () => {
    const form = toForm(parts)
    // The last line break of the file is only known to be the form's own with the boundary after it.
    const end = form.indexOf('--limit\r\nContent-Disposition: form-data; name="after"')
    for (let length = 0; length < end + '--limit'.length; length++) {
      const outcome = await whole(form.subarray(0, length))
      expect([undefined, 'broken_form']).toContain(outcome)
    }
  })

  test('whose sender goes away ends in an error, not in a shorter file', async () => {
    async function* gone() {
      yield toForm(parts).subarray(0, 400)
      throw new Error('aborted')
    }
    expect(await read(gone())).toBe('broken_form')
  })

  test.each<[string, string, readonly Part[]]>([
    ['a boundary', 'multipart/form-data', parts],
    ['a boundary of its own', 'multipart/form-data; boundary=other', parts],
    ['a file', TYPE, parts.slice(0, 3)],
    ['anything in it', TYPE, []],
  ])('without %s has no file', async (_, type, some) => {
    const outcome = await whole(toForm(some), type)
    expect([undefined, 'broken_form']).toContain(outcome)
  })

  test('may have a field with a name that objects have already', async () => {
    const outcome = await whole(toForm([{ name: '__proto__', value: 'x' }, ...parts.slice(3)]))
    expect(Object.entries((outcome as { fields: object }).fields)).toEqual([['__proto__', 'x']])
  })

  test('keeps a file of any bytes, for any cuts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.nat(600), { maxLength: 8 }),
        async (bytes, cuts) => {
          const [head = '', tail = ''] = toForm([{ name: 'file', value: '|', fileName: 'a' }])
            .toString()
            .split('|')
          const form = Buffer.concat([Buffer.from(head), bytes, Buffer.from(tail)])
          const found = await readMultipart(
            inPieces(
              form,
              cuts.sort((a, b) => a - b),
            ),
            TYPE,
          )
          const read: Uint8Array[] = []
          for await (const piece of found?.bytes ?? []) read.push(piece)
          expect(Buffer.concat(read)).toEqual(Buffer.from(bytes))
        },
      ),
    )
  })
})

describe('S66 a form with too much beside its file', () => {
  const file: Part = { name: 'file', value: 'email\n', fileName: 'a.csv' }
  const field = (bytes: number, name = 'x') => ({ name, value: 'y'.repeat(bytes) })

  test('S66 is refused beyond 64 kB of fields together, and taken up to there', async () => {
    // Names count too.
    const most = [1, 2, 3, 4].map(n => field(16 * KIB - 1, `${n}`))
    expect(await whole(toForm([...most, file]))).toMatchObject({ text: 'email\n' })
    expect(await whole(toForm([...most, { name: '5', value: '' }, file]))).toBe('form_too_large')
  })

  test('S66 is refused for one field of more than 16 kB', async () => {
    expect(await whole(toForm([field(16 * KIB), file]))).toMatchObject({ text: 'email\n' })
    expect(await whole(toForm([field(16 * KIB + 1), file]))).toBe('form_too_large')
  })

  test('S66 is refused for more than 200 fields, however short', async () => {
    const fields = Array.from({ length: 200 }, (_, n) => field(0, `${n}`))
    expect(await whole(toForm([...fields, file]))).toMatchObject({ text: 'email\n' })
    expect(await whole(toForm([...fields, field(0, '200'), file]))).toBe('form_too_large')
  })

  test.each<[string, string, string]>([
    [
      'fields',
      '',
      `--limit\r\nContent-Disposition: form-data; name="${'n'.repeat(60)}"\r\n\r\n${'v'.repeat(900)}\r\n`,
    ],
    ['one field', '--limit\r\nContent-Disposition: form-data; name="x"\r\n\r\n', 'v'.repeat(KIB)],
    ['parts that are nothing', '', '--limit\r\n\r\nx\r\n'],
    ['one head of a part', '--limit\r\nX-Long: ', 'v'.repeat(KIB)],
    ['heads of a part', '--limit\r\n', 'X-Long: v\r\n'.repeat(100)],
    ['something before the first boundary', '', 'v'.repeat(KIB)],
    ['the beginnings of boundaries', '', '\r\n--limi'.repeat(100)],
  ])('S66 is not read any further when it has no end: %s', async (_, head, more) => {
    let sent = 0
    async function* endless() {
      yield Buffer.from(head)
      const piece = Buffer.from(more)
      while (sent < 64 * KIB * KIB) {
        sent += piece.length
        yield piece
      }
    }
    expect(await read(endless())).toBe('form_too_large')
    expect(sent).toBeLessThan(512 * KIB)
  })
})
