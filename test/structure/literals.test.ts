import { expect, it } from 'vitest'
import { readSourceFiles } from '../../scripts/source-files.ts'

/** A literal that is spread where it stands. TypeScript checks no excess properties through a spread. */
const SPREAD_LITERAL = /\.\.\.\{/

it('literals are written out, so that the compiler sees a misspelled property', () => {
  expect('<Box {...{ titel }} />').toMatch(SPREAD_LITERAL)
  const files = readSourceFiles([
    'contract',
    'actions',
    'service',
    'scripts',
    'bench',
    'test',
    'local-tenant',
  ])
  const spread = files.filter(({ path, text }) => path !== OWN_PATH && SPREAD_LITERAL.test(text))
  expect(spread.map(({ path }) => path)).toEqual([])
})

const OWN_PATH = 'test/structure/literals.test.ts'
