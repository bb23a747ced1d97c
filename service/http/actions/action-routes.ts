import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import type { PingResponse } from '../../../contract/calls.ts'
import type { Gate } from '../../../contract/gate.ts'
import type { InvitationUseCases } from '../../invitations/use-cases.ts'
import { ApiError } from '../api/api-error.ts'
import { readJson } from '../api/read-json.ts'
import type { HttpEnv } from '../http-env.ts'
import { limitBody } from '../limit-body.ts'
import { noteOutcome } from '../request-log.ts'
import { admissionRequest, redemptionRequest } from './call-schemas.ts'

/** What the largest event can make of a call (actions/redemption-request.ts), if each of its characters is escaped. */
export const MAX_BODY_BYTES = 256 * 1024

export interface ActionRoutesDeps {
  readonly actionKeys: readonly string[]
  readonly invitations: Pick<InvitationUseCases, 'admit' | 'redeem'>
  readonly gate: Pick<Gate, 'fingerprint' | 'mode'>
  readonly publicUrl: string
  readonly tenantDomain: string
  readonly apiAudience: string
  /** The id of the key that signs handoffs; the Actions have its public half. */
  readonly handoffKeyId: string
}

/**
 * The two calls that the tenant's Actions make, and the one of a deployment, which has their key; paths as in
 * `contract/calls.ts`. Answers are always 200 or an error.
 */
export function createActionRoutes(deps: ActionRoutesDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .use(createActionKeyGuard(deps.actionKeys))
    .use(limitBody({ maxSize: MAX_BODY_BYTES, onError: refuseBody }))
    .post('/admission', async c => {
      const request = parse(admissionRequest, await readJson(c))
      const answer = await deps.invitations.admit(request)
      const code = answer.outcome === 'refused' ? answer.code : undefined
      noteOutcome({ outcome: answer.outcome, code, connection: request.connection.strategy })
      return c.json(answer)
    })
    .post('/redemption', async c => {
      const request = parse(redemptionRequest, await readJson(c))
      const answer = await deps.invitations.redeem(request)
      const code = answer.outcome === 'refused' ? answer.code : undefined
      const { strategy } = request.connection ?? {}
      noteOutcome({ outcome: answer.outcome, code, connection: strategy, user: request.user.user_id })
      return c.json(answer)
    })
    .post('/ping', c => c.json(toPing(deps)))
}

function toPing({
  gate,
  publicUrl,
  tenantDomain,
  apiAudience,
  handoffKeyId,
}: ActionRoutesDeps): PingResponse {
  return {
    gate: gate.fingerprint,
    mode: gate.mode,
    public_url: publicUrl,
    tenant: tenantDomain,
    api_audience: apiAudience,
    handoff_key: handoffKeyId,
  }
}

/** Says which field is wrong, never what was in it. */
function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.join('.') || 'body'
  throw new ApiError('invalid_field', `The field ${field} is not valid.`, { field })
}

function refuseBody(): never {
  throw new ApiError('body_too_large', 'The body is too large.')
}

/** Lets only the tenant's Actions through: `Authorization: Bearer <action key>`, one of the keys in use. */
function createActionKeyGuard(keys: readonly string[]): MiddlewareHandler<HttpEnv> {
  const known = keys.map(digest)
  return async (c, next) => {
    const presented = digest(/^Bearer ([^\s]+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '')
    // constant time: digests have one length, and every key is compared whatever the first one says.
    const matches = known.filter(key => timingSafeEqual(key, presented))
    if (matches.length === 0) {
      c.header('WWW-Authenticate', 'Bearer realm="guestlist actions"')
      throw new ApiError('invalid_token', 'The action key is missing or wrong.')
    }
    await next()
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
