import { Hono } from 'hono'
import type { AdminEnv } from '../admin-env.ts'
import type { AdminArea } from '../navigation.ts'
import { createInviteRoutes } from './invite-routes.tsx'
import { createPreviewRoutes } from './preview-routes.ts'

/** `/admin/invitations/new`: inviting people. */
export function createInviteArea(): AdminArea {
  return {
    path: '/invitations/new',
    permissions: ['create:invitations'],
    label: 'invite',
    createRoutes: deps =>
      new Hono<AdminEnv>().route('/', createInviteRoutes(deps)).route('/', createPreviewRoutes(deps)),
  }
}
