import { Hono } from 'hono'
import type { Json } from '../state.ts'
import type { ManagementEnv } from './bearer.ts'
import { ManagementError } from './management-error.ts'

/** Retired by Auth0, closed to new tenants. */
const retired = ['/rules', '/rules-configs', '/hooks']

/** What a tenant that never used a feature answers: `a0deploy export` asks for all of them. */
const empty: Record<string, Json> = {
  '/connections-directory-provisionings': { directory_provisionings: [] },
  '/guardian/policies': [],
  '/branding/phone/providers': { providers: [] },
  '/branding/phone/templates': { templates: [] },
  '/log-streams': [],
  '/self-service-profiles': { start: 0, limit: 50, total: 0, self_service_profiles: [] },
  '/event-streams': { eventStreams: [] },
  '/flows': { start: 0, limit: 50, total: 0, flows: [] },
  '/flows/vault/connections': { start: 0, limit: 50, total: 0, connections: [] },
  '/forms': { start: 0, limit: 50, total: 0, forms: [] },
  '/supplemental-signals': { akamai_enabled: false },
}

/** Features that the local tenant does not have: reading them is answered as an empty tenant does, no more. */
export function createAbsentFeatureRoutes(): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  for (const path of retired) {
    app.get(path, () => {
      throw new ManagementError(403, 'deprecated_feature', 'This is a deprecated feature.')
    })
  }
  for (const [path, answer] of Object.entries(empty)) app.get(path, c => c.json(answer))
  return app
}
