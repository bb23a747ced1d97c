import type { AdminArea } from '../navigation.ts'
import { createTableRoutes } from './table-routes.tsx'

/** `/admin/invitations`: the table, one invitation, and what can be done with them. */
export function createInvitationsArea(): AdminArea {
  return {
    path: '/invitations',
    permissions: ['read:invitations'],
    label: 'invitations',
    createRoutes: createTableRoutes,
  }
}
