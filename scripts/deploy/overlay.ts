import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Lays one directory of tenant files over another into `target`: files that only one side has are copied; of a JSON
 * file that both have, objects are merged and lists joined.
 */
export function overlayTenant(options: { base: string; overlay: string; target: string }): void {
  rmSync(options.target, { recursive: true, force: true })
  cpSync(options.base, options.target, { recursive: true })
  for (const file of listFiles(options.overlay)) {
    const from = join(options.overlay, file)
    const to = join(options.target, file)
    mkdirSync(dirname(to), { recursive: true })
    if (existsSync(to) && file.endsWith('.json')) writeJson(to, merge(readJson(to), readJson(from)))
    else cpSync(from, to)
  }
}

/** All files below a directory, sorted, relative to it. */
export function listFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()
}

function merge(base: unknown, over: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(over)) return [...new Set([...base, ...over])]
  if (!isRecord(base) || !isRecord(over)) return over
  const names = [...new Set([...Object.keys(base), ...Object.keys(over)])]
  return Object.fromEntries(
    names.map(name => [
      name,
      name in base && name in over ? merge(base[name], over[name]) : (over[name] ?? base[name]),
    ]),
  )
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
