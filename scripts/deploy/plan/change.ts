import type { Json, JsonObject } from '../json.ts'
import type { Partials } from '../merge-tenant.ts'
import type { ExistingBinding } from '../read-tenant.ts'
import type { Permission } from '../tenant-files.ts'

/** One field as it is and as it will be; `before` is undefined where there is none. */
export interface FieldChange {
  field: string
  before: Json | undefined
  after: Json
}

/** One place in a flow; an Action of ours may not have an id yet. */
export interface BoundAction {
  action_name: string
  display_name: string
  action_id?: string
}

interface ChangeBase {
  /** As the operator knows it: `application "Guestlist"`. */
  title: string
  /** Whether it exists already. */
  status: 'new' | 'changed'
  fields: FieldChange[]
}

/** One thing that a deployment writes, with all that it takes to write it. */
export type Change = ChangeBase &
  (
    | { kind: 'api'; id: string | null; body: JsonObject }
    | { kind: 'application'; name: string; id: string | null; body: JsonObject }
    /** Of an application by its name: it may not exist yet. */
    | { kind: 'grant'; application: string; id: string | null; body: JsonObject }
    | { kind: 'action'; name: string; id: string | null; body: JsonObject }
    | {
        kind: 'bindings'
        trigger: string
        /** All of them as they will run; those of others by id. */
        order: BoundAction[]
        seen: ExistingBinding[]
      }
    | { kind: 'role'; name: string; id: string | null; description: string; permissions: Permission[] }
    | { kind: 'page_template'; template: string }
    | { kind: 'partials'; prompt: string; screens: Partials[string]; seen: Partials[string] }
    /** Applications by name. */
    | { kind: 'connection'; name: string; id: string; applications: string[] }
    | { kind: 'sign_up'; name: string; id: string }
  )

export type ChangeOf<Kind extends Change['kind']> = Change & { kind: Kind }

/** What a look at one part of the tenant has found. */
export interface Part {
  changes: Change[]
  /** What exists as it should, or stays as it is although it is near. */
  kept: string[]
  /** What the operator should know. */
  notes: string[]
  /** Why the deployment must not start. */
  faults: string[]
}

export function emptyPart(): Part {
  return { changes: [], kept: [], notes: [], faults: [] }
}
