import { FileError } from './file-error.ts'

const LINE_FEED = 0x0a

/**
 * Reads a file as text, piece by piece; a byte order mark is left out. Throws FileError `too_large` as soon as it is,
 * and `not_utf8` with the line where that shows.
 */
export async function* readText(
  pieces: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let lines = 0
  for await (const piece of pieces) {
    if (bytes === 0) assertNoOtherMark(piece)
    bytes += piece.byteLength
    if (bytes > maxBytes) throw new FileError('too_large')
    yield decode(decoder, piece, lines)
    lines += countLines(piece)
  }
  // A character that the file's end cuts off.
  yield decode(decoder, undefined, lines)
}

/** UTF-16, as some spreadsheets write "Unicode text". */
function assertNoOtherMark([first, second]: Uint8Array): void {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (isUtf16) throw new FileError('not_utf8', { line: 1 })
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  piece: Uint8Array | undefined,
  linesBefore: number,
): string {
  let text: string
  try {
    text = piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
  } catch (cause) {
    throw new FileError('not_utf8', { line: linesBefore + lineOfFault(piece) }, { cause })
  }
  // PostgreSQL has no text with this character, and no file has it that is one.
  if (text.includes('\0')) throw new FileError('not_text', { line: linesBefore + 1 })
  return text
}

/** In which line of a piece the first character is that is none. */
function lineOfFault(piece: Uint8Array | undefined): number {
  const text = new TextDecoder().decode(piece)
  const fault = text.indexOf('\ufffd')
  return text.slice(0, Math.max(0, fault)).split('\n').length
}

function countLines(piece: Uint8Array): number {
  let count = 0
  for (let at = piece.indexOf(LINE_FEED); at !== -1; at = piece.indexOf(LINE_FEED, at + 1)) count++
  return count
}
