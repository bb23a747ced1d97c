import { FileError } from './file-error.ts'
import type { NewFile } from './preview-import.ts'
import { readCsv } from './read-csv.ts'
import { readMultipart } from './read-multipart.ts'
import { readNdjson } from './read-ndjson.ts'
import { readText } from './read-text.ts'

/** 2 GiB: some twenty million people. */
const MAX_FILE_BYTES = 2 * 1024 ** 3
/** What a form has beside its file. */
const MAX_FORM_BYTES = 64 * 1024

/** A file on its way in, and what else its form says. */
export interface Upload {
  readonly source: NewFile['source']
  readonly name: string | undefined
  readonly fields: Readonly<Record<string, string>>
}

/**
 * Finds the file in a request: its body, or the file of a form. Undefined where there is none. Throws FileError
 * `too_large` before the first byte is read, if its announced length says so, else when it has become so.
 */
export async function readUpload(
  request: Request,
  { maxBytes = MAX_FILE_BYTES } = {},
): Promise<Upload | undefined> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes + MAX_FORM_BYTES) throw new FileError('too_large')
  const type = request.headers.get('content-type')?.toLowerCase() ?? ''
  // Node's streams are iterable, which their types in the browser's library leave out.
  const body = request.body as unknown as AsyncIterable<Uint8Array> | null
  if (!body) return undefined
  if (!type.startsWith('multipart/form-data'))
    return { source: toSource({ bytes: body, type, name: '', maxBytes }), name: undefined, fields: {} }
  const form = await readMultipart(body, request.headers.get('content-type') ?? '')
  if (!form) return undefined
  return {
    source: toSource({ bytes: form.bytes, type: form.type ?? '', name: form.name ?? '', maxBytes }),
    name: form.name,
    fields: form.fields,
  }
}

interface FoundFile {
  bytes: AsyncIterable<Uint8Array>
  type: string
  name: string
  maxBytes: number
}

/** Browsers know no type for NDJSON, but people name their files. */
function toSource({ bytes, type, name, maxBytes }: FoundFile): NewFile['source'] {
  const isNdjson = /ndjson|jsonl|json-seq/.test(type) || /\.(ndjson|jsonl)$/i.test(name)
  const read = isNdjson ? readNdjson : readCsv
  return choices => read(readText(bytes, maxBytes, choices.encoding), choices)
}
