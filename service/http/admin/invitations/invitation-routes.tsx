import { type Context, Hono } from 'hono'
import { InvitationError } from '../../../invitations/model/invitation-error.ts'
import { openedBefore, toEventJson, toEventViewer } from '../../../wire/event-json.ts'
import { toInvitationsJson } from '../../../wire/to-invitations-json.ts'
import type { Caller } from '../../api/access-token.ts'
import { findInvitation } from '../../api/find-invitation.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import { readTtl } from '../parts/read-ttl.ts'
import { ActionPage } from './action-page.tsx'
import { isAllowed, perform, singleActions } from './actions.ts'
import { InvitationPage } from './invitation-page.tsx'
import { NewLinkPage } from './new-link-page.tsx'

const HISTORY_SIZE = 50

/** One invitation: everything about it, and what can be done with it. "Not yours" is "not there". */
export function createInvitationRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>()
    .get('/:id', async c => {
      const admin = c.get('admin')
      const found = await findInvitation(deps, admin.caller, c.req.param('id'))
      const [invitation] = await toInvitationsJson(deps, admin.caller, [found])
      if (!invitation) return c.notFound()
      const [history, applicationName] = await Promise.all([
        findHistory(deps, invitation.id, { from: c.req.query('events'), caller: admin.caller }),
        findApplicationName(deps, invitation.client_id),
      ])
      const page = { admin, invitation, applicationName, ...history, now: deps.now() }
      return renderAdminPage(c, <InvitationPage {...page} done={c.req.query('done')} />)
    })
    .get('/:id/:action', async c => {
      const action = findAction(c)
      if (!action) return c.notFound()
      return showAction(c, deps, undefined)
    })
    .post('/:id/:action', async c => {
      const action = findAction(c)
      if (!action) return c.notFound()
      const form = await c.req.parseBody()
      const asked = { action: action.name, id: c.req.param('id'), ttlSeconds: readTtl(form.ttl) }
      try {
        const changed = await perform(deps, asked, c.get('admin').caller)
        if (action.name !== 'link')
          return c.redirect(`/admin/invitations/${changed.id}?done=${action.name}`, 303)
        // The one page that has it: it is not asked for again, and no address leads to it.
        const page = { admin: c.get('admin'), id: changed.id, link: await deps.linkOf(changed) }
        return renderAdminPage(c, <NewLinkPage {...page} />)
      } catch (error) {
        if (!(error instanceof InvitationError) || error.code === 'not_found') throw error
        return showAction(c, deps, error.code)
      }
    })
}

function findAction(c: Context<AdminEnv>) {
  const action = singleActions.find(({ name }) => name === c.req.param('action'))
  return action && isAllowed(action, c.get('admin').caller) ? action : undefined
}

/** Asks, or says why it came to nothing. Throws InvitationError `not_found`. */
async function showAction(
  c: Context<AdminEnv>,
  deps: AdminDeps,
  reason: InvitationError['code'] | undefined,
) {
  const action = findAction(c)
  const admin = c.get('admin')
  const found = await findInvitation(deps, admin.caller, c.req.param('id') ?? '')
  const [invitation] = await toInvitationsJson(deps, admin.caller, [found])
  if (!invitation || !action) return c.notFound()
  const page = { admin, action, invitation, reason, policy: deps.policy, now: deps.now() }
  return renderAdminPage(c, <ActionPage {...page} />, { status: reason ? 409 : 200 })
}

async function findHistory(
  deps: AdminDeps,
  id: string,
  { from, caller }: { from: string | undefined; caller: Caller },
) {
  const after = from && /^\d{1,15}$/.test(from) ? Number(from) : undefined
  const viewer = toEventViewer(deps, caller)
  const told = openedBefore(viewer, deps.now())
  const rows = await deps.ledger.listEvents(id, { after, take: HISTORY_SIZE + 1, openedBefore: told })
  const events = rows.slice(0, HISTORY_SIZE).map(row => toEventJson(row, viewer))
  return { events, nextEvents: rows.length > HISTORY_SIZE ? events.at(-1)?.id : undefined }
}

/** A tenant that does not answer costs the name, never the page. */
async function findApplicationName({ catalog }: AdminDeps, clientId: string | null) {
  if (clientId === null) return undefined
  const client = await catalog.client(clientId).catch(() => undefined)
  return client?.name ?? clientId
}
