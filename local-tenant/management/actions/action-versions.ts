import { randomUUID } from 'node:crypto'
import type { Action, JsonObject, Secret } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { ManagementError } from '../management-error.ts'

type Version = NonNullable<Action['deployed_version']>

/** Deploying takes a snapshot of the draft; only that runs. 400 until the draft is built, in the words the CLI waits for. */
export function deployAction(tenant: Tenant, action: Action): JsonObject {
  if (!isBuilt(tenant, action)) {
    const message = `The action must be in the 'built' state before it can be deployed.`
    throw new ManagementError(400, 'invalid_request', message)
  }
  const { code, runtime, secrets } = structuredClone(action)
  const number = (action.deployed_version?.number ?? 0) + 1
  const version: Version = { id: randomUUID(), number, code, runtime, secrets }
  action.deployed_version = version
  action.status = 'built'
  action.built_at = tenant.now().toISOString()
  return { ...showVersion(action, version), action: showBoundAction(action) }
}

/** An action as the API shows it. Secret values never leave: a secret is its name and when it was set. */
export function showAction(tenant: Tenant, action: Action): JsonObject {
  const { secrets, deployed_version, ...shown } = action
  return {
    ...shown,
    status: isBuilt(tenant, action) ? 'built' : 'pending',
    secrets: secrets.map(showSecret),
    all_changes_deployed: isDeployed(action),
    ...(deployed_version
      ? {
          current_version: showCurrentVersion(action, deployed_version),
          deployed_version: showVersion(action, deployed_version),
        }
      : {}),
  }
}

/** An action as a binding shows it: neither code nor secrets. */
export function showBoundAction(action: Action): JsonObject {
  const { id, name, supported_triggers, created_at, updated_at, deployed_version: version } = action
  const shown = { id, name, supported_triggers, created_at, updated_at }
  const versions = version ? { id: version.id, number: version.number, status: 'built' } : {}
  return {
    ...shown,
    all_changes_deployed: isDeployed(action),
    current_version: versions,
    deployed_version: versions,
  }
}

function showCurrentVersion(action: Action, { id, number, code, runtime }: Version): JsonObject {
  const at = action.built_at ?? action.updated_at
  return { id, number, code, runtime, status: 'BUILT', build_time: at, created_at: at, updated_at: at }
}

function showVersion(action: Action, version: Version): JsonObject {
  return {
    ...version,
    secrets: version.secrets.map(showSecret),
    supported_triggers: action.supported_triggers,
    dependencies: action.dependencies,
    status: 'built',
    deployed: true,
    built_at: action.built_at ?? action.updated_at,
    created_at: action.built_at ?? action.updated_at,
    updated_at: action.built_at ?? action.updated_at,
  }
}

function showSecret({ name, updated_at }: Secret): JsonObject {
  return { name, updated_at }
}

function isBuilt(tenant: Tenant, action: Action): boolean {
  return tenant.now().getTime() - Date.parse(action.updated_at) >= tenant.switches.actionBuildMs
}

function isDeployed({ deployed_version: deployed, code, runtime, secrets }: Action): boolean {
  const isSame = JSON.stringify(deployed?.secrets) === JSON.stringify(secrets)
  return deployed !== undefined && isSame && deployed.code === code && deployed.runtime === runtime
}
