import type { Components, JsonSchema } from '../api/openapi/json-schema.ts'

/** A type in words: `string, 1 to 255 characters`, `list of strings, 50 at most`, `"add" or "refuse", "add" if left out`. */
export function describeType(schema: JsonSchema, components: Components): string {
  const bounds = [describeLength(schema), describeRange(schema), describeItems(schema)]
  const fallback = schema.default === undefined ? undefined : describeDefault(schema.default)
  return [nameOf(schema, components), ...bounds, fallback].filter(part => part !== undefined).join(', ')
}

function nameOf(schema: JsonSchema, components: Components): string {
  const reference = schema.$ref?.split('/').pop()
  if (reference !== undefined) return reference
  if (schema.enum) return schema.enum.map(value => JSON.stringify(value)).join(' or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.anyOf) return schema.anyOf.map(option => nameOf(option, components)).join(' or ')
  if (schema.items) return `list of ${nameOf(schema.items, components)}`
  const types = [schema.type ?? 'anything'].flat().map(type => (type === 'string' ? toFormat(schema) : type))
  return types.join(' or ')
}

function toFormat({ format }: JsonSchema): string {
  const names: Record<string, string> = { 'date-time': 'instant', uri: 'URL', email: 'email address' }
  return (format && names[format]) ?? 'string'
}

function describeLength({ minLength, maxLength }: JsonSchema): string | undefined {
  if (maxLength === undefined) return undefined
  return minLength === undefined
    ? `${maxLength} characters at most`
    : `${minLength} to ${maxLength} characters`
}

function describeRange({ minimum, maximum }: JsonSchema): string | undefined {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  if (minimum !== undefined) return `${minimum} at least`
  return maximum === undefined ? undefined : `${maximum} at most`
}

function describeItems({ maxItems }: JsonSchema): string | undefined {
  return maxItems === undefined ? undefined : `${maxItems} at most`
}

function describeDefault(value: unknown): string | undefined {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  return isEmpty ? undefined : `${JSON.stringify(value)} if left out`
}
