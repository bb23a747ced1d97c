import { normaliseEmail } from '../invitations/model/normalise-address.ts'
import type { CsvRecord } from './read-records.ts'

/**
 * Finds the one column that has addresses, and nothing else, in a file whose first line is a row like the others; its
 * index. Undefined if there is none, or more than one: nobody knows then which was meant. Where a line names the columns
 * nothing is guessed: the addresses of `Manager email` are not those to invite.
 */
export function guessAddressColumn([first, ...others]: readonly CsvRecord[]): number | undefined {
  if (!first?.cells.some(isAddress)) return undefined
  const found = first.cells.flatMap((_, index) => {
    const filled = [first, ...others].map(({ cells }) => cells[index] ?? '').filter(cell => cell !== '')
    return filled.length > 0 && filled.every(isAddress) ? [index] : []
  })
  return found.length > 1 ? undefined : found[0]
}

/** `rosa@example.org`, or `Rosa Vidal <rosa@example.org>`. */
function isAddress(cell: string): boolean {
  const [, bracketed] = /^[^<>@]*<([^<>]{1,320})>$/.exec(cell) ?? []
  return normaliseEmail(bracketed ?? cell) !== null
}

/** Names the columns of a file that names none, as spreadsheets do: `A`, `B`, …, `Z`, `AA`. */
export function toColumnLetters(index: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (index % 26))
  return index < 26 ? letter : `${toColumnLetters(Math.floor(index / 26) - 1)}${letter}`
}
