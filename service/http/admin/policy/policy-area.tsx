import { Hono } from 'hono'
import { scopeOf } from '../../../invitations/model/caller.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import type { AdminArea } from '../navigation.ts'
import { OwnPolicy } from './own-policy.tsx'
import { PolicyOfAll } from './policy-of-all.tsx'

/** `/admin/policy`: what this person may do; for administrators also what holds for everybody. */
export function createPolicyArea(): AdminArea {
  return {
    path: '/policy',
    permissions: ['create:invitations'],
    label: 'policy',
    createRoutes: createPolicyRoutes,
  }
}

function createPolicyRoutes({ describePolicy, policy }: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>().get('/', async c => {
    const admin = c.get('admin')
    const { locale } = admin.site
    const { title, lead } = messagesFor(locale).policy
    const view = await describePolicy(admin.caller)
    return renderAdminPage(
      c,
      <AdminPage admin={admin} title={title} area="/admin/policy" lead={lead}>
        <OwnPolicy view={view} policy={policy} locale={locale} />
        {scopeOf(admin.caller) === undefined && <PolicyOfAll policy={policy} locale={locale} />}
      </AdminPage>,
    )
  })
}
