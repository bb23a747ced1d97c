import { Hono } from 'hono'
import { adminFrameWords } from '../../../words/admin/frame/words.ts'
import { listPage } from '../../api/list-page.ts'
import { toFilter } from '../../api/to-filter.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { renderAdminPage } from '../frame/render-admin-page.ts'

/** `GET /admin/invitations`: the invitations that this person may see. */
export function createTableRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>().get('/', async c => {
    const admin = c.get('admin')
    const filter = toFilter({}, admin.caller)
    const { invitations } = await listPage(deps, admin.caller, { filter, take: 50, after: undefined })
    const { areas } = adminFrameWords(admin.site.locale)
    return renderAdminPage(
      c,
      <AdminPage admin={admin} title={areas.invitations} area="/admin/invitations">
        <ul>
          {invitations.map(({ id }) => (
            <li>{id}</li>
          ))}
        </ul>
      </AdminPage>,
    )
  })
}
