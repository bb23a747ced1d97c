import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createTestRunner, type TestRunner } from './run-tests.ts'
import type { TestFile } from './test-files.ts'

/** What a test file reaches of the product, measured once. */
export interface Measurement {
  hash: string
  passes: boolean
  durationMs: number
  /** Units by name, `<file>:<start>`. */
  reached: string[]
}

/** By the path of the test file. */
export type Measurements = Record<string, Measurement>

export interface MeasureOptions {
  /** The copy of the project. */
  folder: string
  cacheFile: string
  print(line: string): void
  onStop(stop: () => void): void
}

const ALLOWED_MS = 180_000

/**
 * Runs each test file by itself, with marks in the product, and notes how long it takes and what it reaches. What was
 * measured before is kept as long as neither the test nor anything that it loads has changed.
 */
export async function measureTests(
  files: readonly TestFile[],
  { folder, cacheFile, print, onStop }: MeasureOptions,
): Promise<Measurements> {
  const known = readCache(cacheFile)
  const isFresh = ({ path, hash }: TestFile) => known[path]?.hash === hash
  const missing = files.filter(file => !isFresh(file))
  if (missing.length > 0) print(`Measuring ${missing.length} test files ...`)
  const runner = createTestRunner(folder, ['--marked'])
  onStop(runner.close)
  try {
    for (const [index, file] of missing.entries()) {
      const measured = await measure(file, runner, folder)
      known[file.path] = measured
      const seconds = (measured.durationMs / 1000).toFixed(1)
      const fault = measured.passes ? '' : '  FAILS by itself, and is left out'
      print(`  ${index + 1}/${missing.length} ${file.path} ${seconds} s${fault}`)
      writeCache(cacheFile, known)
    }
  } finally {
    runner.close()
  }
  return Object.fromEntries(files.flatMap(({ path }) => (known[path] ? [[path, known[path]]] : [])))
}

async function measure({ path, hash }: TestFile, runner: TestRunner, folder: string): Promise<Measurement> {
  const reachedFile = join(folder, '.reached.json')
  rmSync(reachedFile, { force: true })
  const started = performance.now()
  const { outcome } = await runner.run({ files: [path], changed: [], reachedFile }, () => ALLOWED_MS)
  const durationMs = Math.round(performance.now() - started)
  const reached = existsSync(reachedFile) ? (JSON.parse(readFileSync(reachedFile, 'utf8')) as string[]) : []
  return { hash, passes: outcome === 'passed', durationMs, reached: reached.sort() }
}

function readCache(file: string): Measurements {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Measurements
  } catch {
    return {}
  }
}

function writeCache(file: string, measurements: Measurements): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(measurements))
}
