import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { JsonObject } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { invalidBody, ManagementError, notFound } from './management-error.ts'
import { answerCheckpoint } from './paging.ts'
import { readBody } from './request-body.ts'

/** https://auth0.com/docs/authenticate/custom-token-exchange/configure-custom-token-exchange */
const reserved = /^(https?:\/\/(auth0|okta)\.com|urn:(ietf|auth0|okta))/
const tokenType = z
  .string()
  .regex(/^(https?:\/\/|urn:)/)
  .refine(value => !reserved.test(value), 'The namespace is reserved')

const creation = z.strictObject({
  name: z.string().min(1),
  subject_token_type: tokenType,
  action_id: z.string(),
  type: z.literal('custom_authentication'),
})
const update = z.strictObject({
  name: z.string().min(1).optional(),
  subject_token_type: tokenType.optional(),
})

/** `/token-exchange-profiles`: each leads one type of subject token to one Action. Early Access. */
export function createTokenExchangeProfileRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:token_exchange_profiles'), c =>
    answerCheckpoint(c, 'token_exchange_profiles', tenant.state.token_exchange_profiles),
  )

  app.post('/', needs('create:token_exchange_profiles'), async c => {
    const body = await readBody(c, creation)
    const { actions, token_exchange_profiles: profiles } = tenant.state
    const action = actions.find(({ id }) => id === body.action_id)
    if (!action?.supported_triggers.some(({ id }) => id === 'custom-token-exchange'))
      throw invalidBody("'The action does not exist or has another trigger'.")
    if (profiles.some(profile => profile.subject_token_type === body.subject_token_type))
      throw new ManagementError(
        409,
        'profile_conflict',
        'A profile with this subject_token_type already exists.',
      )
    const now = tenant.now().toISOString()
    const id = `tep_${randomBytes(8).toString('hex')}`
    const profile: JsonObject = { id, ...body, created_at: now, updated_at: now }
    profiles.push(profile)
    return c.json(profile, 201)
  })

  app.get('/:id', needs('read:token_exchange_profiles'), c => c.json(existing(tenant, c.req.param('id'))))

  app.patch('/:id', needs('update:token_exchange_profiles'), async c => {
    const patch = await readBody(c, update)
    const updated_at = tenant.now().toISOString()
    const profile = existing(tenant, c.req.param('id'))
    return c.json(Object.assign(profile, JSON.parse(JSON.stringify(patch)), { updated_at }))
  })

  app.delete('/:id', needs('delete:token_exchange_profiles'), c => {
    const { state } = tenant
    state.token_exchange_profiles = state.token_exchange_profiles.filter(({ id }) => id !== c.req.param('id'))
    return c.body(null, 204)
  })

  return app
}

function existing(tenant: Tenant, id: string): JsonObject {
  const profile = tenant.state.token_exchange_profiles.find(candidate => candidate.id === id)
  if (!profile)
    throw notFound('inexistent_token_exchange_profile', 'The token exchange profile does not exist.')
  return profile
}
