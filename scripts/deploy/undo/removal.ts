import type { Backup } from '../backup.ts'
import type { JsonObject } from '../json.ts'
import type { Partials } from '../merge-tenant.ts'
import type { ExistingBinding, ExistingTenant } from '../read-tenant.ts'
import type { Permission, TenantFiles } from '../tenant-files.ts'

/** One thing that is taken out of a tenant, or put back as it was. */
export type Removal = {
  /** `REMOVED`: it is deleted. `RESTORED`: it is as before the first deployment. */
  word: 'REMOVED' | 'RESTORED'
  title: string
} & (
  | { kind: 'sign_up'; id: string }
  | { kind: 'bindings'; trigger: string; others: ExistingBinding[]; seen: ExistingBinding[] }
  | { kind: 'partials'; prompt: string; screens: Partials[string]; seen: Partials[string] }
  | { kind: 'page_template' }
  | { kind: 'connection'; id: string; clientIds: string[] }
  | { kind: 'delete'; path: string }
  | { kind: 'patch'; path: string; body: JsonObject }
  | { kind: 'role_permissions'; id: string; permissions: Permission[] }
)

/** What undoing comes to. */
export interface UndoPlan {
  removals: Removal[]
  /** What stays, although it came with us, and why. */
  kept: string[]
}

export interface UndoFacts {
  files: TenantFiles
  existing: ExistingTenant
  /** Oldest first. */
  backups: readonly Backup[]
}
