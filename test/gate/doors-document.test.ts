import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Expected, table } from './doors/table.ts'

/** The rows of the table, by door: invited, other address, handed out, not invited, open gate. */
function readDocument(): Record<string, string[]> {
  const rows = readFileSync('docs/doors.md', 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('| door '))
    .map(line => line.split('|').map(cell => cell.trim()))
  return Object.fromEntries(rows.map(([, door = '', ...cells]) => [door, cells.slice(0, 5)]))
}

const toCell = (word: Expected) => (word === 'granted' || word === 'in' ? word : `\`${word}\``)

it('docs/doors.md has one row per door, and says what the table of the tests expects', () => {
  const expected = Object.entries(table).map(([door, { 'invite-only': closed, open }]) => [
    door,
    [...closed.slice(0, 4).map(toCell), open[0] === 'granted' ? 'in; granted' : 'in'],
  ])
  expect(readDocument()).toEqual(Object.fromEntries(expected))
})
