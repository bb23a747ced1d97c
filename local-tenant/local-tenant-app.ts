import { Hono } from 'hono'
import { createControlApi } from './control/control-api.ts'
import { createRequestCounts } from './control/request-counts.ts'
import { allowOrigins, corsPaths } from './login/cors.ts'
import { createManagementApi } from './management/management-api.ts'
import { createMailApi } from './messages/mail-api.ts'
import { createMailbox } from './messages/mailbox-page.tsx'
import { createSmsPage } from './messages/sms-page.tsx'
import { createTokenRoutes } from './oauth-token.ts'
import { createScimRoutes } from './scim/scim-users.ts'
import type { PreUserRegistration, Tenant } from './tenant.ts'

export interface LocalTenantParts {
  /** Runs the Pre-User-Registration Actions for users that the Management API makes. */
  preUserRegistration: PreUserRegistration
  /** `/authorize`, Universal Login, tokens, discovery. */
  loginApp?: Hono
}

/** Everything that the tenant answers, on both of its domains; which one it is, the request's scheme says. */
export function createLocalTenantApp(
  tenant: Tenant,
  { preUserRegistration, loginApp }: LocalTenantParts,
): Hono {
  const app = new Hono()
  const requests = createRequestCounts()
  app.route('/__control', createControlApi(tenant, requests))
  app.use(requests.middleware)
  app.route('/api/v2', createManagementApi(tenant, preUserRegistration))
  for (const path of corsPaths) app.use(path, allowOrigins(tenant))
  app.route('/', createScimRoutes(tenant))
  app.route('/', createTokenRoutes(tenant))
  app.route('/', createMailApi(tenant))
  app.route('/', createMailbox(tenant))
  app.route('/', createSmsPage(tenant))
  if (loginApp) app.route('/', loginApp)
  app.notFound(c => c.text(`The local tenant has no ${c.req.method} ${c.req.path}.`, 404))
  return app
}

/** The verdict of a tenant without Actions. */
export const admitEverybody: PreUserRegistration = async () => ({
  outcome: 'admitted',
  user_metadata: {},
  app_metadata: {},
})
