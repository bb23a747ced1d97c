import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Mutant, makeMutants } from './make-mutants.ts'

const product = ['contract', 'actions', 'service']

/**
 * Every mutant of some files and folders, by the order of the paths; with a revision, only in lines that are not as
 * they were in it.
 */
export function gatherMutants(
  root: string,
  { only = product, since }: { only?: readonly string[]; since?: string | undefined } = {},
): Mutant[] {
  const paths = only.map(path => path.replace(/^\.\/|\/$/g, ''))
  const isChosen = (file: string) => paths.some(path => file === path || file.startsWith(`${path}/`))
  const mutants = product
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(inFolder(folder)),
    )
    .filter(file => /\.tsx?$/.test(file) && isChosen(file))
    .sort()
    .flatMap(file => makeMutants(file, readFileSync(join(root, file), 'utf8')))
  if (since === undefined) return mutants
  const changed = readChangedLines(root, since)
  return mutants.filter(({ file, line }) => changed.get(file)?.has(line))
}

const inFolder = (folder: string) => (name: string) => `${folder}/${name.replaceAll('\\', '/')}`

function readChangedLines(root: string, revision: string): Map<string, Set<number>> {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const
  const command = ['diff', '--unified=0', '--no-color', '--no-ext-diff', '--end-of-options', revision, '--']
  return parseDiff(execFileSync('git', command, options))
}

/** The lines that are new in a diff without context, by file. */
export function parseDiff(diff: string): Map<string, Set<number>> {
  const changed = new Map<string, Set<number>>()
  let lines = new Set<number>()
  for (const line of diff.split('\n')) {
    const [, file] = /^\+\+\+ b\/(.+)$/.exec(line) ?? []
    if (file) {
      lines = new Set()
      changed.set(file, lines)
    }
    const [, start, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? []
    for (let at = 0; start && at < Number(count); at++) lines.add(Number(start) + at)
  }
  return changed
}
