import { type Context, Hono } from 'hono'
import type { InvitationChanges } from '../../../invitations/model/invitation-changes.ts'
import { InvitationError } from '../../../invitations/model/invitation-error.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import { updateInvitationBody } from '../../../wire/update-invitation-body.ts'
import { ApiError } from '../../api/api-error.ts'
import { findInvitation } from '../../api/find-invitation.ts'
import { parseFields } from '../../api/parse-fields.ts'
import { toInvitationsJson } from '../../api/to-invitations-json.ts'
import { toInvitationChanges } from '../../api/to-new-invitation.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import { findGrantableRoles } from '../parts/find-grantable-roles.ts'
import { readTtl } from '../parts/read-ttl.ts'
import { EditPage } from './edit-page.tsx'

/** `/admin/invitations/:id/edit`: what the API's edit can change, of what people change. */
export function createEditRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>()
    .get('/:id/edit', async c => showEdit(c, deps, undefined))
    .post('/:id/edit', async c => {
      const { caller } = c.get('admin')
      const id = c.req.param('id')
      if (!caller.permissions.has('update:invitations')) return c.notFound()
      const form = await c.req.parseBody({ all: true })
      const again = (reason: InvitationError['code']) => showEdit(c, deps, { reason, form })
      try {
        const before = await findOne(c, deps)
        // Also where nothing was changed: whoever presses "Save" is told when the invitation is over by now.
        await deps.invitations.edit(id, toChanges(form, before), caller)
        return c.redirect(`/admin/invitations/${id}?done=edit`, 303)
      } catch (error) {
        return again(toReason(error))
      }
    })
}

/** What the form says about it. Throws whatever the form cannot mend. */
function toReason(error: unknown): InvitationError['code'] {
  if (error instanceof ApiError && error.code === 'invalid_field')
    return error.field === 'invitee.email' ? 'invalid_address' : 'invalid_text'
  if (error instanceof InvitationError && error.code !== 'not_found') return error.code
  throw error
}

async function findOne(c: Context<AdminEnv>, deps: AdminDeps): Promise<InvitationJson> {
  const { caller } = c.get('admin')
  const found = await findInvitation(deps, caller, c.req.param('id') ?? '')
  const [invitation] = await toInvitationsJson(deps, caller, [found])
  if (!invitation) throw new InvitationError('not_found', undefined, 'There is no such invitation.')
  return invitation
}

/** What somebody has filled in, and why it came to nothing. */
interface Attempt {
  readonly reason: InvitationError['code']
  readonly form: Record<string, unknown>
}

async function showEdit(c: Context<AdminEnv>, deps: AdminDeps, attempt: Attempt | undefined) {
  const admin = c.get('admin')
  if (!admin.caller.permissions.has('update:invitations')) return c.notFound()
  const now = await findOne(c, deps)
  const invitation = attempt ? { ...now, ...readTyped(attempt.form, now) } : now
  const roles = await findGrantableRoles(deps, admin.caller)
  const { reason } = attempt ?? {}
  const page = { admin, invitation, roles, reason, policy: deps.policy }
  return renderAdminPage(c, <EditPage {...page} />, { status: reason ? 422 : 200 })
}

/** Only what the person has changed: an edit of the rest would make them answer for it. Throws ApiError. */
function toChanges(form: Record<string, unknown>, before: InvitationJson): InvitationChanges {
  const { invitee, message, locale, roles: next } = readTyped(form, before)
  const { email } = invitee
  const isSame = next.length === before.roles.length && before.roles.every(role => next.includes(role))
  const body = parseFields(updateInvitationBody, {
    ...(email && email !== before.invitee.email && { invitee: { email } }),
    ...(message !== before.message && { message }),
    ...(locale !== before.locale && { locale }),
    ...(!isSame && { roles: next }),
    ...(readTtl(form.ttl) !== undefined && { ttl_sec: readTtl(form.ttl) }),
  })
  const changes = Object.entries(toInvitationChanges(body)).filter(([, value]) => value !== undefined)
  return Object.fromEntries(changes)
}

/** The fields as they were typed; an address that was not sent stays as it is. */
function readTyped(form: Record<string, unknown>, before: InvitationJson) {
  const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '')
  const roles = [form.roles ?? []].flat().map(String).filter(Boolean)
  const kept = before.roles.filter(role => [form.kept_roles ?? []].flat().includes(role))
  return {
    invitee: { ...before.invitee, email: text('email') || before.invitee.email },
    message: text('message') || null,
    locale: text('locale') || null,
    roles: [...new Set([...kept, ...roles])],
  }
}
