import { createHash } from 'node:crypto'
import { type JsonObject, toObjects } from '../json.ts'
import { mergeBindings } from '../merge-tenant.ts'
import type { ExistingTenant } from '../read-tenant.ts'
import type { ActionFile, TenantFiles } from '../tenant-files.ts'
import { type BoundAction, emptyPart, type FieldChange, type Part } from './change.ts'
import { differencesOf, fieldsOf } from './differences.ts'
import { foreign } from './plan-applications.ts'

/** A secret that no Action but ours has. */
const OUR_SECRET = 'GUESTLIST_ACTION_KEY'
/** https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy */
const MOST_BINDINGS = 20

/** Plans our Actions. Nobody can read the value of a secret, so that all of them are written with every deployment. */
export function planActions(files: TenantFiles, existing: ExistingTenant, adopted: readonly string[]): Part {
  const part = emptyPart()
  for (const file of files.actions) {
    const title = `Action "${file.name}"`
    const found = existing.actions.find(({ name }) => name === file.name)
    const body: JsonObject = { ...file }
    if (!found) {
      const fields = fieldsOf(toShown(file))
      part.changes.push({ kind: 'action', title, status: 'new', name: file.name, id: null, body, fields })
    } else if (!isOurAction(found) && !adopted.includes(file.name)) {
      part.faults.push(foreign(title))
    } else {
      const fields = [...differencesOf(toShown(found), toShown(file)), rewritten(file)]
      const id = String(found.id)
      part.changes.push({ kind: 'action', title, status: 'changed', name: file.name, id, body, fields })
    }
  }
  return part
}

export function isOurAction(action: JsonObject): boolean {
  return toObjects(action.secrets).some(({ name }) => name === OUR_SECRET)
}

/** An Action without the values of its secrets, and with its code in short. */
function toShown(action: ActionFile | JsonObject): JsonObject {
  const code = String(action.code ?? '')
  return {
    code: `${Buffer.byteLength(code)} bytes, SHA-256 ${createHash('sha256').update(code).digest('hex').slice(0, 12)}`,
    runtime: String(action.runtime ?? ''),
    dependencies: toObjects(action.dependencies).map(({ name, version }) => `${name}@${version}`),
    supported_triggers: toObjects(action.supported_triggers).map(({ id, version }) => `${id} ${version}`),
    secrets: namesOf(action),
  }
}

/** Nothing but the secrets' values may have changed: told, but no difference. */
export const REWRITTEN_FIELD = 'values of the secrets'

function rewritten(file: ActionFile): FieldChange {
  const after = `${namesOf(file).join(', ')}: written anew, because Auth0 shows none`
  return { field: REWRITTEN_FIELD, before: undefined, after }
}

function namesOf(action: ActionFile | JsonObject): string[] {
  return toObjects(action.secrets).map(({ name }) => String(name))
}

/** Plans the order in which Actions run: ours first, all others after them as they were. */
export function planBindings(files: TenantFiles, existing: ExistingTenant): Part {
  const part = emptyPart()
  for (const [trigger, ours] of Object.entries(files.bindings)) {
    const title = `Actions of ${trigger}`
    const seen = existing.bindings[trigger] ?? []
    const order: BoundAction[] = mergeBindings(ours, seen)
    const before = seen.map(({ action_name }) => action_name)
    const after = order.map(({ action_name }) => action_name)
    if (after.length > MOST_BINDINGS)
      part.faults.push(`${title}: ${before.length} are bound, and a trigger can have ${MOST_BINDINGS}`)
    if (JSON.stringify(before) === JSON.stringify(after)) {
      part.kept.push(`${title}: ${after.join(', ')}`)
      continue
    }
    const fields = [{ field: 'order', before: before.length > 0 ? before : undefined, after }]
    const status = before.length > 0 ? 'changed' : 'new'
    part.changes.push({ kind: 'bindings', title, status, trigger, order, seen, fields })
  }
  return part
}
