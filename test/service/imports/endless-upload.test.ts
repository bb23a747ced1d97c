import { afterEach, beforeEach, expect, test } from 'vitest'
import { previewImport } from '../../../service/imports/preview-import.ts'
import { readUpload } from '../../../service/imports/read-upload.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openTemporaryLedger } from '../ledger/temporary-ledger.ts'
import { createImportDeps, owner } from './import-scene.ts'

const MAX_BYTES = 200_000
const PIECE_BYTES = 10_000
/** On its way, from the sender to whoever counts. */
const BUFFERED_BYTES = 8 * PIECE_BYTES

let temporary: Awaited<ReturnType<typeof openTemporaryLedger>>
let ledger: Ledger
beforeEach(async () => {
  temporary = await openTemporaryLedger()
  ledger = temporary.ledger
})
afterEach(() => temporary.close())

/** A request that goes on for ever, and says nothing of its length. */
function endlessRequest(type: string, head: string) {
  let [row, sent] = [0, 0]
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    let piece = sent === 0 ? head : ''
    while (piece.length < PIECE_BYTES) piece += `student${++row}@school.example\n`
    sent += piece.length
    controller.enqueue(Buffer.from(piece))
  }
  const body = new ReadableStream({ pull }, { highWaterMark: 0 })
  const headers = { 'content-type': type }
  const request = new Request('https://guestlist.example/api/imports', {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  } as RequestInit)
  return { request, sent: () => sent }
}

const form = '--x\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\nemail\n'

test.each([
  ['a body', 'text/csv', 'email\n'],
  ['the file of a form', 'multipart/form-data; boundary=x', form],
])(
  '%s without an announced length is refused when it has become too large, and nothing is kept',
  async (...row) => {
    const { request, sent } = endlessRequest(row[1], row[2])
    const upload = await readUpload(request, { maxBytes: MAX_BYTES })
    if (!upload) throw new TypeError('no file')
    const file = { ...upload, options: {}, isDryRun: false, reading: { ignoresUnknown: false } }
    const deps = createImportDeps(ledger)
    await expect(previewImport(deps, file, owner)).rejects.toMatchObject({ code: 'too_large' })
    expect(sent()).toBeGreaterThan(MAX_BYTES)
    expect(sent()).toBeLessThanOrEqual(MAX_BYTES + BUFFERED_BYTES)
    expect(await ledger.listImports({ ownerId: undefined, after: undefined, take: 10 })).toEqual([])
    expect(await temporary.query('select count(*) as count from import_rows')).toEqual([{ count: 0 }])
  },
)
