import type { Node } from 'oxc-parser'
import { isFunction, parseSource, walkSyntax } from './walk-syntax.ts'

/** A stretch of a file that is executed as a whole: a statement, what an arrow function returns, or the file itself. */
export interface Unit {
  start: number
  end: number
}

/** Where marks are kept while a test runs, for the setup file that collects them. */
export const REACHED = '__guestlistReached'

/** How a unit is marked: among statements, as the one statement of a branch or loop, or as an expression. */
const brackets = { listed: ['', ';', ''], alone: ['{ ', ';', ' }'], expression: ['(', ', ', ')'] } as const

interface Marked extends Unit {
  place: keyof typeof brackets
}

/** The same program, which notes each unit that it executes as `<file>:<start>`. */
export function markReached(file: string, text: string): string {
  const marks = findMarked(parseSource(file, text)).flatMap(({ start, end, place }) => {
    const [open, after, close] = brackets[place]
    return [
      { at: start, text: `${open}mark__(${start})${after}` },
      { at: end, text: close },
    ]
  })
  // From the last to the first; where two end at the same place the inner one, found later, comes to stand before.
  const body = marks
    .sort((one, other) => other.at - one.at)
    .reduce((marked, mark) => marked.slice(0, mark.at) + mark.text + marked.slice(mark.at), text)
  const name = JSON.stringify(`${file}:`)
  const mark = `function mark__(at) { (globalThis.${REACHED} ??= new Set()).add(${name} + at) }`
  return `${mark} mark__(0); ${body}`
}

/** Finds the smallest unit that a place of a file belongs to; units are named by where they start. */
export function createUnitFinder(file: string, text: string): (offset: number) => number {
  const units = findMarked(parseSource(file, text)).sort(
    (one, other) => one.end - one.start - (other.end - other.start),
  )
  return offset => units.find(({ start, end }) => start <= offset && offset < end)?.start ?? 0
}

function findMarked(program: Node): Marked[] {
  const marked: Marked[] = []
  walkSyntax(program, ({ node, ancestors }) => {
    const parent = ancestors.at(-1)
    const place = parent && placeOf(node, parent)
    if (place) marked.push({ start: node.start, end: node.end, place })
  })
  return marked
}

/** Declarations of functions are executed before anything is, and the file's own statements always. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a table of syntax, one line for each kind of node.
function placeOf(node: Node, parent: Node): Marked['place'] | undefined {
  switch (parent.type) {
    case 'BlockStatement':
      return isFunction(node) || node.type === 'ClassDeclaration' ? undefined : 'listed'
    case 'SwitchCase':
      return parent.test === node ? undefined : 'listed'
    case 'IfStatement':
      return parent.test === node || node.type === 'BlockStatement' ? undefined : 'alone'
    case 'ForOfStatement':
    case 'ForStatement':
    case 'WhileStatement':
      return parent.body === node && node.type !== 'BlockStatement' ? 'alone' : undefined
    case 'ArrowFunctionExpression':
      return parent.body === node && node.type !== 'BlockStatement' ? 'expression' : undefined
    case 'ConditionalExpression':
      return parent.test === node ? undefined : 'expression'
    case 'LogicalExpression':
      return parent.right === node ? 'expression' : undefined
    default:
      return undefined
  }
}
