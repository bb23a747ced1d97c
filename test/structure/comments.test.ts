import { expect, it } from 'vitest'
import { readSourceFiles } from '../../scripts/source-files.ts'

/** A comment that begins with a preposition, or with "The same", has no subject. */
const NO_SUBJECT =
  /^\s*(?:\/\*\*?(?:\s*\n\s*\*)?|\/\/) (?:Of|For|In|With|Without|By|From|To|At|On|As|After|Before|The same)\b/m

/** A second line of a `//` comment may begin with any word. */
const withoutContinuations = (text: string) => text.replace(/(^\s*\/\/.*)(?:\n\s*\/\/.*)+/gm, '$1')

/** Captions of messages and historical migrations keep their short form. */
const exceptions = ['service/messages/', 'service/ledger/migrations/']

it('comments are sentences with a subject', () => {
  expect('// Of another lock.').toMatch(NO_SUBJECT)
  expect('/**\n * The same for many.\n */').toMatch(NO_SUBJECT)
  const files = readSourceFiles(['contract', 'actions', 'service'])
  const faulty = files.filter(
    ({ path, text }) =>
      !exceptions.some(folder => path.startsWith(folder)) && NO_SUBJECT.test(withoutContinuations(text)),
  )
  expect(faulty.map(({ path }) => path)).toEqual([])
})
