import { type Context, Hono } from 'hono'
import { isOwn } from '../../../invitations/manage/find-own.ts'
import { toInvitation } from '../../../invitations/model/invitation.ts'
import { InvitationError } from '../../../invitations/model/invitation-error.ts'
import { ManagementError } from '../../../management/management-api.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import { listPage } from '../../api/list-page.ts'
import { toInvitationsJson } from '../../api/to-invitations-json.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import { readTtl } from '../parts/read-ttl.ts'
import { type Action, applyAction, bulkActions, isAllowed, MAX_SELECTED } from './actions.ts'
import { showBulkOperationQuestion } from './bulk-operation-routes.tsx'
import { type Failure, NothingSelectedPage, SelectionPage, SelectionResultPage } from './selection-pages.tsx'
import { findTableFilter, readTableAddress, type TableState, toTableAddress } from './table-state.ts'

/** What is done with several invitations: first a page that says what will happen, then one that says what has. */
export function createSelectionRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>()
    .post('/selected', async c => {
      const { action, ids, state, isMatching } = await readSelection(c)
      const admin = c.get('admin')
      const invitations = isMatching ? await findMatching(deps, c, state) : await findSelected(deps, c, ids)
      const back = toTableAddress(state)
      if (!action || invitations.length === 0)
        return renderAdminPage(c, <NothingSelectedPage admin={admin} back={back} />, { status: 422 })
      if (invitations.length > MAX_SELECTED) return showBulkOperationQuestion(c, deps, { action, state })
      return renderAdminPage(
        c,
        <SelectionPage
          admin={admin}
          action={action}
          back={back}
          invitations={invitations}
          policy={deps.policy}
        />,
      )
    })
    .post('/selected/:action', async c => {
      const { action, ids, ttlSeconds, state } = await readSelection(c)
      const admin = c.get('admin')
      const back = toTableAddress(state)
      const invitations = await findSelected(deps, c, ids)
      if (!action || invitations.length === 0)
        return renderAdminPage(c, <NothingSelectedPage admin={admin} back={back} />, { status: 422 })
      const failures: Failure[] = []
      // One after the other: each is a transaction, and what fails says so for itself alone.
      for (const invitation of invitations) {
        const failure = await tryTo(deps, c, { action, invitation, ttlSeconds })
        if (failure) failures.push({ invitation, reason: failure })
      }
      const done = invitations.length - failures.length
      return renderAdminPage(
        c,
        <SelectionResultPage admin={admin} action={action} back={back} done={done} failures={failures} />,
      )
    })
}

/** Undefined for an action that does not exist, or that this person may not do. */
async function readSelection(c: Context<AdminEnv>) {
  const form = await c.req.parseBody({ all: true })
  const asked = c.req.param('action') ?? form.action
  const action = bulkActions.find(({ name }) => name === asked)
  const ids = [form.id ?? []].flat().filter(id => typeof id === 'string')
  return {
    action: action && isAllowed(action, c.get('admin').caller) ? action : undefined,
    ids: [...new Set(ids)].slice(0, MAX_SELECTED),
    ttlSeconds: readTtl(form.ttl),
    /** The state of the table that the selection comes from. */
    state: readTableAddress(form.query),
    /** All of its rows are meant. */
    isMatching: form.matching === 'all',
  }
}

/** All that a table has, on every page: as many as can be done at once, and one to tell that there are more. */
async function findMatching(
  deps: AdminDeps,
  c: Context<AdminEnv>,
  state: TableState,
): Promise<InvitationJson[]> {
  const { caller } = c.get('admin')
  const { sort, order } = state
  const page = { filter: findTableFilter(state, caller), take: MAX_SELECTED + 1, after: undefined }
  return (await listPage(deps, caller, { ...page, sort, order })).invitations
}

/** Those of them that are there, and this person's own. */
async function findSelected(deps: AdminDeps, c: Context<AdminEnv>, ids: string[]): Promise<InvitationJson[]> {
  const { caller } = c.get('admin')
  const rows = await Promise.all(ids.map(id => deps.ledger.findInvitation(id)))
  const own = rows.filter(row => row !== undefined).filter(row => isOwn(row, caller))
  return toInvitationsJson(deps, caller, own.map(toInvitation))
}

interface Attempt {
  action: Action
  invitation: InvitationJson
  ttlSeconds: number | undefined
}

async function tryTo(
  deps: AdminDeps,
  c: Context<AdminEnv>,
  { action, invitation, ttlSeconds }: Attempt,
): Promise<Failure['reason'] | undefined> {
  try {
    await applyAction(deps, { action: action.name, id: invitation.id, ttlSeconds }, c.get('admin').caller)
    return undefined
  } catch (error) {
    if (error instanceof InvitationError) return error.code
    if (error instanceof ManagementError) return 'unavailable'
    throw error
  }
}
