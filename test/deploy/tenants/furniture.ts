import type { JsonObject, TenantState } from '../../../local-tenant/state.ts'

/** What tenants that have been lived in are furnished with. */
type Action = TenantState['actions'][number]

const at = '2025-01-01T00:00:00.000Z'

/** An Action of the customer's own, deployed; bound where a trigger is named. */
export function addAction(state: TenantState, name: string, trigger: string, isBound = true): void {
  const code = `exports.onExecute = async () => { /* ${name} */ }`
  const secrets = [{ name: 'CRM_KEY', value: 'crm-secret', updated_at: at }]
  const action: Action = {
    id: `act_${name}`,
    name,
    code,
    runtime: 'node22',
    status: 'built',
    built_at: at,
    deployed_version: { id: `ver_${name}`, number: 7, code, runtime: 'node22', secrets },
    supported_triggers: [{ id: trigger, version: trigger === 'post-login' ? 'v3' : 'v2' }],
    dependencies: [{ name: 'lodash', version: '4.17.21' }],
    secrets,
    created_at: at,
    updated_at: at,
  }
  state.actions.push(action)
  if (isBound)
    state.bindings.push({
      id: `bnd_${name}`,
      trigger_id: trigger,
      action_id: action.id,
      display_name: `${name} (do not touch)`,
    })
}

export function addClient(state: TenantState, name: string, fields: JsonObject = {}): string {
  const client_id = `client-${name.toLowerCase().replaceAll(' ', '-')}`
  state.clients.push({
    client_id,
    client_secret: `secret of ${name}`,
    name,
    global: false,
    app_type: 'regular_web',
    callbacks: ['https://shop.acme.example/callback'],
    client_metadata: { team: 'shop' },
    ...fields,
  })
  return client_id
}

export function addConnection(
  state: TenantState,
  {
    name,
    strategy,
    options = {},
    clients = [],
  }: { name: string; strategy: string; options?: JsonObject; clients?: string[] },
): void {
  const id = `con_${name}`
  state.connections.push({ id, name, strategy, options })
  state.connection_clients[id] = clients
}

export function addRole(state: TenantState, name: string, permissions: string[]): void {
  const id = `rol_${name}`
  state.roles.push({ id, name, description: `${name} of the shop`, type: 'tenant' })
  state.role_permissions[id] = permissions.map(permission_name => ({
    permission_name,
    resource_server_identifier: 'https://shop.acme.example/api',
  }))
}

export function addShopApi(state: TenantState): void {
  const scopes = ['read:orders', 'write:orders'].map(value => ({ value, description: value }))
  const identifier = 'https://shop.acme.example/api'
  state.resource_servers.push({ id: 'api_shop', identifier, name: 'Shop', scopes, token_lifetime: 600 })
}

/** What almost every tenant has: a shop with an API, people, texts, a mail provider, brute-force protection. */
export function addShop(state: TenantState): string {
  const shop = addClient(state, 'Shop')
  addShopApi(state)
  addRole(state, 'Editor', ['read:orders', 'write:orders'])
  addRole(state, 'Viewer', ['read:orders'])
  state.client_grants.push({
    id: 'cgr_shop',
    client_id: shop,
    audience: 'https://shop.acme.example/api',
    scope: ['read:orders'],
  })
  state.branding = { colors: { primary: '#aa0000' }, logo_url: 'https://shop.acme.example/logo.png' }
  state.email_provider = { name: 'smtp', credentials: { smtp_pass: 'mail-secret' } }
  state.custom_text = { login: { en: { login: { title: 'Shop' } } } }
  state.attack_protection = { 'brute-force-protection': { enabled: true, max_attempts: 3 } }
  state.tenant.settings.session_lifetime = 12
  return shop
}
