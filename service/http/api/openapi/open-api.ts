import type { JsonSchema } from './json-schema.ts'

/** The part of OpenAPI 3.1 that our document uses (https://spec.openapis.org/oas/v3.1.1). */
export interface OpenApiDocument {
  openapi: '3.1.1'
  info: { title: string; version: string; summary: string; description: string }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Partial<Record<OpenApiMethod, OpenApiOperation>>>
  /** What the service sends, by name. */
  webhooks: Record<string, { post: OpenApiOperation }>
  components: {
    schemas: Record<string, JsonSchema>
    securitySchemes: Record<string, SecurityScheme>
  }
}

export type OpenApiMethod = 'get' | 'post' | 'patch' | 'delete'

export interface OpenApiOperation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security: Record<string, string[]>[]
  parameters: OpenApiParameter[]
  requestBody?: { required: boolean; content: Record<string, MediaType> }
  responses: Record<string, OpenApiResponse>
}

export interface OpenApiParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
  example?: string
}

export interface OpenApiResponse {
  description: string
  headers?: Record<string, { description: string; schema: JsonSchema }>
  content?: Record<string, MediaType>
}

export interface MediaType {
  schema: JsonSchema
  example?: unknown
  examples?: Record<string, { summary: string; value: unknown }>
}

interface SecurityScheme {
  type: 'oauth2'
  description: string
  flows: Record<
    'authorizationCode' | 'clientCredentials',
    { authorizationUrl?: string; tokenUrl: string; scopes: Record<string, string> }
  >
}
