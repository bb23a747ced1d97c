import type { Json, TenantState } from '../../local-tenant/state.ts'
import { removeField } from '../../scripts/deploy/merge-tenant.ts'
import { apiAudience } from './deploy-world.ts'

const ourApplications = [
  'Guestlist',
  'Guestlist administration',
  'Guestlist management',
  'Guestlist API client',
]
const ourRoles = ['Inviter', 'Invitation Administrator']
const ourActions = ['Guestlist Post-Login', 'Guestlist Pre-User-Registration']

/** A whole tenant without what changes by itself: its log, and the ids that a flow gets each time it is written. */
export function settled(state: TenantState) {
  const { logs: _logs, bindings, refresh_tokens: _tokens, ...rest } = state
  return {
    ...rest,
    bindings: byTrigger(bindings),
    connection_clients: filled(rest.connection_clients),
    role_permissions: filled(rest.role_permissions),
    partials: filled(rest.partials),
  }
}

/** As `settled`, without how often our own Actions have been deployed. */
export function withoutVersions(state: TenantState) {
  const actions = state.actions.map(action =>
    ourActions.includes(action.name)
      ? {
          name: action.name,
          code: action.code,
          secrets: action.secrets.map(({ name, value }) => [name, value]),
        }
      : action,
  )
  return { ...settled(state), actions }
}

/** Everything of a tenant that is not ours, as it is: what a deployment must leave alone. */
export function theirs(state: TenantState, pageTemplate: string | null) {
  const ids = state.clients
    .filter(({ name }) => ourApplications.includes(name))
    .map(({ client_id }) => client_id)
  const roles = state.roles.filter(({ name }) => ourRoles.includes(name)).map(({ id }) => id)
  const actions = state.actions.filter(({ name }) => ourActions.includes(name)).map(({ id }) => id)
  const screens = Object.entries(state.partials).map(([prompt, kept]) => [
    prompt,
    removeField(kept as Parameters<typeof removeField>[0]),
  ])
  const enabled = Object.entries(state.connection_clients).map(([id, clients]) => [
    id,
    clients.filter(client => !ids.includes(client)),
  ])
  return settled({
    ...state,
    clients: state.clients.filter(({ client_id }) => !ids.includes(client_id)),
    client_grants: state.client_grants.filter(({ client_id }) => !ids.includes(client_id)),
    resource_servers: state.resource_servers.filter(({ identifier }) => identifier !== apiAudience),
    roles: state.roles.filter(({ id }) => !roles.includes(id)),
    role_permissions: without(state.role_permissions, roles),
    actions: state.actions.filter(({ id }) => !actions.includes(id)),
    bindings: state.bindings.filter(({ action_id }) => !actions.includes(action_id)),
    partials: Object.fromEntries(screens) as TenantState['partials'],
    connection_clients: Object.fromEntries(enabled) as TenantState['connection_clients'],
    page_template: state.page_template === pageTemplate ? null : state.page_template,
  })
}

/** The order within a trigger counts, and none between triggers. */
function byTrigger(bindings: TenantState['bindings']): Record<string, string[][]> {
  const triggers = [...new Set(bindings.map(({ trigger_id }) => trigger_id))].sort()
  const of = (trigger: string) => bindings.filter(({ trigger_id }) => trigger_id === trigger)
  return Object.fromEntries(
    triggers.map(trigger => [
      trigger,
      of(trigger).map(({ action_id, display_name }) => [action_id, display_name]),
    ]),
  )
}

function without<Value>(record: Record<string, Value>, keys: string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))
}

/** An entry that holds nothing is as good as none. */
function filled<Value extends Json | object>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => Object.keys(value ?? {}).length > 0)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}
