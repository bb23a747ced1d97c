import { Hono } from 'hono'
import { type ActionRoutesDeps, createActionRoutes } from './actions/action-routes.ts'
import { adminAreas } from './admin/admin-areas.ts'
import type { AdminDeps } from './admin/admin-deps.ts'
import { createAdminRoutes } from './admin/admin-routes.tsx'
import type { ApiDeps } from './api/api-deps.ts'
import { createApiRoutes } from './api/api-routes.ts'
import { createDocument } from './api/openapi/create-document.ts'
import { operations } from './api/operations.ts'
import { serveAssets } from './assets/asset.ts'
import type { Assets } from './assets/assets.ts'
import { createDeliveryReportRoutes, type DeliveryReportDeps } from './deliveries/delivery-report-routes.ts'
import { createErrorHandler, createNotFoundHandler } from './error-handler.tsx'
import { createFormerAddresses } from './former-addresses.ts'
import { createHealthRoutes, type HealthDeps } from './health.ts'
import type { HttpEnv } from './http-env.ts'
import { createAcceptRoutes } from './invitee/accept-routes.tsx'
import { createAddressRoutes } from './invitee/address-routes.tsx'
import { createCallbackRoutes } from './invitee/callback-routes.tsx'
import { createCodeRoutes } from './invitee/code-routes.tsx'
import { createDeclineRoutes } from './invitee/decline-routes.tsx'
import type { InviteeDeps } from './invitee/invitee-deps.ts'
import { createJoinedRoutes } from './invitee/joined-routes.tsx'
import { createOpenRoutes } from './invitee/open-routes.tsx'
import { createRefusedRoutes } from './invitee/refused-routes.tsx'
import { createRenewRoutes } from './invitee/renew-routes.tsx'
import { createSeenLinkRoutes } from './invitee/seen-link-routes.tsx'
import { leadOn } from './lead-on.ts'
import { limitForm } from './limit-body.ts'
import { refuseUnknownRoutes } from './machine-paths.ts'
import { createMemberRoutes } from './members/member-routes.tsx'
import type { MembersDeps } from './members/members-deps.ts'
import { createLanguageMemory } from './pages/language.ts'
import { createReferenceRoutes } from './reference/reference-routes.tsx'
import { createRequestIds, createRequestLog } from './request-log.ts'
import { createSameOrigin } from './same-origin.ts'
import { createSecurityHeaders, noStore } from './security-headers.ts'

/** A form of ours holds a sealed handle, and at most some fields of a profile. */
const FORM_LIMITS = { maxSize: 64 * 1024, maxFields: 200 }

/** Everything that the areas of the application need. */
export type AppDeps = {
  readonly loginOrigin: string
  readonly formerPublicUrls: readonly string[]
  readonly assets: Assets
} & ApiDeps &
  ActionRoutesDeps &
  DeliveryReportDeps &
  HealthDeps &
  InviteeDeps &
  AdminDeps &
  MembersDeps

/** Creates the service's HTTP application: one area, one `route`. */
export function createApp(deps: AppDeps): Hono<HttpEnv> {
  return (
    new Hono<HttpEnv>()
      .onError(createErrorHandler(deps))
      .notFound(createNotFoundHandler(deps))
      .use(createRequestIds())
      .use(createRequestLog(deps.log, deps.now))
      .use(createSecurityHeaders())
      .use(noStore)
      .use(createFormerAddresses(deps))
      .use(leadOn(deps))
      .route('/', createMachineRoutes(deps))
      .route('/', serveAssets(deps.assets.files))
      .route('/', createAdminRoutes(deps, adminAreas))
      // Members come before the invitees' pages, whose rules would hold for all paths after them.
      .route('/', createMemberRoutes(deps))
      .route('/', createPageRoutes(deps))
  )
}

/** What programs ask: whatever else they ask below these paths is refused before it comes to the pages. */
function createMachineRoutes(deps: AppDeps): Hono<HttpEnv> {
  const { brand } = deps
  const routes = new Hono<HttpEnv>()
    .route('/health', createHealthRoutes(deps))
    .route('/', createApiRoutes(operations, deps))
    .route('/', createReferenceRoutes({ brand, createDocument: () => createDocument(operations, deps) }))
    .route('/actions', createActionRoutes(deps))
    .route('/deliveries', createDeliveryReportRoutes(deps))
  return new Hono<HttpEnv>().use(refuseUnknownRoutes(routes.routes)).route('/', routes)
}

/** The invitee's pages. */
function createPageRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return (
    new Hono<HttpEnv>()
      .use(createLanguageMemory(deps))
      .use(createSameOrigin(deps))
      .use(limitForm(FORM_LIMITS))
      // Codes come before the route of links, which would take their path for a token.
      .route('/', createCodeRoutes(deps))
      .route('/', createOpenRoutes(deps))
      .route('/', createAcceptRoutes(deps))
      .route('/', createDeclineRoutes(deps))
      .route('/', createAddressRoutes(deps))
      .route('/', createRenewRoutes(deps))
      .route('/', createSeenLinkRoutes(deps))
      .route('/', createCallbackRoutes(deps))
      .route('/', createJoinedRoutes(deps))
      .route('/', createRefusedRoutes(deps))
  )
}
