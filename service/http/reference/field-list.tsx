import type { Components, JsonSchema } from '../api/openapi/json-schema.ts'
import { describeType } from './describe-type.ts'
import { Inline } from './prose.tsx'

interface FieldListProps {
  schema: JsonSchema
  components: Components
}

/** The fields of an object, each with its type, whether it must be there, what it means, and its own fields. */
export function FieldList({ schema, components }: FieldListProps) {
  const { properties = {}, required = [] } = resolve(schema, components)
  return (
    <dl class="fields">
      {Object.entries(properties).map(([name, field]) => (
        <Field
          name={name}
          schema={field}
          components={components}
          isRequired={required.includes(name) && field.default === undefined}
        />
      ))}
    </dl>
  )
}

interface FieldProps extends FieldListProps {
  name: string
  isRequired: boolean
}

/** One field, also of a path, a query or a header. */
export function Field({ name, schema, components, isRequired }: FieldProps) {
  const resolved = resolve(schema, components)
  const description = schema.description ?? resolved.description
  const inner = findInner(resolved, components)
  return (
    <div>
      <dt>
        <code>{name}</code>
        <span class="type">{describeType(schema, components)}</span>
        {isRequired && <span class="required">required</span>}
      </dt>
      <dd>
        {description && <Inline text={description} />}
        {inner && <FieldList schema={inner} components={components} />}
      </dd>
    </div>
  )
}

/** The object that a field holds, alone, in a list, or as one of several possibilities. */
function findInner(schema: JsonSchema, components: Components): JsonSchema | undefined {
  if (schema.properties && Object.keys(schema.properties).length > 0) return schema
  const candidates = [...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])]
  for (const candidate of candidates) {
    const inner = findInner(resolve(candidate, components), components)
    if (inner) return inner
  }
  return undefined
}

/** What a reference stands for. */
function resolve(schema: JsonSchema, components: Components): JsonSchema {
  const name = schema.$ref?.split('/').pop()
  return (name === undefined ? undefined : components[name]) ?? schema
}
