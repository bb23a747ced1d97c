import { Hono } from 'hono'
import { z } from 'zod'
import { RefusedWrite } from './metadata.ts'
import type { RequestCounts } from './request-counts.ts'
import { type SeedConnection, type SeedUser, seedConnection, seedUser } from './seed.ts'
import type { TenantState } from './state.ts'
import { defaultSwitches, type Switches } from './switches.ts'
import type { Tenant } from './tenant.ts'

const stateFile = z.looseObject({
  signing_key: z.looseObject({}),
  users: z.array(z.json()),
  clients: z.array(z.json()),
})

/** `/__control`: what a test does to the tenant from outside. Not part of Auth0. */
export function createControlApi(tenant: Tenant, requests: RequestCounts): Hono {
  const app = new Hono()

  app.get('/state', c => c.json(tenant.state))

  app.put('/state', async c => {
    const body: unknown = await c.req.json()
    const result = stateFile.safeParse(body)
    if (!result.success) return c.text('This is not a state of the local tenant.', 400)
    // Checked only as far as telling a state from anything else: it comes from GET /state.
    tenant.restore(body as TenantState)
    return c.body(null, 204)
  })

  app.get('/switches', c => c.json(tenant.switches))

  app.patch('/switches', async c => {
    const patch: Partial<Switches> = await c.req.json()
    const unknown = Object.keys(patch).filter(name => !(name in defaultSwitches()))
    if (unknown.length > 0) return c.text(`There is no switch ${unknown.join(', ')}.`, 400)
    Object.assign(tenant.switches, patch)
    return c.json(tenant.switches)
  })

  app.post('/users', async c => {
    try {
      return c.json(seedUser(tenant, await c.req.json<SeedUser>()), 201)
    } catch (error) {
      if (error instanceof RefusedWrite) return c.text(error.message, 400)
      throw error
    }
  })

  app.post('/connections', async c => c.json(seedConnection(tenant, await c.req.json<SeedConnection>()), 201))

  app.get('/requests', c => c.json(requests.counts))

  app.delete('/mailbox', c => {
    tenant.state.mails = []
    tenant.state.sms = []
    return c.body(null, 204)
  })

  /** Switches to their defaults, counts and mailbox to nothing; users and configuration stay. */
  app.post('/reset', c => {
    Object.assign(tenant.switches, defaultSwitches())
    requests.reset()
    tenant.state.mails = []
    tenant.state.sms = []
    return c.body(null, 204)
  })

  return app
}
