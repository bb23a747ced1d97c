import shapesFile from './shapes.json' with { type: 'json' }

/** What was recorded of one endpoint: statuses, and the fields of answers as `path:type`, `[]` for each element. */
export interface RecordedShape {
  statuses: number[]
  /** In nine of ten answers, wherever the object around it is there. */
  usual?: string
  /** In some answers. */
  other?: string
}

/** Endpoints that the local tenant answers, by `METHOD /path`. */
export const recordedShapes: Record<string, RecordedShape> = shapesFile.shapes
/** Endpoints that were recorded and that the local tenant does not have. */
export const absentEndpoints: string[] = shapesFile.absent

/** Says in words where an answer differs from the recorded ones; empty when it does not. */
export function compareWithRecorded(shape: RecordedShape, status: number, body: unknown): string[] {
  if (!shape.statuses.includes(status)) return [`status ${status}, recorded ${shape.statuses.join(', ')}`]
  if (status >= 300) return []
  const usual = fieldsOf(shape.usual)
  const known = new Map([...fieldsOf(shape.other), ...usual])
  const missing = [...usual.keys()].filter(path => parentsOf(body, path).some(lacks(path)))
  const wrong = [...known].flatMap(([path, types]) => {
    const found = valuesAt(body, path).map(typeOf)
    const odd = found.find(type => !types.includes(type))
    return odd ? [`${path} is ${odd}, recorded ${types.join('|')}`] : []
  })
  return [...missing.map(path => `${path} is missing`), ...wrong]
}

/** Fields of an answer, or of its elements, that no endpoint of the same kind was ever recorded with. */
export function unrecordedFields(endpoint: string, body: unknown): string[] {
  const kind = kindOf(endpoint)
  const known = Object.entries(recordedShapes).flatMap(([other, shape]) =>
    kindOf(other) === kind ? [...fieldsOf(shape.usual).keys(), ...fieldsOf(shape.other).keys()] : [],
  )
  const names = new Set(known.map(lastName))
  return pathsOf(body).filter(path => !names.has(lastName(path)))
}

/** First step of the path: `clients`. */
function kindOf(endpoint: string): string {
  return endpoint.split('/')[1] ?? ''
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

function fieldsOf(text = ''): Map<string, string[]> {
  const fields = text.split(' ').filter(field => field !== '')
  return new Map(
    fields.map(field => {
      const [path = '', types = ''] = field.split(':')
      return [path, types.split('|')]
    }),
  )
}

/** The objects in which the last name of a path is looked for. */
function parentsOf(body: unknown, path: string): Record<string, unknown>[] {
  const dot = path.lastIndexOf('.')
  const parents = dot < 0 ? [body] : valuesAt(body, path.slice(0, dot))
  return parents.filter(isObject)
}

function lacks(path: string): (parent: Record<string, unknown>) => boolean {
  const name = path.slice(path.lastIndexOf('.') + 1).replace('[]', '')
  return parent => parent[name] === undefined
}

function valuesAt(body: unknown, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>(
    (values, step) => {
      const name = step.replace('[]', '')
      const found = name === '' ? values : values.filter(isObject).map(value => value[name])
      const present = found.filter(value => value !== undefined)
      return step.endsWith('[]')
        ? present.flatMap((value): unknown[] => (Array.isArray(value) ? value : []))
        : present
    },
    [body],
  )
}

/** First level, and the first level of each element of a list. */
function pathsOf(body: unknown): string[] {
  if (Array.isArray(body))
    return [...new Set(body.filter(isObject).flatMap(Object.keys))].map(name => `[].${name}`)
  if (!isObject(body)) return []
  return Object.entries(body).flatMap(([name, value]) => {
    if (!Array.isArray(value)) return [name]
    const inner = new Set(value.filter(isObject).flatMap(Object.keys))
    return [name, ...[...inner].map(field => `${name}[].${field}`)]
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
