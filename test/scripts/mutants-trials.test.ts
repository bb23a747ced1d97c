import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeMutants } from '../../scripts/mutants/make-mutants.ts'
import { chooseTests, type KnownTest } from '../../scripts/mutants/order-tests.ts'
import { toReport, toText } from '../../scripts/mutants/report.ts'
import { createTestRunner, type Outcome, type TestRunner } from '../../scripts/mutants/run-tests.ts'
import { tryMutants } from '../../scripts/mutants/try-mutants.ts'

const file = 'service/policy/limit.ts'
const source = 'export const isTooMany = (count: number) => count > 3\n'
const mutants = makeMutants(file, source)
const bound = mutants.filter(({ kind }) => kind === 'bound')

/** A project of one file and the tests that are given. */
function makeProject(tests: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'guestlist-mutants-test-'))
  const files = { ...tests, [file]: source }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const reaching = (path: string, durationMs = 100): KnownTest => ({
  path,
  durationMs,
  reached: new Set([`${file}:${source.indexOf('count >')}`]),
  bundled: new Set(),
})

describe('the tests that are asked about a mutant', () => {
  const choose = (tests: KnownTest[], budgetMs = 60_000, kills: Record<string, number> = {}) =>
    chooseTests({ tests, file, unit: source.indexOf('count >'), budgetMs, killsOf: path => kills[path] ?? 0 })

  it('are those that execute it, or that may in a built Action', () => {
    const elsewhere: KnownTest = { ...reaching('b'), reached: new Set([`${file}:1`]) }
    const bundled: KnownTest = { ...elsewhere, path: 'c', bundled: new Set([file]) }
    expect(choose([reaching('a'), elsewhere, bundled])).toEqual({ asked: ['a', 'c'], unasked: 0 })
  })

  it('are first what has noticed something there, then those of its area, then the others, quick ones first', () => {
    const tests = [
      reaching('test/gate/slow.test.ts', 400),
      reaching('test/gate/quick.test.ts', 10),
      reaching('test/service/policy/slow.test.ts', 300),
      reaching('test/service/policy/quick.test.ts', 200),
    ]
    const { asked } = choose(tests, 60_000, { 'test/gate/slow.test.ts': 1 })
    expect(asked).toEqual([
      'test/gate/slow.test.ts',
      'test/service/policy/quick.test.ts',
      'test/service/policy/slow.test.ts',
      'test/gate/quick.test.ts',
    ])
  })

  it('are those that execute most of its area, where loading the file is enough to reach it', () => {
    const loading = (path: string, units: string[]): KnownTest => ({
      ...reaching(path),
      reached: new Set([`${file}:0`, ...units]),
    })
    const tests = [loading('a', ['service/mail/a.ts:9', 'service/mail/a.ts:8']), loading('b', [`${file}:7`])]
    const { asked } = chooseTests({ tests, file, unit: 0, budgetMs: 60_000, killsOf: () => 0 })
    expect(asked).toEqual(['b', 'a'])
  })

  it('are all of its own area, and as many others as there is time for, one at least', () => {
    const own = reaching('test/service/policy/limits.test.ts', 5_000)
    expect(choose([own, reaching('a', 500), reaching('b', 600)], 1_000)).toEqual({
      asked: [own.path, 'a'],
      unasked: 1,
    })
    const tests = [reaching('a', 500), reaching('b', 600), reaching('c', 700)]
    expect(choose(tests, 1_100)).toEqual({ asked: ['a', 'b'], unasked: 1 })
    expect(choose(tests, 1)).toEqual({ asked: ['a'], unasked: 2 })
  })
})

describe('a trial', () => {
  let folder: string
  beforeAll(() => {
    folder = makeProject()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Answers for each run, from the files and from what stands in the source then. */
  const stub = (
    answer: (files: string[], isMutated: boolean) => Outcome['outcome'],
    by: string,
  ): TestRunner => ({
    run: async ({ files }) => {
      const outcome = answer(files, readFileSync(join(folder, file), 'utf8') !== source)
      return outcome === 'passed'
        ? { outcome }
        : { outcome, by: { file: by, test: 'refuses', message: 'no' } }
    },
    close: () => {},
  })
  const trial = (runner: TestRunner, tests: KnownTest[]) =>
    tryMutants(bound, { folder, runner, tests, budgetMs: 60_000, onTrial: () => {} })

  it('names what noticed the mutant, and leaves the file as it was', async () => {
    const runner = stub((_, isMutated) => (isMutated ? 'failed' : 'passed'), 'a')
    expect(await trial(runner, [reaching('a')])).toMatchObject([{ state: 'noticed', by: { file: 'a' } }])
    expect(readFileSync(join(folder, file), 'utf8')).toBe(source)
  })

  it('survives when all pass, and when nobody reaches it', async () => {
    const all = stub(() => 'passed', 'a')
    expect(await trial(all, [reaching('a')])).toMatchObject([{ state: 'survived', asked: ['a'] }])
    const none = stub(() => 'failed', 'a')
    expect(await trial(none, [])).toMatchObject([{ state: 'survived', asked: [] }])
  })

  it('does not believe a test that fails without the mutant, too', async () => {
    const runner = stub(files => (files.includes('flaky') ? 'failed' : 'passed'), 'flaky')
    const tests = [reaching('flaky'), reaching('calm')]
    expect(await trial(runner, tests)).toMatchObject([{ state: 'survived', asked: ['calm'] }])
  })

  it('is counted by area, and fails the run below the threshold', async () => {
    const noticed = await trial(
      stub((_, isMutated) => (isMutated ? 'failed' : 'passed'), 'a'),
      [reaching('a')],
    )
    const survived = await trial(
      stub(() => 'passed', 'a'),
      [reaching('a')],
    )
    const timedOut = noticed.map(trial => ({ ...trial, state: 'timed-out' as const }))
    const equivalents = bound.map(mutant => ({ mutant, reason: 'Nobody can tell.' }))
    const report = toReport({ seed: '1', trials: [...noticed, ...survived, ...timedOut], equivalents })
    expect(report.score).toBeCloseTo(66.67)
    expect(report.areas).toEqual([
      { area: 'service/policy', made: 4, noticed: 1, timedOut: 1, survived: 1, equivalent: 1 },
    ])
    expect(toText(report)).toContain(`survived: ${file}:1 bound: count > 3 -> count >= 3`)
  })
})

describe('the process of the tests', { timeout: 60_000 }, () => {
  const test = (name: string, body: string) =>
    `import { expect, it } from 'vitest'
     import { isTooMany } from '../service/policy/limit.ts'
     it('${name}', async () => { ${body} })`
  let folder: string
  let runner: TestRunner
  const run = (files: string[], allowMs = 30_000) => runner.run({ files, changed: [file] }, () => allowMs)
  const runUnchanged = (files: string[]) => runner.run({ files, changed: [] }, () => 30_000)
  const withSource = async (text: string, work: () => Promise<unknown>) => {
    writeFileSync(join(folder, file), text)
    await work().finally(() => writeFileSync(join(folder, file), source))
  }

  beforeAll(() => {
    const project = "{ test: { name: 'parts', include: ['test/**/*.test.ts'], isolate: false } }"
    folder = makeProject({
      'vitest.config.ts': `export default { test: { pool: 'forks', projects: [${project}] } }`,
      'test/three.test.ts': test('has room for three', 'expect(isTooMany(3)).toBe(false)'),
      'test/four.test.ts': test('has no room for four', 'expect(isTooMany(4)).toBe(true)'),
      'test/endless.test.ts': test('waits', 'while (!isTooMany(4)) {}'),
    })
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    runner = createTestRunner(folder)
  })
  afterAll(() => {
    runner.close()
    rmSync(folder, { recursive: true })
  })

  it('sees each change of a file and its end, and goes on after a loop without an end', async () => {
    const all = ['test/four.test.ts', 'test/three.test.ts']
    expect(await run(all)).toEqual({ outcome: 'passed' })
    await withSource(source.replace(' > ', ' >= '), async () =>
      expect(await run(all)).toMatchObject({
        outcome: 'failed',
        by: { file: 'test/three.test.ts', test: 'has room for three' },
      }),
    )
    await withSource('throw new Error("cannot be loaded")', async () =>
      expect(await run(all)).toMatchObject({ outcome: 'failed', by: { file: 'test/four.test.ts' } }),
    )
    expect(await runUnchanged(all)).toEqual({ outcome: 'passed' })
    await withSource(source.replace('3', '4'), async () =>
      expect(await run(['test/endless.test.ts'], 500)).toMatchObject({ outcome: 'timed-out' }),
    )
    expect(await run(all)).toEqual({ outcome: 'passed' })
  })
})
