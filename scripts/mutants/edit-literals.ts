import type { Node } from 'oxc-parser'
import type { Edit } from './find-edits.ts'
import { keyName } from './walk-syntax.ts'

type Literal = Extract<Node, { type: 'Literal' }>

/** Codes, as they stand in answers and in the ledger. */
const codeForm = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/
/** Of comparisons in queries. */
const operators = new Map([
  ['=', '!='],
  ['!=', '='],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['is', 'is not'],
  ['is not', 'is'],
  ['in', 'not in'],
  ['not in', 'in'],
])

/** How a sentence is worded is for people to judge, and no fault of the program. */
const isProse = (text: string) => text.trim().split(/\s+/).length > 2

/** Is this literal a value, and not the name of a property or of a module? */
function isValue(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'Property' || parent?.type === 'MethodDefinition') return parent.key !== node
  return parent?.type !== 'ImportExpression' && parent?.type !== 'JSXAttribute'
}

/** A changed number, boolean, code, text or pattern. */
export function editLiteral(node: Literal, ancestors: readonly Node[], codes: readonly string[]): Edit[] {
  const parent = ancestors.at(-1)
  if (!isValue(node, parent)) return []
  const replace = (kind: string, after: string): Edit[] => [{ kind, start: node.start, end: node.end, after }]
  if ('regex' in node) return loosen(node)
  const { value } = node
  if (typeof value === 'boolean') return replace('constant', String(!value))
  if (typeof value === 'number') return replace('constant', String(value + 1))
  if (typeof value !== 'string') return []
  const operator = operators.get(value)
  if (operator) return replace('constant', `'${operator}'`)
  if (codeForm.test(value)) return replace('code-swapped', `'${otherCode(value, codes)}'`)
  return isProse(value) ? [] : replace('text-changed', JSON.stringify(`${value}~`))
}

/** The next code of the same file, which is harder to notice than one that nobody knows. */
function otherCode(code: string, codes: readonly string[]): string {
  return codes[(codes.indexOf(code) + 1) % codes.length] ?? `${code}_changed`
}

/** The codes of a file, without repetition; of a file with only one, that one with an ending. */
export function listCodes(values: readonly string[]): string[] {
  const codes = [...new Set(values.filter(value => codeForm.test(value)))]
  return codes.length > 1 ? codes : codes.flatMap(code => [code, `${code}_changed`])
}

/** A pattern that is not held at one of its ends any more. */
function loosen(node: Literal & { regex: { pattern: string; flags: string } }): Edit[] {
  const { pattern, flags } = node.regex
  const loosened = [pattern.replace(/^\^/, ''), pattern.replace(/(?<!\\)\$$/, '')]
  return loosened
    .filter(other => other !== pattern && other !== '')
    .map(other => ({
      kind: 'pattern-loosened',
      start: node.start,
      end: node.end,
      after: `/${other}/${flags}`,
    }))
}

/** Text between the values of a template; what only spaces them apart is left. */
export function editTemplate(
  node: Extract<Node, { type: 'TemplateElement' }>,
  ancestors: readonly Node[],
): Edit[] {
  const isTagged = ancestors.at(-2)?.type === 'TaggedTemplateExpression'
  const { raw } = node.value
  if (isTagged || raw.trim() === '' || isProse(raw)) return []
  // The parser counts the signs around an element as its own.
  const start = node.start + 1
  return [{ kind: 'text-changed', start, end: start + raw.length, after: `~${raw}` }]
}

/** The text of a literal where it is a value. */
export function literalValue(node: Node, ancestors: readonly Node[]): string | undefined {
  if (node.type !== 'Literal' || !isValue(node, ancestors.at(-1))) return undefined
  return keyName(node)
}
