import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readSourceFiles } from '../../scripts/source-files.ts'

/** A title such as `'S61 S45 …'`, alone in its line or after `it(`. */
const TITLE = /(?:^\s*|\()['`]((?:S\d+[:, ]+)+)/gm

it('a number in the title of a test is a statement that is written down', () => {
  const statements = readFileSync(new URL('../../docs/statements.md', import.meta.url), 'utf8')
  const defined = new Set(statements.match(/^\| S\d+ /gm)?.map(cell => cell.slice(2).trim()))
  expect(defined.size).toBeGreaterThan(70)
  const used = readSourceFiles(['test', 'local-tenant']).flatMap(({ text }) =>
    [...text.matchAll(TITLE)].flatMap(([, numbers = '']) => numbers.match(/S\d+/g) ?? []),
  )
  expect(new Set(used).size).toBeGreaterThan(40)
  expect([...new Set(used)].filter(number => !defined.has(number))).toEqual([])
})
