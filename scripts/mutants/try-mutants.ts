import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyMutant, type Mutant } from './make-mutants.ts'
import { createUnitFinder } from './mark-reached.ts'
import { chooseTests, type KnownTest } from './order-tests.ts'
import type { Failure, TestRunner } from './run-tests.ts'

/** What became of a mutant. */
export interface Trial {
  mutant: Mutant
  state: 'noticed' | 'timed-out' | 'survived'
  by?: Failure
  /** The test files that had the chance, in their order; all of them passed where it survived. */
  asked: string[]
  /** How many more reach the place and were not asked, because that would have taken too long. */
  unasked: number
  durationMs: number
}

export interface TrialOptions {
  /** The copy of the project. */
  folder: string
  runner: TestRunner
  tests: readonly KnownTest[]
  /** So long the tests of other areas may take for one mutant, as they were measured. */
  budgetMs: number
  onTrial(trial: Trial): void
}

/** After so many mutants, what noticed them is run without any fault. */
const CONTROL_EVERY = 20
const LEAST_ALLOWED_MS = 60_000

/**
 * Tries one mutant after the other. What notices one must pass without it at about the same time: a test that fails on
 * its own is asked no more, and what only it had noticed is tried again.
 */
export async function tryMutants(mutants: readonly Mutant[], options: TrialOptions): Promise<Trial[]> {
  const distrusted = new Set<string>()
  const kills = new Map<string, number>()
  const attempt = async (mutant: Mutant) => {
    const trial = await tryMutant(mutant, options, distrusted, kills)
    if (trial.by) count(kills, `${mutant.file}\n${trial.by.file}`)
    return trial
  }
  const trials: Trial[] = []
  for (let first = 0; first < mutants.length; first += CONTROL_EVERY) {
    const batch: Trial[] = []
    for (const mutant of mutants.slice(first, first + CONTROL_EVERY)) {
      const trial = await attempt(mutant)
      options.onTrial(trial)
      batch.push(trial)
    }
    for (const file of await findFalseAlarms(batch, options)) distrusted.add(file)
    for (const trial of batch)
      trials.push(distrusted.has(trial.by?.file ?? '') ? await attempt(trial.mutant) : trial)
  }
  return trials
}

function count(kills: Map<string, number>, key: string): void {
  kills.set(key, (kills.get(key) ?? 0) + 1)
}

async function tryMutant(
  mutant: Mutant,
  { folder, runner, tests, budgetMs }: TrialOptions,
  distrusted: ReadonlySet<string>,
  kills: ReadonlyMap<string, number>,
): Promise<Trial> {
  const started = performance.now()
  const path = join(folder, mutant.file)
  const text = readFileSync(path, 'utf8')
  const unit = createUnitFinder(mutant.file, text)(mutant.start)
  const { asked, unasked } = chooseTests({
    tests: tests.filter(test => !distrusted.has(test.path)),
    file: mutant.file,
    unit,
    budgetMs,
    killsOf: test => kills.get(`${mutant.file}\n${test}`) ?? 0,
  })
  const finish = (state: Trial['state'], by?: Failure): Trial => {
    const durationMs = Math.round(performance.now() - started)
    return { mutant, state, asked, unasked, durationMs, ...(by && { by }) }
  }
  if (asked.length === 0) return finish('survived')
  writeFileSync(path, applyMutant(text, mutant))
  try {
    const request = { files: asked, changed: [mutant.file] }
    const outcome = await runner.run(request, allowance(tests))
    if (outcome.outcome === 'passed') return finish('survived')
    return finish(outcome.outcome === 'failed' ? 'noticed' : 'timed-out', outcome.by)
  } finally {
    writeFileSync(path, text)
  }
}

/** Several times of what it takes otherwise: the machine may have become slower. */
function allowance(tests: readonly KnownTest[]): (file: string) => number {
  return file => {
    const durationMs = tests.find(({ path }) => path === file)?.durationMs ?? 0
    return Math.max(LEAST_ALLOWED_MS, 5 * durationMs)
  }
}

/** Runs what noticed the mutants of a batch without any of them, and names what fails all the same. */
async function findFalseAlarms(batch: readonly Trial[], { runner, tests }: TrialOptions): Promise<string[]> {
  const alarms: string[] = []
  for (;;) {
    const noticing = new Set(batch.flatMap(({ by }) => by?.file ?? []))
    const files = [...noticing].filter(file => !alarms.includes(file))
    if (files.length === 0) return alarms
    const outcome = await runner.run({ files, changed: [] }, allowance(tests))
    if (outcome.outcome === 'passed') return alarms
    // What is not one of them was running when the worker broke down; then all are suspected.
    const { file } = outcome.by
    alarms.push(...(files.includes(file) ? [file] : files))
  }
}
