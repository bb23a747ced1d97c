import type { Node } from 'oxc-parser'
import { listCodes, literalValue } from './edit-literals.ts'
import { type Edit, findEdits } from './find-edits.ts'
import { nameWithin, parseSource, walkSyntax } from './walk-syntax.ts'

/** A source file with one small fault. */
export interface Mutant extends Edit {
  /** Stays the same when lines move: file, function, kind, line of text, before and after. */
  key: string
  /** Relative to the project. */
  file: string
  line: number
  /** The functions around it by name. */
  within: string
  /** The line that it is in, without what it is indented by. */
  statement: string
  before: string
}

/** Every fault that can be made in a file, in the order of the text. Throws SyntaxError. */
export function makeMutants(file: string, text: string): Mutant[] {
  const program = parseSource(file, text)
  const source = { text, codes: listCodes(collectValues(program)) }
  const mutants: Mutant[] = []
  walkSyntax(program, visit => {
    const within = nameWithin(visit.ancestors)
    for (const edit of findEdits(visit, source)) mutants.push(toMutant({ edit, file, text, within }))
  })
  return numberRepeated(mutants.sort((one, other) => one.start - other.start))
}

/** The file's text with the fault in it. */
export function applyMutant(text: string, { start, end, after }: Edit): string {
  return text.slice(0, start) + after + text.slice(end)
}

function collectValues(program: Node): string[] {
  const values: string[] = []
  walkSyntax(program, ({ node, ancestors }) => {
    const value = literalValue(node, ancestors)
    if (value !== undefined) values.push(value)
  })
  return values
}

interface SyntaxPlace {
  edit: Edit
  file: string
  text: string
  within: string
}

function toMutant({ edit, file, text, within }: SyntaxPlace): Mutant {
  const lineStart = text.lastIndexOf('\n', edit.start - 1) + 1
  const lineEnd = text.indexOf('\n', edit.start)
  const statement = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd).trim()
  const before = onOneLine(text.slice(edit.start, edit.end))
  const key = [file, within, edit.kind, statement, `${before} -> ${onOneLine(edit.after)}`].join(' | ')
  const line = text.slice(0, edit.start).split('\n').length
  return { ...edit, key, file, line, within, statement, before }
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function numberRepeated(mutants: readonly Mutant[]): Mutant[] {
  const seen = new Map<string, number>()
  return mutants.map(mutant => {
    const times = (seen.get(mutant.key) ?? 0) + 1
    seen.set(mutant.key, times)
    return times === 1 ? mutant : { ...mutant, key: `${mutant.key} #${times}` }
  })
}
