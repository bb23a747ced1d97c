import { areaOf } from './choose-sample.ts'
import type { Measurements } from './measure-tests.ts'
import type { TestFile } from './test-files.ts'

/** A test file that passes by itself, and what it may notice. */
export interface KnownTest {
  path: string
  durationMs: number
  /** Units by name, `<file>:<start>`. */
  reached: ReadonlySet<string>
  /** Files that it reaches inside of a built Action, in parts that are not known. */
  bundled: ReadonlySet<string>
}

/** Joins what is known of the test files; what fails by itself proves nothing. */
export function toKnownTests(files: readonly TestFile[], measured: Measurements): KnownTest[] {
  return files.flatMap(({ path, bundled }) => {
    const found = measured[path]
    if (!found?.passes) return []
    return [{ path, bundled, durationMs: found.durationMs, reached: new Set(found.reached) }]
  })
}

/**
 * Chooses who is asked about a unit of a file: those that execute it, first what has noticed something in this file
 * before, then the tests of its own area, all of them, then the others while there is time, quick ones first. What is
 * executed by loading the file is executed by nearly all: then those come first that execute most of its area.
 */
export function chooseTests(question: {
  tests: readonly KnownTest[]
  file: string
  unit: number
  budgetMs: number
  killsOf(path: string): number
}): { asked: string[]; unasked: number } {
  const { tests, file, unit, budgetMs, killsOf } = question
  const area = areaOf(file)
  // The tests of `service/http/actions` are named `action-…`.
  const isOwn = (path: string) => path.startsWith(`test/${area.replace(/s$/, '')}`)
  const depths = new Map(unit === 0 ? tests.map(({ path, reached }) => [path, depthIn(area, reached)]) : [])
  const depthOf = (path: string) => depths.get(path) ?? 0
  const reaching = tests
    .filter(test => test.reached.has(`${file}:${unit}`) || test.bundled.has(file))
    .sort(
      (one, other) =>
        killsOf(other.path) - killsOf(one.path) ||
        Number(isOwn(other.path)) - Number(isOwn(one.path)) ||
        depthOf(other.path) - depthOf(one.path) ||
        one.durationMs - other.durationMs,
    )
  let usedMs = 0
  const asked = reaching.filter(({ path, durationMs }, index) => {
    if (isOwn(path)) return true
    usedMs += durationMs
    return index === 0 || usedMs <= budgetMs
  })
  return { asked: asked.map(({ path }) => path), unasked: reaching.length - asked.length }
}

function depthIn(area: string, reached: ReadonlySet<string>): number {
  return [...reached].filter(unit => unit.startsWith(`${area}/`)).length
}
