import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { notFound } from './management-error.ts'
import { answerList } from './paging.ts'
import { readBody } from './request-body.ts'
import { existingUser } from './users.ts'

/** Types that the API makes; passkeys come from the browser only. */
const creation = z.looseObject({
  type: z.enum(['phone', 'email', 'totp', 'push-notification', 'webauthn-roaming']),
  name: z.string().optional(),
})

/** A user's factors and passkeys: `/users/{id}/authentication-methods`, and the older endpoints for enrolments. */
export function createAuthenticationMethodRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/authentication-methods', needs('read:authentication_methods'), c =>
    answerList(c, 'authenticators', methodsOf(tenant, c.req.param('id'))),
  )

  app.post('/:id/authentication-methods', needs('create:authentication_methods'), async c => {
    const body: JsonObject = JSON.parse(JSON.stringify(await readBody(c, creation)))
    const methods = methodsOf(tenant, c.req.param('id'))
    const id = `${String(body.type)}|dev_${randomBytes(8).toString('hex')}`
    const method = { ...body, id, confirmed: true, created_at: tenant.now().toISOString() }
    keep(tenant, c.req.param('id'), [...methods, method])
    return c.json(method, 201)
  })

  app.get('/:id/authentication-methods/:method', needs('read:authentication_methods'), c => {
    const found = methodsOf(tenant, c.req.param('id')).find(({ id }) => id === c.req.param('method'))
    if (!found) throw notFound('authentication_method_not_found', 'The authentication method does not exist.')
    return c.json(found)
  })

  app.delete('/:id/authentication-methods', needs('delete:authentication_methods'), c => {
    keep(tenant, existingUser(tenant, c.req.param('id')).user_id, [])
    return c.body(null, 204)
  })

  app.delete('/:id/authentication-methods/:method', needs('delete:authentication_methods'), c => {
    const others = methodsOf(tenant, c.req.param('id')).filter(({ id }) => id !== c.req.param('method'))
    keep(tenant, c.req.param('id'), others)
    return c.body(null, 204)
  })

  app.route('/', createEnrollmentRoutes(tenant))
  return app
}

/** Enrolments are the second factors among the methods. */
function createEnrollmentRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/enrollments', needs('read:users'), c => {
    const factors = methodsOf(tenant, c.req.param('id')).filter(isFactor)
    return c.json(
      factors.map(({ id, type }): JsonObject => ({ id: id ?? '', type: type ?? '', status: 'confirmed' })),
    )
  })

  app.delete('/:id/authenticators', needs('delete:guardian_enrollments'), c => {
    const { user_id } = existingUser(tenant, c.req.param('id'))
    keep(tenant, user_id, withoutFactors(tenant, user_id))
    return c.body(null, 204)
  })

  app.delete('/:id/multifactor/:provider', needs('update:users'), c => {
    const { user_id } = existingUser(tenant, c.req.param('id'))
    keep(tenant, user_id, withoutFactors(tenant, user_id))
    return c.body(null, 204)
  })

  return app
}

function isFactor({ type }: JsonObject): boolean {
  return type !== 'passkey'
}

function withoutFactors(tenant: Tenant, userId: string): JsonObject[] {
  return methodsOf(tenant, userId).filter(method => !isFactor(method))
}

function methodsOf(tenant: Tenant, userId: string): JsonObject[] {
  return tenant.state.authentication_methods[existingUser(tenant, userId).user_id] ?? []
}

function keep({ state }: Tenant, userId: string, methods: JsonObject[]): void {
  if (methods.length > 0) state.authentication_methods[userId] = methods
  else delete state.authentication_methods[userId]
}
