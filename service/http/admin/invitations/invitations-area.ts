import { Hono } from 'hono'
import type { AdminEnv } from '../admin-env.ts'
import type { AdminArea } from '../navigation.ts'
import { createBulkOperationRoutes } from './bulk-operation-routes.tsx'
import { createEditRoutes } from './edit-routes.tsx'
import { createInvitationRoutes } from './invitation-routes.tsx'
import { createSelectionRoutes } from './selection-routes.tsx'
import { createTableRoutes } from './table-routes.tsx'

/** `/admin/invitations`: the table, one invitation, and what can be done with them. */
export function createInvitationsArea(): AdminArea {
  return {
    path: '/invitations',
    permissions: ['read:invitations'],
    label: 'invitations',
    createRoutes: deps =>
      new Hono<AdminEnv>()
        .route('/', createTableRoutes(deps))
        .route('/', createSelectionRoutes(deps))
        .route('/', createBulkOperationRoutes(deps))
        .route('/', createEditRoutes(deps))
        .route('/', createInvitationRoutes(deps)),
  }
}
