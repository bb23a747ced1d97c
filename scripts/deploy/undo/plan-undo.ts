import { firstState } from '../backup.ts'
import { isObject, type Json, type JsonObject, toTexts } from '../json.ts'
import { removeField } from '../merge-tenant.ts'
import { APPLICATION_MARK, findApplication, findGrant } from '../plan/plan-applications.ts'
import { isOurAction } from '../plan/plan-flows.ts'
import type { ExistingTenant } from '../read-tenant.ts'
import type { TenantFiles } from '../tenant-files.ts'
import { planApiRemoval, planRoleRemovals } from './plan-undo-api.ts'
import type { Removal, UndoFacts, UndoPlan } from './removal.ts'

/**
 * Decides how a tenant gets back to what it was. Sign-up that was opened is closed first, while the gate is still bound;
 * then the Actions are unbound, so that everybody is let in again; the rest follows. With `gateOnly` it ends there.
 */
export function planUndo(facts: UndoFacts, gateOnly: boolean): UndoPlan {
  const first = [planSignUp(facts), planBindings(facts)]
  const rest = [
    planPartials,
    planPageTemplate,
    planConnections,
    planGrants,
    planApplications,
    planRoleRemovals,
    planApiRemoval,
    planActions,
  ]
  const plans = gateOnly ? first : [...first, ...rest.map(plan => plan(facts))]
  return {
    removals: plans.flatMap(({ removals }) => removals),
    kept: plans.flatMap(({ kept }) => kept),
  }
}

function planSignUp({ existing, backups }: UndoFacts): UndoPlan {
  const removals = existing.connections.flatMap(({ id, name, details }): Removal[] => {
    const before = firstState(backups, 'sign_up', name)
    const wasClosed = isObject(before) && before.disable_signup === true
    if (!wasClosed || details?.options?.disable_signup === true) return []
    return [{ kind: 'sign_up', word: 'RESTORED', title: `sign-up of "${name}": closed, as it was`, id }]
  })
  return { removals, kept: [] }
}

function planBindings({ files, existing }: UndoFacts): UndoPlan {
  const removals = Object.entries(existing.bindings).flatMap(([trigger, seen]): Removal[] => {
    const names = new Set(files.bindings[trigger]?.map(({ action_name }) => action_name))
    const others = seen.filter(({ action_name }) => !names.has(action_name))
    if (others.length === seen.length) return []
    const left = others.map(({ action_name }) => action_name).join(', ') || 'none'
    const title = `Actions of ${trigger}: ${left}`
    return [{ kind: 'bindings', word: 'RESTORED', title, trigger, others, seen }]
  })
  return { removals, kept: [] }
}

function planPartials({ existing }: UndoFacts): UndoPlan {
  if (typeof existing.partials === 'string') return { removals: [], kept: [] }
  const removals = Object.entries(existing.partials).flatMap(([prompt, seen]): Removal[] => {
    const screens = removeField(seen)
    if (JSON.stringify(screens) === JSON.stringify(seen)) return []
    return [{ kind: 'partials', word: 'RESTORED', title: `forms of ${prompt}`, prompt, screens, seen }]
  })
  return { removals, kept: [] }
}

function planPageTemplate({ files, existing, backups }: UndoFacts): UndoPlan {
  const title = 'page template of Universal Login'
  const isNew = firstState(backups, 'page_template', 'universal_login') === null
  if (!isNew || existing.pageTemplate === null) return { removals: [], kept: [] }
  if (existing.pageTemplate.trim() !== files.pageTemplate)
    return { removals: [], kept: [`${title}: somebody has changed it since`] }
  return { removals: [{ kind: 'page_template', word: 'REMOVED', title }], kept: [] }
}

function planConnections({ files, existing, backups }: UndoFacts): UndoPlan {
  const ours = files.applications.flatMap(file => idsOf(file, existing))
  const removals = existing.connections.flatMap(({ id, name, details }): Removal[] => {
    const before = toTexts(firstState(backups, 'connection', name))
    const clientIds = (details?.applications ?? []).filter(
      application => ours.includes(application) && !before.includes(application),
    )
    if (clientIds.length === 0) return []
    return [{ kind: 'connection', word: 'RESTORED', title: `connection "${name}"`, id, clientIds }]
  })
  return { removals, kept: [] }
}

function planGrants({ files, existing, backups }: UndoFacts): UndoPlan {
  const removals = files.grants.flatMap((file): Removal[] => {
    const grant = findGrant(file, files, existing)
    if (!grant) return []
    const title = `access of "${file.client_id}" to ${file.audience}`
    const before = firstState(backups, 'grant', title)
    const path = `/client-grants/${String(grant.id)}`
    if (!isObject(before)) return [{ kind: 'delete', word: 'REMOVED', title, path }]
    return [{ kind: 'patch', word: 'RESTORED', title, path, body: { scope: toTexts(before.scope) } }]
  })
  return { removals, kept: [] }
}

function planApplications({ files, existing, backups }: UndoFacts): UndoPlan {
  const removals = files.applications.flatMap(file =>
    idsOf(file, existing).map((id): Removal => {
      const title = `application "${file.name}"`
      const before = firstState(backups, 'application', file.name)
      const path = `/clients/${encodeURIComponent(id)}`
      if (!isObject(before)) return { kind: 'delete', word: 'REMOVED', title, path }
      return { kind: 'patch', word: 'RESTORED', title, path, body: toRestored(before) }
    }),
  )
  return { removals, kept: [] }
}

function idsOf(file: TenantFiles['applications'][number], existing: ExistingTenant): string[] {
  const found = findApplication(file, existing)
  const marked = found === 'none' ? [] : found.filter(({ client_metadata }) => hasMark(client_metadata, file))
  return marked.map(({ client_id }) => String(client_id))
}

/** fail closed: what has only the name of ours is never touched. */
function hasMark(metadata: Json | undefined, file: TenantFiles['applications'][number]): boolean {
  return isObject(metadata) && metadata[APPLICATION_MARK] === file.client_metadata.guestlist_application
}

/** The fields of an adopted application, with our mark taken off: a key of metadata ends with null. */
function toRestored(before: JsonObject): JsonObject {
  const { client_metadata, ...fields } = before
  const known = Object.entries(fields).filter(([, value]) => value !== null)
  const metadata = isObject(client_metadata) ? client_metadata : {}
  return { ...Object.fromEntries(known), client_metadata: { ...metadata, [APPLICATION_MARK]: null } }
}

function planActions({ existing, backups }: UndoFacts): UndoPlan {
  const ours = existing.actions.filter(isOurAction)
  const isOld = (name: Json | undefined) => isObject(firstState(backups, 'action', String(name)))
  return {
    removals: ours
      .filter(({ name }) => !isOld(name))
      .map(({ id, name }) => ({
        kind: 'delete',
        word: 'REMOVED',
        title: `Action "${String(name)}"`,
        path: `/actions/actions/${String(id)}`,
      })),
    // Nobody can read the values of secrets, so that an older version could not be given back.
    kept: ours
      .filter(({ name }) => isOld(name))
      .map(({ name }) => `Action "${String(name)}", unbound: it was there before`),
  }
}
