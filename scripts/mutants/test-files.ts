import { createHash } from 'node:crypto'
import { readSourceFiles, type SourceFile } from '../source-files.ts'

/** What a test file loads, and what it can find out about. */
export interface TestFile {
  path: string
  /** Changes with the file and with all that it loads. */
  hash: string
  /** All files of the product and of the tests that it loads. */
  loads: ReadonlySet<string>
  /** What it can only reach inside of a built Action, where nobody sees which parts of it are executed. */
  bundled: ReadonlySet<string>
}

/** Not asked: they read the source's text, start browsers and programs, or wait for faults of machines. */
const leftOut = ['test/structure/', 'test/scripts/', 'test/cli/', 'test/e2e/', 'test/faults/']
const builder = 'scripts/build.ts'
const bundles = ['actions/pre-user-registration.ts', 'actions/post-login.ts']

/** All test files that may notice a fault in the product. */
export function findTestFiles(): TestFile[] {
  const files = new Map(
    readSourceFiles(['contract', 'actions', 'service', 'scripts', 'test']).map(file => [file.path, file]),
  )
  const ofBundles = closure(bundles, files)
  return [...files.keys()]
    .filter(path => path.endsWith('.test.ts') && !leftOut.some(folder => path.startsWith(folder)))
    .sort()
    .map(path => {
      const loads = closure([path], files)
      const bundled = loads.has(builder) ? ofBundles : new Set<string>()
      return { path, loads, bundled, hash: hashOf(new Set([...loads, ...bundled]), files) }
    })
}

function closure(paths: readonly string[], files: ReadonlyMap<string, SourceFile>): Set<string> {
  const found = new Set<string>()
  const waiting = [...paths]
  for (const path of waiting) {
    const file = files.get(path)
    if (!file || found.has(path)) continue
    found.add(path)
    waiting.push(...file.imports.atRunTime)
  }
  return found
}

function hashOf(paths: ReadonlySet<string>, files: ReadonlyMap<string, SourceFile>): string {
  const hash = createHash('sha256')
  for (const path of [...paths].sort()) hash.update(`${path}\n${files.get(path)?.text}\n`)
  return hash.digest('base64url')
}
