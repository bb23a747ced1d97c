import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { FileError } from './file-error.ts'

/** The part of a form that is a file, and the plain fields before it. */
export interface FormFile {
  readonly fields: Readonly<Record<string, string>>
  readonly name: string | undefined
  readonly type: string | undefined
  readonly bytes: AsyncIterable<Uint8Array>
}

/** All that comes before the file: fields, and what a form writes around them. */
const MAX_HEAD_BYTES = 192 * 1024
/** All fields together, names and values. */
const MAX_FIELD_BYTES = 64 * 1024
const MAX_FIELDS = 200
/** The buffer between the sender and the reader of the file. */
const BUFFER_BYTES = 16 * 1024
const limits = {
  fieldSize: 16 * 1024,
  fields: MAX_FIELDS,
  files: 1,
  parts: MAX_FIELDS + 1,
  headerPairs: 20,
  headerSize: 16 * 1024,
}

interface FoundFile {
  stream: BusboyFileStream
  name: string
  type: string
}

/**
 * Reads a form (RFC 7578) up to its first file, which comes as it is read: no form of any length is ever in memory.
 * Undefined for what is no form, or has no file; what comes after the file is not read. Throws FileError `form_too_large`
 * for fields beyond the limits, `broken_form` where it ends too early.
 */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<FormFile | undefined> {
  const parser = createParser(contentType)
  if (!parser) return undefined
  const stop = new AbortController()
  const fields = collectFields(parser)
  const found = findFile(parser)
  let isFound = false
  const source = Readable.from(upTo(body, () => isFound))
  const whole = pipeline(source, parser, { signal: stop.signal })
  const read = whole.then(
    () => undefined,
    (error: unknown) => Promise.reject(error instanceof FileError ? error : broken(error)),
  )
  try {
    const file = await Promise.race([found, read])
    if (!file) return undefined
    isFound = true
    return {
      fields: toRecord(fields),
      name: file.name,
      type: file.type,
      bytes: bytesOf(file.stream, read, () => stop.abort()),
    }
  } catch (error) {
    stop.abort()
    throw error
  }
}

/** The form, unless its file does not begin for too long. Throws FileError `form_too_large`. */
async function* upTo(body: AsyncIterable<Uint8Array>, isFound: () => boolean): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const piece of body) {
    if (bytes > MAX_HEAD_BYTES && !isFound()) throw new FileError('form_too_large')
    bytes += piece.byteLength
    yield piece
  }
}

function createParser(contentType: string): BusboyInstance | undefined {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits,
      highWaterMark: BUFFER_BYTES,
      fileHwm: BUFFER_BYTES,
      isPartAFile: (_field, _type, name) => name !== undefined,
    })
  } catch {
    // There is no boundary in it.
    return undefined
  }
}

/** The fields as they come. Ends the parser with FileError `form_too_large`. */
function collectFields(parser: BusboyInstance): [name: string, value: string][] {
  const fields: [string, string][] = []
  let bytes = 0
  const refuse = () => void parser.destroy(new FileError('form_too_large'))
  parser.on('field', (name: string | undefined, value, _isNameCut, isValueCut) => {
    bytes += Buffer.byteLength(name ?? '') + Buffer.byteLength(value)
    if (isValueCut || bytes > MAX_FIELD_BYTES) refuse()
    else fields.push([name ?? '', value])
  })
  parser.on('fieldsLimit', refuse)
  parser.on('partsLimit', refuse)
  return fields
}

function findFile(parser: BusboyInstance): Promise<FoundFile> {
  return new Promise(resolve => {
    parser.on('file', (_field, stream, name, _encoding, type) => {
      // What ends it is said by whoever reads it.
      stream.on('error', () => undefined)
      resolve({ stream, name, type: type.toLowerCase() })
    })
  })
}

/** A list, such as the boxes that were ticked, comes field by field. */
function toRecord(fields: readonly (readonly [name: string, value: string])[]): Record<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of fields) {
    const earlier = values.get(name)
    values.set(name, earlier === undefined ? value : `${earlier};${value}`)
  }
  return Object.fromEntries(values)
}

/** The file, until its end or until nobody wants more of it; then nothing more is asked of the sender. */
async function* bytesOf(
  stream: BusboyFileStream,
  read: Promise<undefined>,
  stop: () => void,
): AsyncGenerator<Uint8Array, void> {
  // A form that breaks off, or a sender who has gone.
  read.catch((error: Error) => stream.destroy(error))
  try {
    for await (const piece of stream) yield piece
  } catch (error) {
    throw error instanceof FileError ? error : broken(error)
  } finally {
    stop()
  }
}

function broken(cause: unknown): FileError {
  return new FileError('broken_form', {}, { cause })
}
