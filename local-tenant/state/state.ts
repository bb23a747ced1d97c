import type { Action, Binding } from '../action-state.ts'
import type {
  OrganizationClient,
  OrganizationConnection,
  OrganizationInvitation,
} from './organization-state.ts'

export type { Action, Binding, Secret } from '../action-state.ts'

/**
 * Everything the local tenant keeps: plain JSON records, named and shaped as the Management API shows them, so that
 * one object can be snapshotted to a file, restored before a test, and read by both halves (Management API, logins).
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** What a connection says about a person. */
export type ProfileData = {
  email?: string
  email_verified?: boolean
  phone_number?: string
  phone_verified?: boolean
  username?: string
  name?: string
  nickname?: string
  given_name?: string
  family_name?: string
  picture?: string
}

/** One identity of a user profile (https://auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure). */
export interface Identity {
  connection: string
  provider: string
  user_id: string
  isSocial: boolean
  /** Google Workspace domain of the account, as the provider stated it. */
  hd?: string
  /** Profile of a linked account; of the first identity it is the user's own. */
  profileData?: ProfileData
  /** Password of a linked database account. Never leaves the tenant. */
  password_hash?: string
}

export interface User extends ProfileData {
  user_id: string
  blocked?: boolean
  identities: Identity[]
  app_metadata: JsonObject
  user_metadata: JsonObject
  created_at: string
  updated_at: string
  last_login?: string
  last_ip?: string
  logins_count: number
  last_password_reset?: string
  /** Never leaves the tenant; `scrypt$salt$hash`. */
  password_hash?: string
  /** Never leaves the tenant: an accepted invitation to an organization has verified the address for good. */
  keeps_email_verified?: boolean
}

export interface Client extends JsonObject {
  client_id: string
  client_secret: string
  name: string
}

export interface ResourceServer extends JsonObject {
  id: string
  identifier: string
  name: string
}

export interface ClientGrant extends JsonObject {
  id: string
  client_id: string
  audience: string
  scope: string[]
}

export interface Connection extends JsonObject {
  id: string
  name: string
  strategy: string
  options: JsonObject
}

export interface Permission extends JsonObject {
  permission_name: string
  resource_server_identifier: string
}

export interface Role extends JsonObject {
  id: string
  name: string
}

/** A tenant log entry (https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes), with what the Actions printed. */
export interface LogEntry {
  log_id: string
  date: string
  type: string
  description: string
  client_id?: string
  connection?: string
  user_id?: string
  details?: JsonObject
}

export interface RefreshToken {
  token_hash: string
  user_id: string
  client_id: string
  audience?: string
  scope: string
  connection: string
  organization_id?: string
  domain: string
  session_id: string
  created_at: string
  /** Hash of the first token that this one was rotated from. */
  family_id?: string
  /** When it was exchanged for the next one of its family. */
  rotated_at?: string
}

/** One single sign-on session of a browser (`auth0` cookie). */
export interface Session {
  id: string
  user_id: string
  connection: string
  methods: { name: string; timestamp: string }[]
  created_at: string
}

/** A link that the tenant mailed or handed out: address verification, password change. */
export interface Ticket {
  id: string
  kind: 'email-verification' | 'password-change'
  user_id: string
  expires_at: string
  /** Where its page leads afterwards, with `success` and `message` appended. */
  result_url?: string
  client_id?: string
  mark_email_as_verified?: boolean
}

export interface Mail {
  id: string
  to: string
  from: string
  subject: string
  html: string
  text: string
  at: string
  /** Who sent it: the service through SendGrid's API, or the tenant itself (address verification, password reset). */
  via: 'sendgrid' | 'tenant'
  /** The `POST /v3/mail/send` body with this mail's personalization only, for tests of what is on the wire. */
  request?: JsonObject
}

/** A text message that was "sent". */
export interface Sms {
  id: string
  to: string
  text: string
  at: string
}

export interface TenantState {
  tenant: { name: string; settings: JsonObject }
  /** RS256 private key as JWK; one key for all domains of the tenant. */
  signing_key: JsonObject
  clients: Client[]
  resource_servers: ResourceServer[]
  client_grants: ClientGrant[]
  connections: Connection[]
  /** connection id -> enabled client ids */
  connection_clients: Record<string, string[]>
  roles: Role[]
  /** role id -> permissions */
  role_permissions: Record<string, Permission[]>
  users: User[]
  /** user id -> role ids */
  user_roles: Record<string, string[]>
  user_permissions: Record<string, Permission[]>
  organizations: JsonObject[]
  /** organization id -> user id -> role ids */
  organization_members: Record<string, Record<string, string[]>>
  /** organization id -> connections it offers */
  organization_connections: Record<string, OrganizationConnection[]>
  /** organization id -> its applications */
  organization_clients: Record<string, OrganizationClient[]>
  /** organization id -> ids of the client grants it has */
  organization_client_grants: Record<string, string[]>
  /** Neither accepted nor used up yet. */
  organization_invitations: OrganizationInvitation[]
  actions: Action[]
  bindings: Binding[]
  /** connection id -> SCIM configuration, with the tokens that its directory comes with */
  scim: Record<
    string,
    JsonObject & { tokens: { token_id: string; token: string; scopes: string[]; created_at?: string }[] }
  >
  /** Which Action a `subject_token_type` is exchanged by. */
  token_exchange_profiles: JsonObject[]
  /** prompt -> language -> custom text */
  custom_text: Record<string, Record<string, JsonObject>>
  /** prompt -> screen -> insertion point -> Liquid text */
  partials: Record<string, JsonObject>
  prompts: JsonObject
  branding: JsonObject
  /** Universal Login page template (Liquid); null = the standard page, on which partials are not rendered */
  page_template: string | null
  /** Besides the one that the tenant answers on: of other addresses, or not verified yet. */
  custom_domains: JsonObject[]
  attack_protection: Record<string, JsonObject>
  email_provider: JsonObject | null
  email_templates: Record<string, JsonObject>
  refresh_tokens: RefreshToken[]
  sessions: Session[]
  /** user id -> MFA factors and passkeys, as `GET /users/{id}/authentication-methods` shows them */
  authentication_methods: Record<string, JsonObject[]>
  tickets: Ticket[]
  logs: LogEntry[]
  mails: Mail[]
  sms: Sms[]
}
