import { type Context, Hono } from 'hono'
import { isOwn } from '../../../invitations/manage/find-own.ts'
import { toInvitation } from '../../../invitations/model/invitation.ts'
import { randomId } from '../../../invitations/model/random-id.ts'
import type { SweepRow } from '../../../ledger/schema/sweep-schema.ts'
import { toInvitationsJson } from '../../../wire/to-invitations-json.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import { readTtl } from '../parts/read-ttl.ts'
import { type Action, bulkActions, isAllowed } from './actions.ts'
import { SweepPage } from './sweep-page.tsx'
import { SweepQuestionPage } from './sweep-question-page.tsx'
import { findTableFilter, readTableAddress, type TableState, toTableAddress } from './table-state.ts'

/** What is done with all that match, in the background: its beginning, how far it is, and its end. */
export function createSweepRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>()
    .post('/sweeps', async c => {
      const { caller } = c.get('admin')
      const form = await c.req.parseBody()
      const action = bulkActions.find(({ name }) => name === form.action)
      const filter = findTableFilter(readTableAddress(form.query), caller)
      const nonce = /^[\w-]{22}$/.exec(String(form.nonce))?.[0]
      const until = /^\d{1,15}$/.test(String(form.until)) ? Number(form.until) : 0
      if (!action || !isAllowed(action, caller) || !filter || !nonce) return c.notFound()
      const asked = { filter: { ...filter, createdBefore: until + 1 }, ttlSeconds: readTtl(form.ttl) }
      const id = await deps.sweeps.begin({ nonce, action: action.name, ...asked }, caller)
      return c.redirect(`/admin/invitations/sweeps/${id}`, 303)
    })
    .get('/sweeps/:id', async c => {
      const admin = c.get('admin')
      const sweep = await deps.sweeps.find(c.req.param('id'), admin.caller)
      const examples = await findExamples(deps, c, sweep)
      return renderAdminPage(c, <SweepPage admin={admin} sweep={sweep} examples={examples} />)
    })
    .post('/sweeps/:id/stop', async c => {
      const id = c.req.param('id')
      await deps.sweeps.cancel(id, c.get('admin').caller)
      return c.redirect(`/admin/invitations/sweeps/${id}`, 303)
    })
}

/** Asks before anything is done to so many. */
export async function showSweepQuestion(
  c: Context<AdminEnv>,
  deps: AdminDeps,
  { action, state }: { action: Action; state: TableState },
) {
  const admin = c.get('admin')
  const filter = findTableFilter(state, admin.caller)
  const now = deps.now()
  const count = filter ? (await deps.ledger.countInvitations(filter, now)).total : 0
  const page = {
    admin,
    action,
    count,
    now,
    back: toTableAddress(state),
    nonce: randomId(),
    policy: deps.policy,
  }
  return renderAdminPage(c, <SweepQuestionPage {...page} />)
}

async function findExamples(deps: AdminDeps, c: Context<AdminEnv>, sweep: SweepRow) {
  const { caller } = c.get('admin')
  const pairs = JSON.parse(sweep.examples) as [id: string, reason: string][]
  const rows = await Promise.all(pairs.map(([id]) => deps.ledger.findInvitation(id)))
  const own = rows.filter(row => row !== undefined).filter(row => isOwn(row, caller))
  const invitations = await toInvitationsJson(deps, caller, own.map(toInvitation))
  const reasons = new Map(pairs)
  return invitations.map(invitation => ({ invitation, reason: reasons.get(invitation.id) ?? '' }))
}
