import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface SourceFile {
  /** Relative to the project, with `/`. */
  path: string
  text: string
  /** Relative imports as paths, packages and built-ins by name; `atRunTime` are the files without those for types. */
  imports: { files: string[]; atRunTime: string[]; packages: string[] }
}

/** All TypeScript below some folders of the project. */
export function readSourceFiles(folders: readonly string[]): SourceFile[] {
  return folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(
        entry => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'),
      )
      .map(entry => readSourceFile(join(entry.parentPath, entry.name))),
  )
}

function readSourceFile(file: string): SourceFile {
  const text = readFileSync(file, 'utf8')
  const specifiers = findImports(text)
  const isFile = (specifier: string) => specifier.startsWith('.')
  const toFile = (specifier: string) => toPath(join(dirname(file), specifier))
  return {
    path: toPath(file),
    text,
    imports: {
      files: specifiers.filter(isFile).map(toFile),
      atRunTime: findImports(withoutTypes(text)).filter(isFile).map(toFile),
      packages: specifiers.filter(specifier => !isFile(specifier)),
    },
  }
}

/** What follows `from`, a bare `import`, or stands in `import()`. */
export function findImports(text: string): string[] {
  const pattern = /(?:^|[\s}])from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm
  return [...text.matchAll(pattern)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
}

/** Without the statements that TypeScript erases whole. */
export function withoutTypes(text: string): string {
  return text.replace(/^(?:import|export)\s+type\s[^']*'[^']+'/gm, '')
}

function toPath(file: string): string {
  return relative(root, file).replaceAll('\\', '/')
}

/** Files that need each other in a circle when they are loaded, as the circle's path; empty if there is none. */
export function findCycle(files: readonly SourceFile[]): string[] {
  const imports = new Map(files.map(file => [file.path, file.imports.atRunTime]))
  const done = new Set<string>()
  const search = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return []
    for (const next of imports.get(path) ?? []) {
      const cycle = search(next, [...trail, path])
      if (cycle.length > 0) return cycle
    }
    done.add(path)
    return []
  }
  for (const { path } of files) {
    const cycle = search(path, [])
    if (cycle.length > 0) return cycle
  }
  return []
}
