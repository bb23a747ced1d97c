/** Verbs that the Management API has for each noun that this tenant knows. */
const verbs: Record<string, string> = {
  actions: 'create read update delete',
  attack_protection: 'read update',
  authentication_methods: 'create read update delete',
  branding: 'read update delete',
  client_grants: 'create read update delete',
  client_keys: 'read update',
  clients: 'create read update delete',
  connections: 'create read update delete',
  custom_domains: 'create read update delete',
  email_provider: 'create read update delete',
  email_templates: 'create read update',
  logs: 'read',
  logs_users: 'read',
  organization_connections: 'create read update delete',
  organization_invitations: 'create read delete',
  organization_member_roles: 'create read delete',
  organization_members: 'create read delete',
  organizations: 'create read update delete',
  organizations_summary: 'read',
  prompts: 'read update',
  refresh_tokens: 'read update delete',
  resource_servers: 'create read update delete',
  role_members: 'create read delete',
  roles: 'create read update delete',
  sessions: 'read update delete',
  tenant_settings: 'read update',
  token_exchange_profiles: 'create read update delete',
  user_tickets: 'create',
  users: 'create read update delete',
  users_app_metadata: 'create read update delete',
}

/** Scopes of the Management API (the pages under https://auth0.com/docs/api/management/v2 name them). */
export const managementScopes: readonly string[] = Object.entries(verbs).flatMap(([noun, list]) =>
  list.split(' ').map(verb => `${verb}:${noun}`),
)
