import type { Liquid } from 'liquidjs'
import { findNear } from './find-near.ts'
import { fileTags, unescaping } from './templates.ts'

/** What the engine could not read, with its line, in words that say what to do about it. */
export function describeMistake(error: unknown, engine: Liquid): { line: number; problem: string } {
  return { line: lineOf(error), problem: sayWhy(reasonOf(error), engine) }
}

function sayWhy(reason: string, engine: Liquid): string {
  const filter = /^undefined filter: (.+)$/.exec(reason)?.[1]
  if (filter !== undefined) {
    if (unescaping.includes(filter))
      return `there is no filter "${filter}": values are always escaped, and those of kind html are ready-made`
    return `there is no filter "${filter}"${suggest(filter, Object.keys(engine.filters))}`
  }
  const tag = /^tag "(.+)" not found$/.exec(reason)?.[1]
  if (tag === undefined) return reason
  if (fileTags.includes(tag)) return `there is no tag "${tag}": a template reads no other file`
  if (/^(end|else|elsif|when)/.test(tag)) return `"${tag}" belongs to nothing that is open here`
  return `there is no tag "${tag}"${suggest(tag, Object.keys(engine.tags))}`
}

function suggest(word: string, names: readonly string[]): string {
  const [near] = findNear(word, names)
  return near === undefined ? '' : `; did you mean "${near}"?`
}

/** The engine's errors carry the place where they were found. */
function lineOf(error: unknown): number {
  const token = error instanceof Error && 'token' in error ? error.token : undefined
  const position = token as { getPosition?: () => [number, number] } | undefined
  return position?.getPosition?.()[0] ?? 1
}

function reasonOf(error: unknown): string {
  return error instanceof Error
    ? (error.message.split('\n')[0] ?? '').replace(/, line:.*$/, '')
    : 'unreadable'
}
