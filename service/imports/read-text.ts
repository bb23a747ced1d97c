import { FileError } from './file-error.ts'

/** How a file's bytes are letters. UTF-8 is what is expected; the others are read when somebody says so. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'shift_jis'] as const
export type Encoding = (typeof encodings)[number]

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
/** So many bytes tell UTF-16, which has a zero in every second one of them. */
const HEAD_BYTES = 512
/** A cut UTF-8 character has at most this many bytes. */
const MAX_CUT_BYTES = 3

/**
 * Reads a file as text, piece by piece; a byte order mark is left out. Throws FileError `too_large` as soon as it is,
 * `utf16`, and `not_utf8` and `not_text` with the line where that shows.
 */
export async function* readText(
  pieces: AsyncIterable<Uint8Array>,
  maxBytes: number,
  encoding: Encoding = 'utf-8',
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let bytes = 0
  let lines = 0
  let before: Uint8Array = new Uint8Array()
  for await (const piece of withHead(pieces)) {
    if (bytes === 0) assertTextFile(piece, encoding)
    bytes += piece.byteLength
    if (bytes > maxBytes) throw new FileError('too_large')
    yield decode(decoder, { before, piece, lines, encoding })
    lines += countLines(piece, before.at(-1))
    before = piece.subarray(-MAX_CUT_BYTES)
  }
  // A character that the file's end cuts off.
  yield decode(decoder, { before, piece: undefined, lines, encoding })
}

/** Yields the pieces unchanged, but makes the first long enough to tell the encoding by. */
async function* withHead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let head: Uint8Array | undefined = new Uint8Array()
  for await (const piece of pieces) {
    if (head !== undefined) head = Buffer.concat([head, piece])
    if (head !== undefined && head.byteLength < HEAD_BYTES) continue
    yield head ?? piece
    head = undefined
  }
  if (head !== undefined && head.byteLength > 0) yield head
}

/** Files that people upload for a table: each says by its first bytes what it is. */
const workbooks = [Buffer.from('PK\x03\x04'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])]
const otherFormat = /^\s*(?:BEGIN:VCARD|%PDF-|\{\\rtf|<(?:!doctype|\?xml|html|table|meta)\b|\[\s*(?:\{|\]))/i

function assertTextFile(head: Uint8Array, encoding: Encoding): void {
  const start = Buffer.from(head.subarray(0, HEAD_BYTES))
  if (workbooks.some(signature => start.subarray(0, signature.length).equals(signature)))
    throw new FileError('workbook')
  if (encoding !== 'utf-8') return
  assertNoUtf16(head)
  if (otherFormat.test(start.toString('utf8').replace(/^\ufeff/, ''))) throw new FileError('other_format')
}

/** UTF-16, as some spreadsheets write "Unicode text": by its mark, or by the zero beside each plain letter. */
function assertNoUtf16(head: Uint8Array): void {
  const [first, second] = head
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const zeros = [...head.subarray(0, HEAD_BYTES).entries()].filter(([, byte]) => byte === 0)
  const odd = zeros.filter(([index]) => index % 2 === 1).length
  // What else has zeros has them anywhere, or has few.
  const isPlain =
    zeros.length * 8 >= Math.min(head.byteLength, HEAD_BYTES) && (odd === 0 || odd === zeros.length)
  if (isMarked || isPlain) throw new FileError('utf16', { line: 1 })
}

interface Piece {
  /** The last bytes before it. */
  readonly before: Uint8Array
  /** Undefined at the end of the file. */
  readonly piece: Uint8Array | undefined
  /** Line breaks before it. */
  readonly lines: number
  readonly encoding: Encoding
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  { before, piece, lines, encoding }: Piece,
): string {
  let text: string
  try {
    text = piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
  } catch (cause) {
    // Only in UTF-8 can bytes be told to be line breaks without reading what is before them.
    const line = encoding === 'utf-8' ? lines + lineOfFault(before, piece) : undefined
    throw new FileError('not_utf8', { line }, { cause })
  }
  // PostgreSQL has no text with this character, and no file has it that is one.
  const zero = text.indexOf('\0')
  if (zero === -1) return text
  throw new FileError('not_text', { line: lines + text.slice(0, zero).split(/\r\n|\n|\r/).length })
}

/** Returns the line of the first byte that belongs to no character; the first line is 1. */
function lineOfFault(before: Uint8Array, piece: Uint8Array = new Uint8Array()): number {
  const lead = before.findLastIndex(byte => byte >= 0xc0)
  const bytes = Buffer.concat([lead === -1 ? new Uint8Array() : before.subarray(lead), piece])
  const ends = [...bytes.entries()].flatMap(([index, byte]) =>
    byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[index + 1] !== LINE_FEED) ? [index + 1] : [],
  )
  const isWhole = (from: number, to: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from, to))
      return true
    } catch {
      return false
    }
  }
  const fault = ends.findIndex((end, index) => !isWhole(ends[index - 1] ?? 0, end))
  return (fault === -1 ? ends.length : fault) + 1
}

/** Line breaks in a piece: LF, CR and CRLF are one each. */
function countLines(piece: Uint8Array, before: number | undefined): number {
  let count = 0
  let last = before
  for (const byte of piece) {
    if (byte === CARRIAGE_RETURN || (byte === LINE_FEED && last !== CARRIAGE_RETURN)) count++
    last = byte
  }
  return count
}
