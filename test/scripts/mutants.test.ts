import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { areaOf, chooseSample } from '../../scripts/mutants/choose-sample.ts'
import { gatherMutants, parseDiff } from '../../scripts/mutants/gather-mutants.ts'
import { applyMutant, makeMutants } from '../../scripts/mutants/make-mutants.ts'
import { createUnitFinder, markReached } from '../../scripts/mutants/mark-reached.ts'
import { readEquivalents } from '../../scripts/mutants/report.ts'
import { parseSource } from '../../scripts/mutants/walk-syntax.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The file after each change of a kind. */
function change(kind: string, text: string): string[] {
  const mutants = makeMutants('service/a.ts', text).filter(mutant => mutant.kind === kind)
  return mutants.map(mutant => applyMutant(text, mutant))
}

describe('a mutant', () => {
  it.each([
    ['negated', 'if (a) b()', ['if (!(a)) b()']],
    ['negated', 'c = a === b', ['c = a !== b']],
    ['negated', 'c = a instanceof B', ['c = !(a instanceof B)']],
    ['not-removed', 'if (!a) b()', ['if (a) b()']],
    ['bound', 'c = a < b || a >= d', ['c = a <= b || a >= d', 'c = a < b || a > d']],
    ['logic', 'd = a && b || c', ['d = (a && b && c)', 'd = (a || b) || c']],
    ['ternary-swapped', 'd = a ? b : c', ['d = a ? c : b']],
    ['fallback-removed', 'c = a ?? b', ['c = a']],
    ['arithmetic', 'c = a - b * 2', ['c = a + b * 2', 'c = a - b / 2']],
    ['arithmetic', "c = 'a' + b", []],
    ['guard-removed', 'function f() { if (a) return 1; return 2 }', ['function f() { ; return 2 }']],
    ['guard-removed', 'if (a) { b(); throw c }', [';']],
    ['guard-removed', 'if (a) b()', []],
    ['guard-removed', 'function f() { if (a) return 1; else b() }', []],
    ['await-removed', 'await a(); b = (await c).d', ['a(); b = (await c).d', 'await a(); b = (c).d']],
    ['call-removed', 'await a.b(c)\nd(e)', [';\nd(e)', 'await a.b(c)\n;']],
    ['call-removed', 'a = b(c)', []],
    [
      'statement-removed',
      'a.b = c\nd++\ndelete e.f',
      [';\nd++\ndelete e.f', 'a.b = c\n;\ndelete e.f', 'a.b = c\nd++\n;'],
    ],
    ['header-removed', "c.header('Vary', d)", [';']],
    [
      'header-removed',
      "a({ headers: { authorization: b, 'content-type': d } })",
      ["a({ headers: { 'content-type': d } })", 'a({ headers: { authorization: b } })'],
    ],
    ['where-removed', "a.where('b', '=', c).execute()", ['a.execute()']],
    ['order-removed', "a.orderBy('b').execute()", ['a.execute()']],
    ['catch-removed', 'b = a().catch(() => {})', ['b = a()']],
    ['filter-removed', 'b = a.filter(isC)', ['b = a']],
    ['element-removed', 'a = [b, ...c]', ['a = [...c]', 'a = [b]']],
    ['element-removed', 'a = [\n  b,\n]', ['a = [\n  \n]']],
    ['element-removed', 'a = [\n  b,\n  c,\n]', ['a = [\n  c,\n]', 'a = [\n  b,\n]']],
    ['constant', 'a = 60_000', ['a = 60001']],
    ['constant', 'a = true', ['a = false']],
    ['constant', "a.where(b, 'is not', null)", ["a.where(b, 'is', null)"]],
    [
      'code-swapped',
      "a = b === 'used' ? 'no_use' : c",
      ["a = b === 'no_use' ? 'no_use' : c", "a = b === 'used' ? 'used' : c"],
    ],
    ['code-swapped', "a('conflict')", ["a('conflict_changed')"]],
    ['text-changed', "a = 'Bearer '", ['a = "Bearer ~"']],
    ['text-changed', `a = \`\${b}/i/\${c}\``, [`a = \`\${b}~/i/\${c}\``]],
    ['text-changed', "throw new A('This is for people.')", []],
    ['pattern-loosened', 'a = /^b$/i', ['a = /b$/i', 'a = /^b/i']],
  ])('%s of %s', (kind, text, changed) => {
    expect(change(kind, text)).toEqual(changed)
  })

  it('is not made of what is gone at run time, nor of names', () => {
    const text = [
      "import { a } from 'b_c'",
      "export { d } from 'd_e'",
      "type F = 'g' | 'h'",
      "interface I { j: 'k'; l: 1 }",
      "const m = { 'n': o as 'p', q(r: 's' | 2): 't' { return o } } satisfies U<'v'>",
    ].join('\n')
    expect(makeMutants('service/a.ts', text)).toEqual([])
  })

  it('without an await is made only where a promise that fails would be seen earlier', () => {
    const kept = 'async function f() { return await a() }\nconst g = async () => await b()'
    expect(change('await-removed', kept)).toEqual([])
    const guarded = 'async function f() { try { return await a() } finally { b() } }'
    expect(change('await-removed', guarded)).toHaveLength(1)
  })

  it('can be loaded, whatever it is made of', () => {
    const mutants = gatherMutants(root, { only: ['actions/apply-login.ts', 'service/sign-in'] })
    expect(mutants.length).toBeGreaterThan(150)
    const texts = new Map(mutants.map(({ file }) => [file, readFileSync(`${root}/${file}`, 'utf8')]))
    for (const mutant of mutants) {
      const text = texts.get(mutant.file) ?? ''
      const changed = applyMutant(text, mutant)
      expect(changed).not.toBe(text)
      parseSource(mutant.file, changed)
    }
  })

  it('is known by file, function, kind and text, wherever in the file it is', () => {
    const text = 'const f = () => {\n  if (a < b) return 1\n}'
    const keys = (text: string) => makeMutants('service/a.ts', text).map(({ key }) => key)
    expect(keys(text)).toContain('service/a.ts | f | bound | if (a < b) return 1 | a < b -> a <= b')
    expect(keys(`// A line more.\n\n${text}`)).toEqual(keys(text))
    const twice = keys(`${text}\nconst g = () => {\n  if (a < b) return 1\n  if (a < b) return 1\n}`)
    expect(new Set(twice).size).toBe(twice.length)
  })

  it('names the function around it, in objects and classes too', () => {
    const text = 'function f() { return { g() { a(1) }, h: () => b(2) } }\nclass I { j() { c(3) } }\nd(4)'
    const names = makeMutants('service/a.ts', text).filter(({ kind }) => kind === 'constant')
    expect(names.map(({ within }) => within)).toEqual(['f.g', 'f.h', 'I.j', '(module)'])
  })
})

describe('a sample', () => {
  const many = (file: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ file, key: `${file} ${index}` }))
  const all = [
    ...many('contract/a.ts', 400),
    ...many('actions/a.ts', 400),
    ...many('service/sign-in/a.ts', 8),
  ]
  const keysOf = (sample: { key: string }[]) => sample.map(({ key }) => key)

  it('is the same with the same seed, and another with another', () => {
    const first = keysOf(chooseSample(all, { size: 50, seed: '1' }))
    expect(keysOf(chooseSample([...all].reverse(), { size: 50, seed: '1' }))).toEqual(first)
    expect(keysOf(chooseSample(all, { size: 50, seed: '2' }))).not.toEqual(first)
  })

  it('has at least the size that was asked for, and of each area its share', () => {
    const sample = chooseSample(all, { size: 100, seed: '1' })
    expect(sample.length).toBeGreaterThanOrEqual(100)
    expect(sample.filter(({ file }) => areaOf(file) === 'service/sign-in')).toHaveLength(8)
    expect(chooseSample(all, { size: 10_000, seed: '1' })).toHaveLength(all.length)
  })

  it('stays as it is in files that have not changed', () => {
    const before = chooseSample(all, { size: 100, seed: '1' }).filter(({ file }) => file === 'actions/a.ts')
    const others = all.filter(({ file }) => file === 'actions/a.ts')
    const after = chooseSample([...many('contract/b.ts', 400), ...others], { size: 100, seed: '1' })
    expect(keysOf(after)).toEqual(expect.arrayContaining(keysOf(before)))
  })

  it('knows the new lines of a diff', () => {
    const diff = [
      '--- a/a.ts',
      '+++ b/a.ts',
      '@@ -1,2 +3,2 @@ f()',
      '+a',
      '+b',
      '@@ -9 +9 @@',
      '+c',
      '@@ -12,2 +11,0 @@',
    ]
    expect(parseDiff(diff.join('\n'))).toEqual(new Map([['a.ts', new Set([3, 4, 9])]]))
  })
})

describe('a marked program', () => {
  const text = `const g = x => x * 2
const f = a => {
  if (a > 1) return 'many'
  for (const b of [1]) a += g(b)
  return a === 2 ? 'two' : a || 'none'
}
switch (n) { case 1: r = f(0); break; default: r = f(n) }`

  const run = (program: string, n: number) => {
    const result = new Function('n', `let r; ${program}; return r`)(n) as unknown
    const reached: unknown = Reflect.get(globalThis, '__guestlistReached')
    Reflect.deleteProperty(globalThis, '__guestlistReached')
    return { result, reached: [...(reached instanceof Set ? reached : [])] }
  }

  it.each([0, 1, 2])('does the same, and notes what it does (%i)', n => {
    const { result, reached } = run(markReached('a.ts', text), n)
    expect(result).toBe(run(text, n).result)
    const find = createUnitFinder('a.ts', text)
    const unit = (part: string) => `a.ts:${find(text.indexOf(part))}`
    expect(reached.includes(unit("'many'"))).toBe(n === 2)
    expect(reached.includes(unit("'two'"))).toBe(n !== 2)
    expect(reached.includes(unit('break'))).toBe(n === 1)
    expect(reached).toContain('a.ts:0')
    expect(reached).toContain(unit('a > 1'))
  })
})

describe('the list of equivalent mutants', () => {
  it('gives a reason for each', () => {
    const list = readEquivalents(new URL('../../scripts/mutants/equivalents.json', import.meta.url))
    for (const { mutant } of list) expect(mutant.split(' | ').length).toBeGreaterThanOrEqual(5)
  })
})
