import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readSourceFiles } from '../../scripts/source-files.ts'

const root = new URL('../..', import.meta.url)
const product = readSourceFiles(['contract', 'actions', 'service', 'scripts', 'local-tenant'])
/** A migration that has run keeps its name. */
const sources = product.filter(({ path }) => !/^service\/ledger\/(migrations\/|engine\/migrate)/.test(path))
const documents = ['README.md', 'SECURITY.md', ...listDocuments()].map(path => ({
  path,
  text: readFileSync(new URL(path, root), 'utf8'),
}))

function listDocuments(): string[] {
  return readdirSync(new URL('docs', root))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`)
}

/** Words that had a meaning here only. The glossary in the README has the ones that are used instead. */
const retired =
  /\b(sweeps?|strays?|errands?|lanes?|hasten\w*|outlook|obstacles?|replaceable|patience|alongside)\b|[a-z](Sweep|Stray|Errand|Lane|Standing|Remedy|Outlook|Patience)|\b(standing|remedy|remedies|takeUp|onFree|giveUp|proveRoom|serverPatience)\b/

it('code and documents use the words of the glossary, and none that were given up', () => {
  expect('a stray profile').toMatch(retired)
  expect('readStandingPermissions').toMatch(retired)
  const found = [...sources, ...documents].flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      // A program of Microsoft's, and an export of it.
      const word = retired.exec(line.replaceAll(/[Oo]utlook(?!\w)/g, ''))?.[0]
      return word === undefined ? [] : [`${path}:${index + 1}: ${word}`]
    }),
  )
  expect(found).toEqual([])
})

it('a name of an exported type has one meaning', () => {
  const declared = new Map<string, string[]>()
  for (const { path, text } of sources.filter(({ path }) => !/^(local-tenant|scripts)\//.test(path)))
    for (const [, name = ''] of text.matchAll(/^export (?:interface|type|class) (\w+)/gm))
      declared.set(name, [...(declared.get(name) ?? []), path])
  expect([...declared].filter(([, paths]) => paths.length > 1)).toEqual([])
})

it('types and functions are named after what they are of, as a stack trace shows them', () => {
  const vague =
    /^(?:export )?(?:(?:interface|type) (Case|Scene|Found|Judged|Deps|Use|Depth|Place|Options)\b|(?:async )?function (decide|note|finish|judge|codeOf)\b)/gm
  const found = sources.flatMap(({ path, text }) =>
    [...text.matchAll(vague)].map(([, type, name]) => `${path}: ${type ?? name}`),
  )
  expect(found).toEqual([])
})
