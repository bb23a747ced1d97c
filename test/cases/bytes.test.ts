import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestService } from '../service/http/test-service.ts'
import { importFile, readCase, startCaseService } from './import-case.ts'

let service: TestService
beforeAll(async () => {
  service = await startCaseService()
})
afterAll(() => service.close())

const zoe = 'email,name\r\nrosa@example.org,Zoë\r\n'
const toBigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16()

async function nameIn(bytes: Uint8Array, query: Record<string, string> = {}) {
  const invitations = await (await importFile(service, bytes, query)).invite()
  return invitations.get('rosa@example.org')?.profile
}

describe('a file that is not UTF-8', () => {
  it.each([
    ['people-utf16le-bom.csv', readCase('people-utf16le-bom.csv')],
    ['people-utf16le-no-bom.csv', readCase('people-utf16le-no-bom.csv')],
    ['UTF-16 of the other order with its mark', toBigEndian(`\ufeff${zoe}`)],
    ['UTF-16 of the other order without', toBigEndian(zoe)],
    ['UTF-16 that only its mark tells', Buffer.from('\ufeff氏名', 'utf16le')],
    ['UTF-16 of the other order that only its mark tells', toBigEndian('\ufeff氏名')],
    ['UTF-16 of letters that have no zero', Buffer.from('氏名,email\r\n名,rosa@example.org\r\n', 'utf16le')],
  ])('is named as UTF-16: %s', async (_name, bytes) => {
    const { status, error } = await importFile(service, bytes)
    expect(status).toBe(422)
    expect(error).toMatchObject({ code: 'invalid_file', message: expect.stringContaining('UTF-16') })
  })

  it.each([
    ['people-windows-1252.csv', readCase('people-windows-1252.csv'), 2],
    ['after CR alone', Buffer.from('email,name\ra@example.org,A\rb@example.org,Zo\xeb\r', 'latin1'), 3],
    ['after empty lines', Buffer.from('email,name\r\n\r\n\n\nb@example.org,Zo\xeb\r\n', 'latin1'), 5],
    [
      'far behind',
      Buffer.concat([
        Buffer.from(`email,name\n${'p@example.org,Ö\n'.repeat(9_998)}`),
        Buffer.from([0xff, 0x0a]),
      ]),
      10_000,
    ],
  ])('names the line of the first byte that is none: %s', async (_name, bytes, line) => {
    const { error } = await importFile(service, bytes)
    expect(error.message).toContain('not UTF-8')
    expect(error.message).toContain(`line ${line}.`)
  })

  it.each([
    [readCase('people-windows-1252.csv'), 'windows-1252'],
    [readCase('people-utf16le-bom.csv'), 'utf-16le'],
    [readCase('people-utf16le-no-bom.csv'), 'utf-16le'],
    [toBigEndian(zoe), 'utf-16be'],
  ])('is read when somebody says what it is', async (bytes, encoding) => {
    expect(await nameIn(bytes, { encoding })).toEqual({ name: 'Zoë' })
  })

  it('is read from Japanese spreadsheets, too', async () => {
    const bytes = Buffer.concat([
      Buffer.from('email,name\r\nrosa@example.org,'),
      Buffer.from([0x8e, 0x52, 0x0d, 0x0a]),
    ])
    expect(await nameIn(bytes, { encoding: 'shift_jis' })).toEqual({ name: '山' })
  })
})

describe('a file that is no text', () => {
  it.each([
    ['a spreadsheet', Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0abc\xffde', 'latin1')],
    ['a zero in a cell', Buffer.from(`email\n${'x'.repeat(600)}\na@example.org\0\n`)],
    ['zeros alone', Buffer.alloc(2_000)],
  ])('is refused: %s', async (_name, bytes) => {
    expect((await importFile(service, bytes)).status).toBe(422)
  })

  it('of any bytes is never our fault', async () => {
    const byte = fc.oneof(
      fc.constantFrom(...Buffer.from('email,name\r\n\n;"\\\'@\0\xff\xfe\xef\xbb\xbf\x80', 'latin1')),
      fc.nat(255),
    )
    const bytes = fc.array(byte, { maxLength: 200 }).map(all => Buffer.from(all))
    const begun = fc.constantFrom(
      '',
      'email\n',
      'email,app_metadata.x\n',
      '{"email":"a@example.org"}\n',
      '\ufeffemail;name\r',
    )
    await fc.assert(
      fc.asyncProperty(
        begun,
        bytes,
        fc.constantFrom('text/csv', 'application/x-ndjson'),
        async (start, rest, type) => {
          const { status } = await importFile(service, Buffer.concat([Buffer.from(start), rest]), { type })
          expect(status).toBeLessThan(500)
        },
      ),
      { seed: 20_261_130, numRuns: 400 },
    )
  })

  it('under any name is never our fault, and the name can be stored anywhere', async () => {
    const part = 'Content-Disposition: form-data; name="file"; filename="a\0\ud83d.csv"'
    const body = `--x\r\n${part}\r\n\r\nemail\na@example.org\n\r\n--x--\r\n`
    const { body: made } = await service.api('/api/imports', {
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect(made.file_name).toBe('a\ufffd\ufffd.csv')
  })

  it.each([
    ['{"email":"a@example.org","\\u0000":1}', 'unknown_column', '\ufffd'],
    ['{"email":"a@example.org","x\\ud83d":1,"y":2}', 'unknown_column', 'x\ufffd, y'],
    [
      '{"email":"a@example.org","x\\ud83d":1,"__proto__":2,"constructor":3}',
      'unknown_column',
      'x\ufffd, __proto__, constructor',
    ],
    ['{"email":"a@example.org","app_metadata":{"__proto__":1}}', 'reserved_key', 'app_metadata.__proto__'],
    ['{"email":"a@example.org","app_metadata":{"x\\ud83d":1}}', 'invalid_text', 'app_metadata.x\ufffd'],
    ['{"email":"a@example.org","name":"x\\ud83d"}', 'invalid_text', 'name'],
    [
      '{"email":"a@example.org","app_metadata":{"n":[1,{"big":9007199254740993}]}}',
      'unsafe_number',
      'app_metadata.n.1.big',
    ],
    ['{"email":"a@example.org","ttl_sec":1e400}', 'unsafe_number', 'ttl_sec'],
  ])('in NDJSON names what is wrong: %s', async (line, reason, field) => {
    const query = { type: 'application/x-ndjson', ignore_unknown_columns: 'false' }
    const { rows } = await importFile(service, `${line}\n`, query)
    expect(rows).toMatchObject([{ reason, field }])
  })

  it('in NDJSON has lines as in CSV, and addresses as in CSV', async () => {
    const lines =
      '{"email":"a@example.org"}\r{"email":"Bo <b@example.org>"}\r\n\n{"email":"\u200bc@example.org"}'
    const imported = await importFile(service, lines, { type: 'application/x-ndjson' })
    expect(imported.rows.map(({ line, state, email }) => [line, state, email])).toEqual([
      [1, 'ready', 'a@example.org'],
      [2, 'ready', 'b@example.org'],
      [4, 'ready', 'c@example.org'],
    ])
    expect((await imported.invite()).get('b@example.org')).toMatchObject({ profile: { name: 'Bo' } })
  })
})

describe('a CSV file of ours', () => {
  const bytesOf = async (path: string) => {
    const token = await service.tenant.issueAccessToken({ permissions: ['read:invitations', 'grant:any'] })
    const answer = await service.app.request(path, { headers: { authorization: `Bearer ${token}` } })
    return Buffer.from(await answer.arrayBuffer())
  }
  const MARK = Buffer.from([0xef, 0xbb, 0xbf])

  it('begins with a byte order mark, once, so that spreadsheets read names right', async () => {
    await service.invite({ invitee: { email: 'marked@example.org' } })
    const exported = await bytesOf('/api/invitations/export')
    expect(exported.indexOf(MARK)).toBe(0)
    expect(exported.lastIndexOf(MARK)).toBe(0)
    expect((await bytesOf('/api/invitations/export?format=ndjson')).indexOf(MARK)).toBe(-1)
  })

  it('of rows that failed is read as it is by our own import', async () => {
    const { id } = await importFile(service, 'email,name\nnobody,Zoë\nmarked.again@example.org,Bo\n')
    const failed = await bytesOf(`/api/imports/${id}/failed.csv`)
    expect(failed.indexOf(MARK)).toBe(0)
    const again = await importFile(service, failed.toString().replace('nobody,', 'zoe@example.org,'))
    expect(again.rows).toMatchObject([{ state: 'ready', email: 'zoe@example.org' }])
    expect((await again.invite()).get('zoe@example.org')).toMatchObject({ profile: { name: 'Zoë' } })
  })
})
