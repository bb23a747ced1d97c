import { type Node, type Program, parseSync, visitorKeys } from 'oxc-parser'

/** A node with those around it, the innermost last. */
export interface Visit {
  node: Node
  ancestors: readonly Node[]
}

/** Reads a file of the product. Throws SyntaxError with the first fault. */
export function parseSource(file: string, text: string): Program {
  const { program, errors } = parseSync(file, text, { sourceType: 'module' })
  const [fault] = errors
  if (fault) throw new SyntaxError(`${file}: ${fault.message}`)
  return program
}

/** Calls back for every node that exists at run time, from the outside in: types are left out, and what is imported. */
export function walkSyntax(root: Node, visit: (visit: Visit) => void): void {
  const walk = (node: Node, ancestors: readonly Node[]) => {
    visit({ node, ancestors })
    const around = [...ancestors, node]
    for (const child of childrenOf(node)) walk(child, around)
  }
  walk(root, [])
}

/** Expressions that TypeScript wraps; all else of its nodes is gone at run time. */
const transparent = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression'])

function childrenOf(node: Node): Node[] {
  if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return []
  if (node.type === 'ExportNamedDeclaration') return node.declaration ? keep([node.declaration]) : []
  const fields = node as unknown as Record<string, unknown>
  return keep((visitorKeys[node.type] ?? []).flatMap(key => fields[key]))
}

function keep(children: readonly unknown[]): Node[] {
  return children.filter(isNode).filter(child => !child.type.startsWith('TS') || transparent.has(child.type))
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** The functions and classes around a node by name, as `createPolicy.assertLimit`; `(module)` outside of all. */
export function nameWithin(ancestors: readonly Node[]): string {
  const names = ancestors.flatMap((node, at) => nameOf(node, ancestors[at + 1]) ?? [])
  return names.join('.') || '(module)'
}

function nameOf(node: Node, inner: Node | undefined): string | undefined {
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') return node.id?.name
  if (node.type === 'MethodDefinition') return keyName(node.key)
  const isHolder = node.type === 'VariableDeclarator' || node.type === 'Property'
  if (!isHolder || !inner || !isFunction(inner)) return undefined
  return keyName(node.type === 'Property' ? node.key : node.id)
}

/** The name of a key or binding that is written out. */
export function keyName(key: Node): string | undefined {
  if (key.type === 'Identifier') return key.name
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined
}

export function isFunction(node: Node): boolean {
  return (
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionExpression' ||
    node.type === 'FunctionDeclaration'
  )
}
