import type { ApiOperation } from '../operation.ts'
import { type Components, toJsonSchema } from './json-schema.ts'
import type { OpenApiOperation, OpenApiParameter } from './open-api.ts'

/** The one header that a request may bring besides its token (https://docs.stripe.com/api/idempotent_requests). */
const idempotencyKey: OpenApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A value of your own, 255 characters at most, such as a UUID. The same key with the same request is carried out ' +
    'once and answered alike for 24 hours; answers that are repeated have `Idempotent-Replayed: true`. ' +
    'A request that was refused has changed nothing, and its key may be used again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
}

/** Describes what an operation takes in its path, its query and its headers. */
export function describeParameters(operation: ApiOperation, components: Components): OpenApiParameter[] {
  return [
    ...toParameters('path', operation, components),
    ...toParameters('query', operation, components),
    ...(operation.takesIdempotencyKey ? [idempotencyKey] : []),
  ]
}

function toParameters(place: 'path' | 'query', operation: ApiOperation, components: Components) {
  const schema = place === 'path' ? operation.parameters : operation.query
  if (!schema) return []
  const examples = (place === 'path' ? operation.example.parameters : operation.example.query) ?? {}
  const { properties = {}, required = [] } = toJsonSchema(schema, 'input', components)
  return Object.entries(properties).map(([name, { description, ...rest }]): OpenApiParameter => {
    const example = examples[name]
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
      ...(example !== undefined && { example }),
    }
  })
}

/** Describes the body that an operation takes, if it takes one. */
export function describeBody(
  { body, isBodyOptional, upload, example }: ApiOperation,
  components: Components,
): Pick<OpenApiOperation, 'requestBody'> {
  if (upload) {
    const types = Object.entries(upload).map(([type, text]) => [
      type,
      { schema: { type: 'string' }, example: text },
    ])
    return { requestBody: { required: true, content: Object.fromEntries(types) } }
  }
  if (!body) return {}
  const content = { schema: toJsonSchema(body, 'input', components), example: example.body ?? {} }
  return { requestBody: { required: !isBodyOptional, content: { 'application/json': content } } }
}
