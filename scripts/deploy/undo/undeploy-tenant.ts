import { changedMeanwhile } from '../apply-plan.ts'
import { readBackups, retireBackups } from '../backup.ts'
import { DeployError } from '../deploy-error.ts'
import type { OperatorFolder } from '../operator-folder.ts'
import { readBindingsOf, readPartialsOf, readTenant } from '../read-tenant.ts'
import { deletingScopes, optionsScopes, readingScopes } from '../scopes.ts'
import type { TenantApi } from '../tenant-api.ts'
import { TenantError } from '../tenant-error.ts'
import type { TenantFiles } from '../tenant-files.ts'
import { writeSignUp } from '../write-sign-up.ts'
import { planUndo } from './plan-undo.ts'
import type { Removal, UndoPlan } from './removal.ts'

export interface UndeployOptions {
  folder: OperatorFolder
  api: TenantApi
  files: TenantFiles
  /** Connections that deploy.json names; those in backups are known. */
  connections: readonly string[]
  /** Only lets everybody in again: our Actions are unbound, the rest stays. */
  gateOnly: boolean
  print: (text: string) => void
  confirm: () => Promise<boolean>
}

/** Scopes that unbinding the gate takes, and taking out everything. */
const gateScopes = ['read:actions', 'update:actions']
const allScopes = [
  ...readingScopes,
  ...deletingScopes,
  ...['update:actions', 'update:clients', 'update:client_grants', 'update:connections'],
  ...['update:prompts', 'update:resource_servers', 'update:roles'],
]

/**
 * Takes out what a deployment has put in, and puts back what its backups hold, after showing it. Stopped anywhere, it
 * goes on with the next run. Throws DeployError or TenantError.
 */
export async function undeployTenant(options: UndeployOptions): Promise<'undone' | 'declined' | 'nothing'> {
  const { folder, api, files, gateOnly, print } = options
  const backups = readBackups(folder.backups, api.domain)
  const touched = backups.flatMap(({ entries }) => entries)
  const opened = touched.filter(({ kind }) => kind === 'sign_up').map(({ key }) => key)
  const connected = touched.filter(({ kind }) => kind === 'connection').map(({ key }) => key)
  const closing = opened.length > 0 ? [...optionsScopes, 'read:connections', 'update:connections'] : []
  const needed = [...new Set([...(gateOnly ? gateScopes : allScopes), ...closing])]
  const connections = gateOnly ? opened : [...options.connections, ...opened, ...connected]
  const existing = await readTenant(api, files, { connections: [...new Set(connections)], needed, gateOnly })
  const plan = planUndo({ files, existing, backups }, gateOnly)
  print(showUndo(plan))
  if (plan.removals.length === 0) return 'nothing'
  if (!(await options.confirm())) return 'declined'
  for (const [index, removal] of plan.removals.entries()) {
    await applyRemoval(api, removal).catch((error: unknown) => {
      if (!(error instanceof TenantError || error instanceof DeployError)) throw error
      throw new DeployError(
        `Stopped at ${removal.title}: ${error.message}\n${index} of ${plan.removals.length} done. Run the same command again: it goes on from there.`,
        { cause: error },
      )
    })
    print(`done     ${removal.title}`)
  }
  if (!gateOnly) retireBackups(folder.backups)
  return 'undone'
}

function showUndo({ removals, kept }: UndoPlan): string {
  if (removals.length === 0 && kept.length === 0) return 'There is nothing of Guestlist in this tenant.'
  return [
    ...removals.map(({ word, title }) => `${word.padEnd(8)} ${title}`),
    ...kept.map(title => `KEPT     ${title}`),
  ].join('\n')
}

async function applyRemoval(api: TenantApi, removal: Removal): Promise<void> {
  switch (removal.kind) {
    case 'sign_up':
      return await writeSignUp(api, removal.id, true)
    case 'bindings': {
      const { trigger, others, seen } = removal
      if (JSON.stringify(await readBindingsOf(api, trigger)) !== JSON.stringify(seen))
        throw changedMeanwhile()
      const bindings = others.map(({ action_id, display_name }) => ({
        ref: { type: 'action_id', value: action_id },
        display_name,
      }))
      await api.call('PATCH', `/actions/triggers/${trigger}/bindings`, { bindings })
      return
    }
    case 'partials': {
      const { prompt, screens, seen } = removal
      if (JSON.stringify(await readPartialsOf(api, prompt)) !== JSON.stringify(seen)) throw changedMeanwhile()
      await api.call('PUT', `/prompts/${prompt}/partials`, screens)
      return
    }
    case 'page_template':
      return void (await api.call('DELETE', '/branding/templates/universal-login'))
    case 'connection': {
      const body = removal.clientIds.map(client_id => ({ client_id, status: false }))
      return void (await api.call('PATCH', `/connections/${removal.id}/clients`, body))
    }
    case 'delete':
      return void (await api.call('DELETE', removal.path))
    case 'patch':
      return void (await api.call('PATCH', removal.path, removal.body))
    case 'role_permissions':
      return void (await api.call('DELETE', `/roles/${removal.id}/permissions`, {
        permissions: removal.permissions,
      }))
  }
}
