import { isName } from '../invitations/manage/assert-terms.ts'
import { readOneAddress } from '../invitations/model/read-address-list.ts'
import type { RowValues, SourceRow } from './source-row.ts'

/** Finds the address in what stands where it should; the name beside it counts where the row has no other. */
export function readAddressValue(values: RowValues): Pick<SourceRow, 'values' | 'fault'> {
  if (typeof values.email !== 'string') return { values }
  const { text, name, isSeveral } = readOneAddress(withoutFormula(values.email))
  if (isSeveral) return { values, fault: { code: 'several_addresses', field: 'email' } }
  const named = withoutAddressAsName(values, text)
  if (text === values.email && name === undefined) return { values: named }
  const isNamed = nameColumns.some(column => column in named)
  // A name that no invitation may have costs nobody theirs.
  const isUsed = name !== undefined && !isNamed && isName(name)
  return { values: { ...named, email: text, ...(isUsed && { name }) } }
}

const nameColumns = ['name', 'given_name', 'family_name'] as const

/** Auth0 names whoever has said no name after their address: that is no name. */
function withoutAddressAsName(values: RowValues, address: string): RowValues {
  const isAddress = (value: unknown) =>
    typeof value === 'string' && value.trim().toLowerCase() === address.toLowerCase()
  const doubled = [...nameColumns, 'nickname' as const].filter(column => isAddress(values[column]))
  if (doubled.length === 0) return values
  const entries = Object.entries(values).filter(([column]) => !doubled.some(one => one === column))
  return Object.fromEntries(entries)
}

/** Takes a text out of the formula that keeps spreadsheets from changing it: `="0123"`. */
function withoutFormula(text: string): string {
  const [, inner] = /^="((?:[^"]|"")*)"$/.exec(text) ?? []
  return inner === undefined ? text : inner.replaceAll('""', '"').trim()
}

/** Takes away the apostrophe that our own files have before what looks like a formula (csv.ts). */
export function undoDefusing(text: string): string {
  return /^'[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text
}

/**
 * Takes away the apostrophes that some exports put before every cell of a column, as Auth0's does. In a column where one
 * cell has none, they belong to names such as 't Hooft.
 */
export function withoutApostrophes(values: RowValues, columns: readonly string[]): RowValues {
  if (columns.length === 0) return values
  const entries = Object.entries(values).map(([column, value]) => {
    const isMarked = columns.includes(column) && typeof value === 'string' && value.startsWith("'")
    return [column, isMarked ? value.slice(1).trimStart() : value] as const
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}
