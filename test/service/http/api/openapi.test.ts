import { Validator } from '@seriousme/openapi-schema-validator'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { errorCodes } from '../../../../service/http/api/error-codes.ts'
import type { OpenApiDocument, OpenApiOperation } from '../../../../service/http/api/openapi/open-api.ts'
import { operations } from '../../../../service/http/api/operations.ts'
import { permissions } from '../../../../service/invitations/model/permissions.ts'
import { startTestService, type TestService } from '../test-service.ts'

let service: TestService
let document: OpenApiDocument
let listed: { method: string; path: string; operation: OpenApiOperation }[]

beforeEach(async () => {
  service = await startTestService()
  document = (await (await service.app.request('/openapi.json')).json()) as OpenApiDocument
  listed = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  )
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('the document', () => {
  test('is valid OpenAPI 3.1, by a validator that is not ours', async () => {
    const validator = new Validator()
    expect(await validator.validate({ ...structuredClone(document) })).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  test('has every route of the application, and no other', () => {
    const routes = service.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`)
    expect(routes.length).toBeGreaterThan(10)
    expect([...new Set(routes)].sort()).toEqual(listed.map(({ method, path }) => `${method} ${path}`).sort())
  })

  test('S66 bounds every list that a request may hold, and every list that is answered', () => {
    const unbounded: string[] = []
    const walk = (schema: unknown, place: string) => {
      if (typeof schema !== 'object' || schema === null) return
      const { type, maxItems } = schema as { type?: unknown; maxItems?: unknown }
      if (type === 'array' && typeof maxItems !== 'number') unbounded.push(place)
      for (const [name, inner] of Object.entries(schema)) walk(inner, `${place}/${name}`)
    }
    for (const { method, path, operation } of listed) {
      for (const media of Object.values(operation.requestBody?.content ?? {})) {
        const reference = (media.schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1)
        walk(reference ? document.components.schemas[reference] : media.schema, `${method} ${path}`)
      }
      for (const parameter of operation.parameters ?? []) {
        walk(parameter, `${method} ${path}`)
        const { name, schema } = parameter as { name?: string; schema?: { maximum?: number } }
        if (name === 'take') expect([path, schema?.maximum]).toEqual([path, expect.any(Number)])
      }
    }
    expect(unbounded).toEqual([])
    const lists = operations.filter(({ id }) => id.startsWith('list'))
    expect(lists.length).toBeGreaterThan(5)
    // Either page by page, or the description says how many there are at most.
    for (const { id, query, description } of lists)
      expect([id, query?.shape.take !== undefined || / at most/.test(description)]).toEqual([id, true])
  })

  test('may be read by everybody, and is JSON', async () => {
    const answer = await service.app.request('/openapi.json')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json')
  })

  test('names this service and its tenant', () => {
    expect(document.servers).toEqual([{ url: 'https://guestlist.example' }])
    expect(document.components.securitySchemes.tenant?.flows).toMatchObject({
      authorizationCode: { authorizationUrl: 'https://login.acme.example/authorize' },
      clientCredentials: { tokenUrl: 'https://login.acme.example/oauth/token' },
    })
  })

  test('refers to nothing that it does not hold', () => {
    const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? []
    expect(references.length).toBeGreaterThan(20)
    const known = Object.keys(document.components.schemas).map(
      name => `"$ref":"#/components/schemas/${name}"`,
    )
    expect(references.filter(reference => !known.includes(reference))).toEqual([])
  })
})

describe('every operation', () => {
  test('has a name of its own, a summary and a description', () => {
    const names = listed.map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(operations.length)
    for (const { operation } of listed) {
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/)
      expect(operation.summary.length, operation.operationId).toBeGreaterThan(8)
      expect(operation.description.length, operation.operationId).toBeGreaterThan(30)
    }
  })

  test('says which permissions it needs, all of them known to the security scheme', () => {
    const scopes = Object.keys(
      document.components.securitySchemes.tenant?.flows.clientCredentials.scopes ?? {},
    )
    expect(scopes.sort()).toEqual(Object.keys(permissions).sort())
    for (const { operation } of listed) {
      const needed = operation.security.flatMap(({ tenant = [] }) => tenant)
      expect(needed.length, operation.operationId).toBeGreaterThan(0)
      expect(scopes).toEqual(expect.arrayContaining(needed))
    }
  })

  test('says how it refuses, each code with its status and an example', () => {
    for (const { operation } of listed) {
      const codes = Object.entries(operation.responses).flatMap(([status, response]) =>
        Object.entries(response.content?.['application/json']?.examples ?? {}).map(([code, { value }]) => {
          expect(value).toMatchObject({
            error: { code, message: expect.any(String), request_id: expect.any(String) },
          })
          expect(errorCodes[code as keyof typeof errorCodes].status).toBe(Number(status))
          return code
        }),
      )
      expect(codes, operation.operationId).toEqual(
        expect.arrayContaining(['invalid_token', 'insufficient_permissions', 'unavailable']),
      )
    }
  })

  test('says Retry-After where a limit may be used up', () => {
    const limited = listed.filter(({ operation }) => operation.responses['429'])
    expect(limited.length).toBeGreaterThan(3)
    for (const { operation } of limited)
      expect(operation.responses['429']?.headers).toHaveProperty('Retry-After')
  })
})

describe('the examples', () => {
  test.each(operations.map(operation => [operation.id, operation] as const))(
    'of %s are what its schemas describe',
    (_id, { example, body, query, parameters, answers, path }) => {
      if (body) expect(body.safeParse(example.body ?? {}).error).toBeUndefined()
      if (query) expect(query.safeParse(example.query ?? {}).error).toBeUndefined()
      if (parameters) expect(parameters.safeParse(example.parameters).error).toBeUndefined()
      for (const name of path.matchAll(/\{(\w+)\}/g)) expect(example.parameters).toHaveProperty(name[1] ?? '')
      for (const content of answers.flatMap(answer => answer.content ?? []))
        if ('schema' in content) expect(content.schema.parse(content.example)).toEqual(content.example)
    },
  )

  test('hold no address or host that could be somebody’s', () => {
    const text = JSON.stringify(document)
    const addresses = text.match(/[\w.+-]+@[\w.-]+\.\w+/g) ?? []
    const hosts = text.match(/https?:\/\/[^/"\s`]+/g) ?? []
    expect(addresses.filter(address => !address.endsWith('@example.com'))).toEqual([])
    expect(hosts.filter(host => !/\/\/([\w-]+\.)*(example\.com|example)$/.test(host))).toEqual([])
  })
})

test('CREATE_PERMISSION is the name that the document has for it, too', async () => {
  const renamed = await startTestService({ CREATE_PERMISSION: 'invite:people' })
  const text = await (await renamed.app.request('/openapi.json')).text()
  const { paths } = JSON.parse(text) as OpenApiDocument
  expect(paths['/api/invitations']?.post?.security).toEqual([{ tenant: ['invite:people'] }])
  await renamed.close()
})
