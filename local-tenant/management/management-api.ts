import { Hono } from 'hono'
import { isCanonical } from '../domain.ts'
import shapesFile from '../recorded/shapes.json' with { type: 'json' }
import type { PreUserRegistration, Tenant } from '../tenant.ts'
import { createAbsentFeatureRoutes } from './absent-features.ts'
import { createActionTriggerRoutes } from './actions/action-triggers.ts'
import { createActionRoutes } from './actions/actions.ts'
import { authenticate, type ManagementEnv } from './bearer.ts'
import { createBrandingRoutes } from './branding.ts'
import { createClientGrantRoutes } from './client-grants.ts'
import { createClientRoutes } from './clients.ts'
import { createConnectionRoutes } from './connections.ts'
import { createCustomDomainRoutes } from './custom-domains.ts'
import { createLogRoutes } from './logs.ts'
import { answerError, ManagementError, notFound } from './management-error.ts'
import { createOrganizationClientRoutes } from './organization-clients.ts'
import { createOrganizationConnectionRoutes } from './organizations/organization-connections.ts'
import { createOrganizationInvitationRoutes } from './organizations/organization-invitations.ts'
import { createOrganizationMemberRoutes } from './organizations/organization-members.ts'
import { createOrganizationRoutes } from './organizations/organizations.ts'
import { createPromptRoutes } from './prompts.ts'
import { injectFault, limitRate } from './rate-limit.ts'
import { createResourceServerRoutes } from './resource-servers.ts'
import { createRoleRoutes } from './roles.ts'
import { createScimConfigurationRoutes } from './scim-configuration.ts'
import {
  createAttackProtectionRoutes,
  createEmailProviderRoutes,
  createEmailTemplateRoutes,
  createTenantRoutes,
} from './settings.ts'
import { createTokenExchangeProfileRoutes } from './token-exchange-profiles.ts'
import {
  createDeviceCredentialRoutes,
  createRefreshTokenRoutes,
  createSessionRoutes,
} from './users/sessions.ts'
import { createTicketRoutes } from './users/tickets.ts'
import { createUserBelongingRoutes } from './users/user-belongings.ts'
import { createUserIdentityRoutes } from './users/user-identities.ts'
import { createUserImportRoutes } from './users/user-imports.ts'
import { createUserPermissionRoutes } from './users/user-permissions.ts'
import { createUserRoleRoutes } from './users/user-roles.ts'
import { createUserSearchRoutes, createUsersByEmailRoutes } from './users/user-search.ts'
import { createUserRoutes } from './users/users.ts'

const absent = shapesFile.absent.map(
  endpoint => new RegExp(`^${endpoint.replace(' /', ' /api/v2/').replace(/\{\w+\}/g, '[^/]+')}$`),
)

function isRecorded(method: string, path: string): boolean {
  return absent.some(pattern => pattern.test(`${method} ${path}`))
}

/**
 * Auth0's Management API v2, as far as the deploy CLI and a service need it. On the canonical domain only; whatever
 * is not here names itself, so that a gap is seen: with 501 where the endpoint was recorded of real tenants or would
 * write, with 404 where it would only read.
 */
export function createManagementApi(
  tenant: Tenant,
  preUserRegistration: PreUserRegistration,
): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  app.onError(answerError)
  app.use(async (c, next) => {
    if (!isCanonical(c.req.url))
      throw notFound('not_found', 'The Management API is on the canonical domain only.')
    await next()
  })
  app.use(injectFault(tenant), limitRate(tenant), authenticate(tenant))

  app.route('/users', createUserSearchRoutes(tenant))
  app.route('/users', createUserRoutes(tenant, preUserRegistration))
  app.route('/users', createUserRoleRoutes(tenant))
  app.route('/users', createUserPermissionRoutes(tenant))
  app.route('/users', createUserBelongingRoutes(tenant))
  app.route('/users', createUserIdentityRoutes(tenant))
  app.route('/sessions', createSessionRoutes(tenant))
  app.route('/refresh-tokens', createRefreshTokenRoutes(tenant))
  app.route('/device-credentials', createDeviceCredentialRoutes(tenant))
  app.route('/users-by-email', createUsersByEmailRoutes(tenant))
  app.route('/roles', createRoleRoutes(tenant))
  app.route('/organizations', createOrganizationRoutes(tenant))
  app.route('/organizations', createOrganizationMemberRoutes(tenant))
  app.route('/organizations', createOrganizationConnectionRoutes(tenant))
  app.route('/organizations', createOrganizationClientRoutes(tenant))
  app.route('/organizations', createOrganizationInvitationRoutes(tenant))
  app.route('/tickets', createTicketRoutes(tenant))
  app.route('/logs', createLogRoutes(tenant))
  app.route('/clients', createClientRoutes(tenant))
  app.route('/client-grants', createClientGrantRoutes(tenant))
  app.route('/resource-servers', createResourceServerRoutes(tenant))
  app.route('/connections', createConnectionRoutes(tenant))
  app.route('/connections', createScimConfigurationRoutes(tenant))
  app.route('/jobs', createUserImportRoutes(tenant, preUserRegistration))
  app.route('/actions/triggers', createActionTriggerRoutes(tenant))
  app.route('/actions', createActionRoutes(tenant))
  app.route('/token-exchange-profiles', createTokenExchangeProfileRoutes(tenant))
  app.route('/prompts', createPromptRoutes(tenant))
  app.route('/branding', createBrandingRoutes(tenant))
  app.route('/custom-domains', createCustomDomainRoutes(tenant))
  app.route('/tenants', createTenantRoutes(tenant))
  app.route('/attack-protection', createAttackProtectionRoutes(tenant))
  app.route('/emails', createEmailProviderRoutes(tenant))
  app.route('/email-templates', createEmailTemplateRoutes(tenant))
  app.route('/', createAbsentFeatureRoutes())

  app.all('*', c => {
    const message = `The local tenant has no ${c.req.method} ${c.req.path}.`
    // The deploy CLI takes a 404 for a feature that the tenant has not, and tries again after anything else.
    if (c.req.method === 'GET' && !isRecorded(c.req.method, c.req.path)) throw notFound('not_found', message)
    throw new ManagementError(501, 'not_implemented', message)
  })
  return app
}
