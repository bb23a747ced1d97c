import { z } from 'zod'

/** A JSON Schema as this document uses it (draft 2020-12, the dialect of OpenAPI 3.1). */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  title?: string
  description?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
}

/** Where named schemas are collected while a document is made. */
export type Components = Record<string, JsonSchema>

/**
 * Makes the JSON Schema of a zod schema, of what it takes (`input`) or gives (`output`). Schemas with an id go to
 * `components` and are referred to, so that a generated client has a type for each.
 */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonSchema {
  const {
    $schema: _dialect,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, { io, override: tidy }) as JsonSchema & {
    $schema?: string
    $defs?: Components
  }
  for (const [name, definition] of Object.entries($defs)) components[name] = moveReferences(definition)
  return moveReferences(root)
}

/** Leaves out what says nothing to a reader: bounds of the number type, the pattern behind a named format. */
function tidy({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  delete jsonSchema.propertyNames
  delete jsonSchema.id
}

function moveReferences<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))
}
