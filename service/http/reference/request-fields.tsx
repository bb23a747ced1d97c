import type { Components } from '../api/openapi/json-schema.ts'
import type { OpenApiOperation } from '../api/openapi/open-api.ts'
import { Field, FieldList } from './field-list.tsx'

const places = { path: 'Path', query: 'Query', header: 'Headers' } as const

/** What a request takes: in its path, its query, its headers and its body. */
export function RequestFields({
  operation,
  components,
}: {
  operation: OpenApiOperation
  components: Components
}) {
  const body = operation.requestBody?.content['application/json']?.schema
  return (
    <>
      {(['path', 'query', 'header'] as const).map(place => {
        const parameters = operation.parameters.filter(parameter => parameter.in === place)
        return (
          parameters.length > 0 && (
            <>
              <h3>{places[place]}</h3>
              <dl class="fields">
                {parameters.map(({ name, required, description, schema }) => (
                  <Field
                    name={name}
                    schema={description === undefined ? schema : { ...schema, description }}
                    components={components}
                    isRequired={required}
                  />
                ))}
              </dl>
            </>
          )
        )
      })}
      {body && (
        <>
          <h3>Body{operation.requestBody?.required ? '' : ' (may be left out)'}</h3>
          <FieldList schema={body} components={components} />
        </>
      )}
    </>
  )
}
