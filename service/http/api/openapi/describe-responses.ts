import { type ApiErrorCode, errorCodes } from '../error-codes.ts'
import type { Answer, ApiOperation } from '../operation.ts'
import { type Components, toJsonSchema } from './json-schema.ts'
import type { MediaType, OpenApiResponse } from './open-api.ts'

const ERROR_SCHEMA = { $ref: '#/components/schemas/Error' }

/** Describes everything that an operation may answer, by status. */
export function describeResponses(
  operation: ApiOperation,
  components: Components,
): Record<string, OpenApiResponse> {
  const answers = operation.answers.map(
    answer => [answer.status, describeAnswer(answer, components)] as const,
  )
  const codes = refusalsOf(operation)
  const refusals = [...new Set(codes.map(statusOf))].map(
    status => [status, describeRefusals(codes.filter(code => statusOf(code) === status))] as const,
  )
  return Object.fromEntries([...answers, ...refusals])
}

/** Every code that an operation may refuse with: its own, and what its shape brings along. */
export function refusalsOf(operation: ApiOperation): ApiErrorCode[] {
  const codes = new Set<ApiErrorCode>([
    ...(operation.body ? (['invalid_json', 'body_too_large'] as const) : []),
    ...(operation.upload ? (['file_too_large', 'invalid_file'] as const) : []),
    ...(operation.takesIdempotencyKey ? (['idempotency_in_progress', 'idempotency_mismatch'] as const) : []),
    ...(['invalid_token', 'insufficient_permissions', 'unknown_field', 'invalid_field'] as const),
    ...(['internal', 'unavailable'] as const),
    ...operation.refusals,
  ])
  // The table is ordered by status.
  return (Object.keys(errorCodes) as ApiErrorCode[]).filter(code => codes.has(code))
}

function statusOf(code: ApiErrorCode): number {
  return errorCodes[code].status
}

function describeAnswer({ description, content, headers }: Answer, components: Components): OpenApiResponse {
  const media = content?.map(part => [part.type, describeContent(part, components)] as const)
  return {
    description,
    ...(headers && { headers: describeHeaders(headers) }),
    ...(media && { content: Object.fromEntries(media) }),
  }
}

function describeContent(part: NonNullable<Answer['content']>[number], components: Components): MediaType {
  const schema =
    part.type === 'application/json' ? toJsonSchema(part.schema, 'output', components) : { type: 'string' }
  return { schema, example: part.example }
}

function describeRefusals(codes: readonly ApiErrorCode[]): OpenApiResponse {
  const examples = codes.map(
    code => [code, { summary: errorCodes[code].meaning, value: exampleOf(code) }] as const,
  )
  return {
    description: codes.map(code => `\`${code}\`: ${errorCodes[code].meaning}`).join('\n\n'),
    ...(codes.includes('limit_reached') && {
      headers: describeHeaders({ 'Retry-After': 'Seconds until the limit ends.' }),
    }),
    content: { 'application/json': { schema: ERROR_SCHEMA, examples: Object.fromEntries(examples) } },
  }
}

function describeHeaders(headers: Readonly<Record<string, string>>) {
  const entries = Object.entries(headers).map(
    ([name, description]) => [name, { description, schema: { type: 'string' } }] as const,
  )
  return Object.fromEntries(entries)
}

function exampleOf(code: ApiErrorCode) {
  const about: Partial<Record<ApiErrorCode, object>> = {
    unknown_field: { field: 'invitee.mail' },
    invalid_field: { field: 'invitee.email' },
    invalid_file: { field: 'rolse' },
    not_yet: { field: 'organization' },
    forbidden: { field: 'roles' },
    already_invited: { field: 'invitee.email' },
    user_exists: { field: 'invitee.email' },
    limit_reached: { limit: 'per_recipient_per_day' },
  }
  const message = errorCodes[code].meaning
  return { error: { code, message, ...about[code], request_id: 'b8c0a8ec-2f5e-4b0e-9b36-8a2a2e1f4a51' } }
}
