import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { randomId } from '../../../invitations/model/random-id.ts'
import { ManagementError } from '../../../management/management-api.ts'
import { messagesFor } from '../../../messages/messages.ts'
import { findInvitation } from '../../api/find-invitation.ts'
import { toInvitationsJson } from '../../api/to-invitations-json.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import { findGrantableRoles } from '../parts/find-grantable-roles.ts'
import { createAccountLookup } from './account-lookup.ts'
import { checkRecipients, isLeftOut } from './check-recipients.ts'
import { toFieldsAgain } from './invite-again.ts'
import { findFault, type InviteFault, toFormFault } from './invite-fault.ts'
import { type InviteForm, readInviteForm } from './invite-form.ts'
import { InvitePage } from './invite-page.tsx'
import { InviteResultPage } from './invite-result-page.tsx'
import { readRecipients, toEntry } from './read-recipients.ts'
import { createLink, sendInvitations } from './send-invitations.ts'

const checkBody = z.strictObject({ text: z.string().max(100_000) })

/** `/admin/invitations/new`: the form for inviting, and what comes of it. */
export function createInviteRoutes(deps: AdminDeps): Hono<AdminEnv> {
  const accounts = createAccountLookup(deps)
  return new Hono<AdminEnv>()
    .get('/', async c => {
      const again = c.req.query('again')
      const fields =
        again === undefined ? { addresses: c.req.query('addresses') } : await findAgain(c, deps, again)
      return showForm(c, deps, toForm(c, fields))
    })
    .post('/', async c => {
      const { caller, site } = c.get('admin')
      const form = toForm(c, await c.req.parseBody({ all: true }))
      const recipients = readRecipients(form.addresses)
      const fault = findFault(form, recipients.length, site)
      if (fault) return showForm(c, deps, form, fault)
      const { whoever, ofDomain } = messagesFor(site.locale).invitation
      const recipient = form.kind === 'domain' ? ofDomain(form.domain) : whoever
      const sent =
        form.kind === 'personal'
          ? await sendInvitations(
              deps,
              { form, recipients },
              caller,
              one => toFormFault(one, site) !== undefined,
            )
          : [await createLink(deps, { form, recipient }, caller)]
      const [first] = sent
      const refused = first?.outcome === 'failed' ? toFormFault(first, site) : undefined
      // Nobody has been invited: the form is there to be put right.
      if (refused && sent.length === 1) return showForm(c, deps, { ...form, nonce: randomId() }, refused)
      return renderAdminPage(c, <InviteResultPage admin={c.get('admin')} sent={sent} />)
    })
    .post('/check', async c => {
      const body = checkBody.safeParse(await c.req.json().catch(() => undefined))
      if (!body.success) return c.json({ entries: [] }, 422)
      const { caller, site } = c.get('admin')
      const recipients = readRecipients(body.data.text)
      const { states, unknown, isMore } = await checkRecipients({ ...deps, accounts }, recipients, caller)
      const { state: messages, lookingUp, notLookedUp } = messagesFor(site.locale).invite
      const entries = recipients.map((recipient, index) => {
        const state = states[index] ?? 'ok'
        return { text: toEntry(recipient), state, label: messages[state], isLeftOut: isLeftOut(state) }
      })
      const note = unknown === 0 ? '' : (isMore ? lookingUp : notLookedUp)(unknown)
      return c.json({ entries, note, isMore })
    })
}

/** Throws InvitationError for an invitation that is not there, or is somebody else's. */
async function findAgain(c: Context<AdminEnv>, deps: AdminDeps, id: string) {
  const { caller } = c.get('admin')
  const [invitation] = await toInvitationsJson(deps, caller, [await findInvitation(deps, caller, id)])
  return invitation ? toFieldsAgain(invitation) : {}
}

function toForm(c: Context<AdminEnv>, fields: Record<string, unknown>): InviteForm {
  return readInviteForm(fields, { nonce: randomId(), language: c.get('admin').site.locale })
}

async function showForm(c: Context<AdminEnv>, deps: AdminDeps, form: InviteForm, fault?: InviteFault) {
  const admin = c.get('admin')
  const [roles, clients, view] = await Promise.all([
    findGrantableRoles(deps, admin.caller),
    findApplications(deps),
    deps.describePolicy(admin.caller),
  ])
  const lefts = view.limits.map(({ left }) => left)
  const left = lefts.length > 0 ? Math.min(...lefts) : undefined
  const { policy, resultUrlOrigins } = deps
  const { metadataKeys } = view
  const page = { admin, form, fault, roles, clients, left, policy, resultUrlOrigins, metadataKeys }
  return renderAdminPage(c, <InvitePage {...page} />, { status: fault ? 422 : 200 })
}

/** Those that people log in to; a tenant that does not answer costs the choice, never the form. */
async function findApplications({ catalog }: AdminDeps) {
  try {
    const clients = await catalog.clients()
    return clients.filter(({ callbacks }) => callbacks === undefined || callbacks.length > 0)
  } catch (error) {
    if (error instanceof ManagementError) return []
    throw error
  }
}
