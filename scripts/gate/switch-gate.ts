import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Gate } from '../../contract/gate.ts'
import { toAdmission } from '../../contract/guestlist-metadata.ts'
import { parseGate } from '../../contract/parse-gate.ts'
import { DeployError, refuse } from '../deploy/deploy-error.ts'
import { type DeployOptions, type DeployOutcome, deployTenant } from '../deploy/deploy-tenant.ts'
import type { Json } from '../deploy/json.ts'
import { readGateText } from '../deploy/operator-folder.ts'
import { pingService } from '../deploy/ping-service.ts'
import { missingScopes, refuseMissing } from '../deploy/scopes.ts'
import { TENANT_DIRECTORY } from '../deploy/stage-tenant.ts'
import { chooseAccounts, showAccounts } from './choose-accounts.ts'
import { admittingScopes, findRefused, lookingScopes, type RefusedAccount } from './find-refused.ts'

/** What becomes of the gate. */
export interface GateChange {
  mode?: Gate['mode']
  pardoned?: { before?: string; users: readonly string[] }
}

export interface SwitchOptions extends DeployOptions {
  change: GateChange
  /** Asks whom to admit; the words that were said. */
  pick: (accounts: readonly RefusedAccount[]) => Promise<readonly string[]>
  /** As deployTenant; a test brings one that needs no build. */
  deploy?: typeof deployTenant
}

/**
 * Changes the operator's gate and deploys it. Before it becomes invite-only, the service has to answer as an Action would
 * hear it, and everybody whom it would refuse is shown, to be admitted first. Throws DeployError or TenantError.
 */
export async function switchGate(options: SwitchOptions): Promise<DeployOutcome> {
  const { change, folder, now = () => new Date(), deploy = deployTenant } = options
  const text = readGateText(folder, join(TENANT_DIRECTORY, 'gate.json'), now())
  const changed = changeGate(text, change, now())
  let admit = async () => {}
  if (change.mode === 'invite-only') {
    await assertServiceAnswers(options, parseGate(text))
    const chosen = await chooseFirst(options, parseGate(changed))
    admit = () => admitAll(options, chosen)
  }
  return await deploy({
    ...options,
    gateText: changed,
    async confirm() {
      if (!(await options.confirm())) return false
      await admit()
      writeFileSync(folder.gateFile, changed)
      return true
    },
  })
}

/** The text of the gate file with the change, and nothing else different. Throws DeployError. */
export function changeGate(text: string, { mode, pardoned }: GateChange, now: Date): string {
  const { pardoned: kept } = parseGate(text)
  const file = JSON.parse(text) as Record<string, Json>
  if (mode !== undefined) file.mode = mode
  if (pardoned !== undefined) {
    const { before = kept.before } = pardoned
    // Refusals that nobody has seen yet cannot be pardoned: the gate would forget each of them at once.
    if (before !== null && !(Date.parse(before) <= now.getTime()))
      throw new DeployError('--before is a moment that has passed, such as 2026-01-31T09:00:00Z.')
    file.pardoned = { before, users: [...new Set([...kept.users, ...pardoned.users])] }
  }
  const changed = `${JSON.stringify(file, null, 2)}\n`
  parseGate(changed)
  return changed
}

/** fail closed, for those outside: an invite-only gate whose service does not answer refuses everybody who is new. */
async function assertServiceAnswers(options: SwitchOptions, gate: Gate): Promise<void> {
  const { GUESTLIST_ACTION_KEY: actionKey = '', GUESTLIST_HANDOFF_KEYS: handoffKeys = '{"keys":[]}' } =
    options.mappings
  const { publicUrl, apiAudience, api } = options
  const deployed = { publicUrl, apiAudience, actionKey, handoffKeys, domain: api.domain, gate }
  const ping = await pingService(deployed, options.fetch)
  if (ping.outcome === 'absent')
    throw new DeployError(
      `Nothing has been changed: ${ping.reason}, and an invite-only gate would refuse everybody who is invited. Start the service first.`,
    )
  if (ping.outcome === 'differs') refuse('Nothing has been changed. First:', ping.differences)
}

async function chooseFirst(options: SwitchOptions, gate: Gate): Promise<RefusedAccount[]> {
  const { api, print } = options
  const granted = await api.scopes()
  if (missingScopes(granted, lookingScopes).length > 0)
    refuseMissing(missingScopes(granted, [...lookingScopes, ...admittingScopes]))
  const accounts = await findRefused(api, gate)
  if (accounts.length === 0) {
    print('An invite-only gate would refuse nobody who has an account.')
    return []
  }
  print(showAccounts(accounts, gate.since))
  const chosen = chooseAccounts(accounts, await options.pick(accounts))
  if (chosen.length > 0 && missingScopes(granted, admittingScopes).length > 0)
    refuseMissing(missingScopes(granted, admittingScopes))
  print(`Admitted will be ${chosen.length}, refused at their next login ${accounts.length - chosen.length}.`)
  return chosen
}

/** Before the gate closes; one that is gone by then is nobody's loss. */
async function admitAll({ api, print }: SwitchOptions, accounts: readonly RefusedAccount[]): Promise<void> {
  for (const { userId, appMetadata, name } of accounts) {
    const written = toAdmission(appMetadata, {}) as Record<string, Json>
    await api.call('PATCH', `/users/${encodeURIComponent(userId)}`, { app_metadata: written })
    print(`admitted ${name} (${userId})`)
  }
}
