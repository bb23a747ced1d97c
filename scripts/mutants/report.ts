import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { areaOf } from './choose-sample.ts'
import type { Mutant } from './make-mutants.ts'
import type { Trial } from './try-mutants.ts'

const equivalent = z.strictObject({ mutant: z.string(), reason: z.string().min(20) })

/** A mutant, by its key, that nobody can tell from the original, and why. */
export type Equivalent = z.infer<typeof equivalent>

/** Reads the committed list, sorted by what it is about. Throws if an entry gives no reason, or is there twice. */
export function readEquivalents(file: string | URL): Equivalent[] {
  const list = z.array(equivalent).parse(JSON.parse(readFileSync(file, 'utf8')))
  const repeated = list.find(({ mutant }, index) => list.findIndex(one => one.mutant === mutant) !== index)
  if (repeated) throw new Error(`listed twice: ${repeated.mutant}`)
  return list
}

export interface MutantReport {
  seed: string
  /** Of those that change behaviour, how many in a hundred were noticed. */
  score: number
  areas: AreaFigures[]
  survivors: Trial[]
  equivalents: { mutant: Mutant; reason: string }[]
  trials: Trial[]
}

interface AreaFigures {
  area: string
  made: number
  noticed: number
  timedOut: number
  survived: number
  equivalent: number
}

/** At least so many in a hundred must be noticed. */
export const THRESHOLD = 95

/** Sums a run up. */
export function toReport({
  seed,
  trials,
  equivalents,
}: Pick<MutantReport, 'seed' | 'trials' | 'equivalents'>): MutantReport {
  const files = [...trials, ...equivalents].map(({ mutant }) => mutant.file)
  const areas = [...new Set(files.map(areaOf))].sort().map(area => toFigures(area, trials, equivalents))
  const survivors = trials.filter(({ state }) => state === 'survived')
  const score = trials.length === 0 ? 100 : (100 * (trials.length - survivors.length)) / trials.length
  return { seed, score, areas, survivors, equivalents, trials }
}

function toFigures(
  area: string,
  trials: readonly Trial[],
  equivalents: readonly { mutant: Mutant }[],
): AreaFigures {
  const isOwn = ({ mutant }: { mutant: Mutant }) => areaOf(mutant.file) === area
  const own = trials.filter(isOwn)
  const count = (state: Trial['state']) => own.filter(trial => trial.state === state).length
  const equivalent = equivalents.filter(isOwn).length
  return {
    area,
    made: own.length + equivalent,
    noticed: count('noticed'),
    timedOut: count('timed-out'),
    survived: count('survived'),
    equivalent,
  }
}

/** The report for people: a table, then each survivor with who was asked, and each equivalent mutant with its reason. */
export function toText({ areas, survivors, equivalents, score }: MutantReport): string {
  const row = (name: string, numbers: readonly (number | string)[]) =>
    name.padEnd(24) + numbers.map(number => String(number).padStart(12)).join('')
  const columns = ['made', 'noticed', 'timedOut', 'survived', 'equivalent'] as const
  const sum = (column: (typeof columns)[number]) =>
    areas.reduce((total, figures) => total + figures[column], 0)
  return [
    row('area', ['made', 'noticed', 'timed out', 'survived', 'equivalent']),
    ...areas.map(figures =>
      row(
        figures.area,
        columns.map(column => figures[column]),
      ),
    ),
    row('all', columns.map(sum)),
    ...survivors.map(toSurvivor),
    ...equivalents.map(({ mutant, reason }) => `\nequivalent: ${describe(mutant)}\n  ${reason}`),
    `\n${score.toFixed(1)} % of those that change behaviour were noticed; ${THRESHOLD} % are wanted.`,
  ].join('\n')
}

/** A mutant on one line; what is long is cut, but for its key. */
export function describe({ file, line, kind, before, after }: Mutant): string {
  const cut = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text)
  return `${file}:${line} ${kind}: ${cut(before)} -> ${cut(after.replace(/\s+/g, ' ').trim())}`.trimEnd()
}

function toSurvivor({ mutant, asked, unasked }: Trial): string {
  const names = asked.map(path => path.replace(/^test\/|\.test\.ts$/g, '')).join(', ')
  const more = unasked > 0 ? `, and ${unasked} more reach it` : ''
  const who = asked.length === 0 ? 'no test reaches it' : `passed: ${names}${more}`
  return `\nsurvived: ${describe(mutant)}\n  key: ${mutant.key}\n  ${who}`
}
