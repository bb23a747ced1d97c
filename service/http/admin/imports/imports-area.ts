import { Hono } from 'hono'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import type { AdminArea } from '../navigation.ts'
import { createImportRoutes } from './import-routes.tsx'
import { createUploadRoutes } from './upload-routes.tsx'

/** `/admin/imports`: files of people to invite. Open to whoever may ask the API the same. */
export function createImportsArea(): AdminArea {
  return {
    path: '/imports',
    permissions: ['create:invitations', 'read:invitations'],
    label: 'imports',
    createRoutes: deps => createRoutes(deps),
  }
}

function createRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>().route('/', createUploadRoutes(deps)).route('/', createImportRoutes(deps))
}
