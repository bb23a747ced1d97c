import { z } from 'zod'
import { type NamePermission, type Permission, permissions } from '../../../invitations/model/permissions.ts'
import { type ApiErrorCode, errorCodes } from '../error-codes.ts'
import type { ApiOperation } from '../operation.ts'
import { describeBody, describeParameters } from './describe-request.ts'
import { describeResponses } from './describe-responses.ts'
import { describeWebhook } from './describe-webhook.ts'
import { type Components, toJsonSchema } from './json-schema.ts'
import type { OpenApiDocument, OpenApiOperation } from './open-api.ts'

export interface DocumentOptions {
  readonly publicUrl: string
  /** Where people log in, and where clients get their tokens. */
  readonly loginOrigin: string
  readonly nameOfPermission: NamePermission
}

const SCHEME = 'tenant'

const tags = [
  { name: 'Invitations', description: 'The whole life of an invitation.' },
  { name: 'People', description: 'Who joined through what, and what a caller may do.' },
  { name: 'Imports', description: 'Inviting everybody in a file.' },
  {
    name: 'Webhooks',
    description: 'What was sent to the endpoints in the configuration, and what became of it.',
  },
]

const description = `Invitations for an Auth0 tenant. Names are those of Auth0's organization invitations where those
have a name.

Requests carry an access token of the tenant for this API, as \`Authorization: Bearer …\`. People get one by logging in,
back ends by client credentials. Bodies are JSON. Instants are ISO 8601 in UTC; lengths of time are seconds.

Whoever has \`grant:any\` looks after all invitations; everybody else sees and changes their own, and what is not theirs
is answered exactly like what does not exist.

A refusal is \`{ "error": { "code", "message", "request_id" } }\`, with \`field\` or \`limit\` where one is meant. Decide
by \`code\`; a message is for people.`

/** Makes the OpenAPI document from the operations that the service really has. */
export function createDocument(
  operations: readonly ApiOperation[],
  options: DocumentOptions,
): OpenApiDocument {
  const schemas: Components = {}
  toJsonSchema(error, 'output', schemas)
  const paths: OpenApiDocument['paths'] = {}
  for (const operation of operations) {
    const described = describeOperation(operation, schemas, options.nameOfPermission)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Guestlist API', version: '1', summary: 'Invitations for an Auth0 tenant.', description },
    servers: [{ url: options.publicUrl }],
    tags,
    paths,
    webhooks: { invitation: { post: describeWebhook(schemas) } },
    components: { schemas, securitySchemes: { [SCHEME]: describeScheme(options) } },
  }
}

function describeOperation(
  operation: ApiOperation,
  schemas: Components,
  nameOf: NamePermission,
): OpenApiOperation {
  const { id, tag, summary, description } = operation
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    security: [{ [SCHEME]: operation.permissions.map(nameOf) }],
    parameters: describeParameters(operation, schemas),
    ...describeBody(operation, schemas),
    responses: describeResponses(operation, schemas),
  }
}

function describeScheme({ loginOrigin, nameOfPermission }: DocumentOptions) {
  const scopes = Object.fromEntries(
    Object.entries(permissions).map(([permission, meaning]) => [
      nameOfPermission(permission as Permission),
      meaning,
    ]),
  )
  const tokenUrl = `${loginOrigin}/oauth/token`
  return {
    type: 'oauth2' as const,
    description: 'Access tokens that the tenant issues for this API; what they allow is in `permissions`.',
    flows: {
      authorizationCode: { authorizationUrl: `${loginOrigin}/authorize`, tokenUrl, scopes },
      clientCredentials: { tokenUrl, scopes },
    },
  }
}

const codes = Object.keys(errorCodes) as [ApiErrorCode, ...ApiErrorCode[]]

/** The one shape in which the API says no. */
const error = z
  .object({
    error: z.object({
      code: z.enum(codes).describe('Stable: what programs decide by.'),
      message: z.string().describe('For people; may change.'),
      field: z
        .string()
        .optional()
        .describe('The field of the request that is meant, with dots: `invitee.email`.'),
      limit: z.string().optional().describe('The limit of the policy that is used up.'),
      request_id: z.string().describe('Names this request in the log of the service.'),
    }),
  })
  .meta({ id: 'Error' })
