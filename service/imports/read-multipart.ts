/** The part of a form that is a file, and the plain fields before it. */
export interface FormFile {
  readonly fields: Readonly<Record<string, string>>
  readonly name: string | undefined
  readonly type: string | undefined
  readonly bytes: AsyncIterable<Uint8Array>
}

const MAX_HEAD_BYTES = 16 * 1024
const MAX_FIELD_BYTES = 16 * 1024
const CRLF = '\r\n'

/**
 * Reads a form (RFC 7578) up to its first file, which comes as it is read: no form of any length is ever in memory.
 * Undefined for what is no form, or has no file; what comes after the file is passed over.
 */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<FormFile | undefined> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) return undefined
  const reader = createReader(body)
  const fields: Record<string, string> = {}
  // The first boundary may have no line break before it.
  if ((await reader.readUntil(`--${boundary}`, MAX_HEAD_BYTES)) === undefined) return undefined
  for (;;) {
    const head = (await reader.readUntil(CRLF + CRLF, MAX_HEAD_BYTES))?.toString()
    if (head === undefined || head.startsWith('--')) return undefined
    const { name = '', filename, type } = readHead(head)
    const end = `${CRLF}--${boundary}`
    if (filename !== undefined) return { fields, name: filename, type, bytes: reader.stream(end) }
    const value = await reader.readUntil(end, MAX_FIELD_BYTES)
    if (value === undefined) return undefined
    // A list, such as the boxes that were ticked, comes field by field.
    fields[name] = Object.hasOwn(fields, name) ? `${fields[name]};${value.toString()}` : value.toString()
  }
}

function readHead(head: string) {
  const parameter = (name: string) => new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(head)?.[1]
  return {
    name: parameter('name'),
    filename: parameter('filename'),
    type: /^content-type:\s*([^\s;]+)/im.exec(head)?.[1]?.toLowerCase(),
  }
}

/** Reads bytes up to a text. */
function createReader(body: AsyncIterable<Uint8Array>) {
  const iterator = body[Symbol.asyncIterator]()
  let rest = Buffer.alloc(0)
  const readMore = async () => {
    const { done, value } = await iterator.next()
    if (!done) rest = Buffer.concat([rest, value])
    return !done
  }
  return {
    /** What comes before the text, which is taken too; undefined if it does not come within so many bytes. */
    async readUntil(text: string, limit: number): Promise<Buffer | undefined> {
      for (;;) {
        const at = rest.indexOf(text)
        if (at !== -1) {
          const found = rest.subarray(0, at)
          rest = rest.subarray(at + text.length)
          return found
        }
        if (rest.length > limit || !(await readMore())) return undefined
      }
    },
    /** The same piece by piece, without a limit; a form that breaks off ends it too. */
    async *stream(text: string): AsyncGenerator<Uint8Array, void> {
      for (;;) {
        const at = rest.indexOf(text)
        if (at !== -1) {
          yield rest.subarray(0, at)
          return
        }
        // The text may have begun in what is there.
        const sure = Math.max(0, rest.length - text.length)
        if (sure > 0) yield rest.subarray(0, sure)
        rest = rest.subarray(sure)
        if (!(await readMore())) throw new TypeError('the form breaks off')
      }
    },
  }
}
