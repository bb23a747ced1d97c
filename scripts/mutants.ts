import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { AREAS, chooseSample } from './mutants/choose-sample.ts'
import { inCopyOf } from './mutants/copy-tree.ts'
import { gatherMutants } from './mutants/gather-mutants.ts'
import type { Mutant } from './mutants/make-mutants.ts'
import { measureTests } from './mutants/measure-tests.ts'
import { toKnownTests } from './mutants/order-tests.ts'
import { describe, readEquivalents, THRESHOLD, toReport, toText } from './mutants/report.ts'
import { createTestRunner } from './mutants/run-tests.ts'
import { findTestFiles } from './mutants/test-files.ts'
import { type Trial, tryMutants } from './mutants/try-mutants.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache', 'mutants')
const reportFile = join(cache, 'report.json')
const print = (line: string) => console.log(line)

const USAGE = `npm run mutants -- [--seed 1] [--sample 500] [--only <path> ...] [--since <revision>] [--again] [--budget <seconds>] [--list]

Makes small faults in the product, one at a time, in a copy of it, and says which of them no test notices.
  --only     only in this file or folder; may be given several times. Default: ${AREAS.join(', ')}
  --since    only in lines that are not as they were in a revision
  --again    only those that survived the last run
  --budget   how many seconds of other areas' tests a fault may take, beside those of its own; default 60
  --list     only say which faults would be made`

function readOptions() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      sample: { type: 'string', default: '500' },
      only: { type: 'string', multiple: true, default: [...AREAS] },
      since: { type: 'string' },
      again: { type: 'boolean', default: false },
      budget: { type: 'string', default: '60' },
      list: { type: 'boolean', default: false },
    },
  })
  const { seed, only, since, again, list } = values
  const size = Number(values.sample)
  const budgetMs = 1_000 * Number(values.budget)
  if (!(size >= 1) || !(budgetMs > 0)) throw new TypeError('--sample and --budget are numbers above 0')
  return { seed, only, since, again, list, size, budgetMs }
}

type MutantOptions = ReturnType<typeof readOptions>

async function run({ seed, only, since, again, list, size, budgetMs }: MutantOptions): Promise<number> {
  const before = again ? readSurvivors() : undefined
  const all = gatherMutants(root, { only, since }).filter(({ key }) => before?.has(key) ?? true)
  const sample = chooseSample(all, { size, seed })
  print(`${sample.length} of ${all.length} mutants, seed ${seed}`)
  if (list) {
    for (const mutant of sample) print(describe(mutant))
    return 0
  }
  const known = readEquivalents(new URL('mutants/equivalents.json', import.meta.url))
  const reasons = new Map(known.map(({ mutant, reason }) => [mutant, reason]))
  const equivalents = sample.flatMap(mutant => {
    const reason = reasons.get(mutant.key)
    return reason === undefined ? [] : [{ mutant, reason }]
  })
  const trials = await tryAll(
    sample.filter(({ key }) => !reasons.has(key)),
    budgetMs,
  )
  const report = toReport({ seed, trials, equivalents })
  mkdirSync(cache, { recursive: true })
  writeFileSync(reportFile, JSON.stringify(report, null, 2))
  print(`\n${toText(report)}`)
  const keys = new Set(gatherMutants(root).map(({ key }) => key))
  for (const { mutant } of known) if (!keys.has(mutant)) print(`\nno longer made, judge it anew: ${mutant}`)
  return report.score >= THRESHOLD ? 0 : 1
}

/** The keys of those that survived the last run. */
function readSurvivors(): Set<string> {
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as { survivors: { mutant: Mutant }[] }
  return new Set(report.survivors.map(({ mutant }) => mutant.key))
}

async function tryAll(mutants: readonly Mutant[], budgetMs: number): Promise<Trial[]> {
  const changing = new Set(mutants.map(({ file }) => file))
  const files = findTestFiles().filter(({ loads, bundled }) =>
    [...changing].some(file => loads.has(file) || bundled.has(file)),
  )
  return await inCopyOf(root, async (folder, onStop) => {
    const measured = await measureTests(files, {
      folder,
      cacheFile: join(cache, 'measured.json'),
      print,
      onStop,
    })
    const runner = createTestRunner(folder)
    onStop(runner.close)
    let done = 0
    const onTrial = (trial: Trial) => print(toProgress(trial, ++done, mutants.length))
    return await tryMutants(mutants, {
      folder,
      runner,
      tests: toKnownTests(files, measured),
      budgetMs,
      onTrial,
    })
  })
}

function toProgress({ mutant, state, by, durationMs }: Trial, done: number, all: number): string {
  const who = by ? `  (${by.file}: ${by.test})` : ''
  return `${done}/${all} ${state.padEnd(9)} ${(durationMs / 1000).toFixed(1)} s  ${describe(mutant)}${who}`
}

/** Reads the options, or says what there is to choose from. */
function tryToReadOptions() {
  try {
    return readOptions()
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
    return undefined
  }
}

const options = tryToReadOptions()
process.exitCode = options ? await run(options) : 2
