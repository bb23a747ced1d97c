import type { CsvRecord } from '../../../service/imports/read-records.ts'

/** What a text of cells says, or the line of the quotation mark that makes it unreadable. */
export type StrictResult = { readonly records: readonly CsvRecord[] } | { readonly unreadable: number }

/**
 * Reads cells as plainly as can be, for comparison only: all of the text at once, cell by cell, each by one pattern. A
 * row whose quotation marks are broken is one where something stands behind a closing one.
 */
export function readStrictly(text: string, delimiter: string): StrictResult {
  const end = `[${delimiter}\\r\\n]`
  const space = `(?:(?!${end})\\s)*`
  const quoted = new RegExp(`${space}"((?:[^"]|"")*)"(?!")`, 'y')
  const plain = new RegExp(`(?:(?!${end})[^])*`, 'y')
  const lineEnd = /\r\n|\r|\n/y
  const records: CsvRecord[] = []
  const lineAt = (at: number) => text.slice(0, at).split(/\r\n|\r|\n/).length
  const take = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  let at = 0
  while (at < text.length) {
    const start = at
    const cells: string[] = []
    let quote = 0
    let broken: CsvRecord['broken']
    for (;;) {
      const opening = take(new RegExp(`${space}"`, 'y'), at)
      const cell = take(quoted, at)
      if (opening) quote = lineAt(at + opening[0].length - 1)
      if (opening && !cell) return { unreadable: quote }
      at += cell?.[0].length ?? 0
      const rest = take(plain, at)?.[0] ?? ''
      at += rest.length
      const inner = (cell?.[1] ?? '').replaceAll('""', '"')
      if (cell && rest.trim() !== '') broken ??= inner.endsWith('\\') ? 'escaped' : 'quote'
      cells.push(`${inner}${cell && rest.trim() === '' ? '' : cell ? rest.trimStart() : rest}`.trim())
      if (text[at] !== delimiter) break
      at++
    }
    const line = lineAt(start)
    if (broken !== undefined && lineAt(at) > line) return { unreadable: quote }
    records.push({ line, cells, broken })
    at += take(lineEnd, at)?.[0].length ?? 0
  }
  return { records }
}
