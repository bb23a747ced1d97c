import type { Node } from 'oxc-parser'
import { editLiteral, editTemplate } from './edit-literals.ts'
import { isFunction, keyName, type Visit } from './walk-syntax.ts'

/** A change of one place: what stands from `start` to `end` is replaced. */
export interface Edit {
  kind: string
  start: number
  end: number
  after: string
}

/** What may be done to a node: the source's text, and the codes that it has to offer in place of another. */
export interface Source {
  text: string
  codes: readonly string[]
}

type Of<Type extends Node['type']> = Extract<Node, { type: Type }>

/** Every small fault that starts at this node. */
export function findEdits({ node, ancestors }: Visit, source: Source): Edit[] {
  const of = (part: Node) => source.text.slice(part.start, part.end)
  const replace = (kind: string, after: string, whole: Node = node) => [
    { kind, start: whole.start, end: whole.end, after },
  ]
  switch (node.type) {
    case 'IfStatement':
      return [...negate(node.test, of), ...removeGuard(node)]
    case 'WhileStatement':
      return negate(node.test, of)
    case 'ConditionalExpression':
      return replace('ternary-swapped', `${of(node.test)} ? ${of(node.alternate)} : ${of(node.consequent)}`)
    case 'UnaryExpression':
      return node.operator === '!' ? replace('not-removed', of(node.argument)) : []
    case 'BinaryExpression':
      return editOperator(node, of)
    case 'LogicalExpression':
      if (node.operator === '??') return replace('fallback-removed', of(node.left))
      return replace('logic', `(${of(node.left)} ${node.operator === '&&' ? '||' : '&&'} ${of(node.right)})`)
    case 'AwaitExpression':
      return isAwaitedAnyway(node, ancestors) ? [] : replace('await-removed', of(node.argument))
    case 'ExpressionStatement':
      return removeStatement(node)
    case 'ArrayExpression':
      return removeElements(node, source.text)
    case 'ObjectExpression':
      return removeHeaders(node, source.text)
    case 'CallExpression':
      return removeLink(node, of)
    case 'Literal':
      return editLiteral(node, ancestors, source.codes)
    case 'TemplateElement':
      return editTemplate(node, ancestors)
    default:
      return []
  }
}

/** What has its own opposite (`!a`, `a === b`) is left to that. */
function negate(test: Node, of: (part: Node) => string): Edit[] {
  if (test.type === 'UnaryExpression' && test.operator === '!') return []
  if (test.type === 'BinaryExpression' && test.operator in equalities) return []
  return [{ kind: 'negated', start: test.start, end: test.end, after: `!(${of(test)})` }]
}

const equalities: Record<string, string> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' }
const bounds: Record<string, string> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' }
const sums: Record<string, string> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' }

function editOperator(node: Of<'BinaryExpression'>, of: (part: Node) => string): Edit[] {
  const { operator, left, right } = node
  const change = (kind: string, other: string): Edit[] => {
    const after = `${of(left)} ${other} ${of(right)}`
    return [{ kind, start: node.start, end: node.end, after }]
  }
  if (operator in equalities) return change('negated', equalities[operator] ?? '')
  if (operator in bounds) return change('bound', bounds[operator] ?? '')
  if (operator === 'instanceof' || operator === 'in')
    return [{ kind: 'negated', start: node.start, end: node.end, after: `!(${of(node)})` }]
  const isText = [left, right].some(side => side.type === 'TemplateLiteral' || isString(side))
  return operator in sums && !isText ? change('arithmetic', sums[operator] ?? '') : []
}

const isString = (node: Node) => node.type === 'Literal' && typeof node.value === 'string'

function removeGuard(node: Of<'IfStatement'>): Edit[] {
  if (node.alternate || !leaves(node.consequent)) return []
  return [{ kind: 'guard-removed', start: node.start, end: node.end, after: ';' }]
}

function leaves(statement: Node | undefined): boolean {
  if (statement?.type === 'BlockStatement') return leaves(statement.body.at(-1))
  const exits = ['ReturnStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement']
  return statement !== undefined && exits.includes(statement.type)
}

/** Whoever calls an async function waits for what it returns, except where a `try` of its own would see the failure. */
function isAwaitedAnyway(node: Node, ancestors: readonly Node[]): boolean {
  const parent = ancestors.at(-1)
  if (parent?.type === 'ArrowFunctionExpression') return parent.body === node
  if (parent?.type !== 'ReturnStatement') return false
  const inside = ancestors.slice(ancestors.findLastIndex(isFunction) + 1)
  return !inside.some(around => around.type === 'TryStatement')
}

const headerCalls = ['header', 'setHeader', 'append']

function removeStatement(node: Of<'ExpressionStatement'>): Edit[] {
  const { expression } = node
  const inner = expression.type === 'AwaitExpression' ? expression.argument : expression
  const remove = (kind: string) => [{ kind, start: node.start, end: node.end, after: ';' }]
  if (inner.type === 'CallExpression')
    return remove(headerCalls.includes(methodOf(inner) ?? '') ? 'header-removed' : 'call-removed')
  const isChange = ['AssignmentExpression', 'UpdateExpression', 'UnaryExpression', 'ChainExpression']
  return isChange.includes(inner.type) ? remove('statement-removed') : []
}

function methodOf({ callee }: Of<'CallExpression'>): string | undefined {
  return callee.type === 'MemberExpression' && !callee.computed ? keyName(callee.property) : undefined
}

function removeElements(node: Of<'ArrayExpression'>, text: string): Edit[] {
  const elements = node.elements.filter(element => element !== null)
  return elements.map(element => removeListed('element-removed', element, elements, text))
}

const headerNames = /^(authorization|cookie|accept|location|vary|allow|.*-.*)$/i

function removeHeaders(node: Of<'ObjectExpression'>, text: string): Edit[] {
  const headers = node.properties.filter(
    property => property.type === 'Property' && headerNames.test(keyName(property.key) ?? ''),
  )
  return headers.map(header => removeListed('header-removed', header, node.properties, text))
}

/** Takes one out of a list with the comma that belongs to it. */
function removeListed(kind: string, removed: Node, listed: readonly Node[], text: string): Edit {
  const at = listed.indexOf(removed)
  const next = listed[at + 1]
  const previous = listed[at - 1]
  if (next) return { kind, start: removed.start, end: next.start, after: '' }
  if (previous) return { kind, start: previous.end, end: removed.end, after: '' }
  const comma = /^\s*,/.exec(text.slice(removed.end))?.[0].length ?? 0
  return { kind, start: removed.start, end: removed.end + comma, after: '' }
}

const links = new Map([
  ['where', 'where-removed'],
  ['whereRef', 'where-removed'],
  ['orderBy', 'order-removed'],
  ['limit', 'limit-removed'],
  ['filter', 'filter-removed'],
  ['catch', 'catch-removed'],
])

/** Takes one call out of a chain: `query.where(…).execute()` becomes `query.execute()`. */
function removeLink(node: Of<'CallExpression'>, of: (part: Node) => string): Edit[] {
  const kind = links.get(methodOf(node) ?? '')
  if (!kind || node.callee.type !== 'MemberExpression') return []
  return [{ kind, start: node.start, end: node.end, after: of(node.callee.object) }]
}
