import type { OrganizationConnection } from '../organization-state.ts'
import type { Connection } from '../state.ts'
import { kindOf } from '../strategies.ts'
import type { Tenant } from '../tenant.ts'

/** Whose connections are meant: an application's, or those of the organization it logs in to. */
export interface ConnectionScope {
  clientId: string
  /** Name of the one that was asked for. */
  connection?: string | undefined
  organizationId?: string | undefined
  /** Ticket of one of Auth0's own invitations to the organization. */
  invitation?: string | undefined
}

/** The connections that an application may use; with an organization, those that the organization offers. */
export function enabledConnections(tenant: Tenant, scope: ConnectionScope): Connection[] {
  const { connections, connection_clients } = tenant.state
  if (scope.organizationId !== undefined)
    return connections.filter(connection => offeredBy(tenant, scope, connection) !== undefined)
  return connections.filter(connection => connection_clients[connection.id]?.includes(scope.clientId))
}

/** How the organization of a login offers a connection, if it does. */
export function offeredBy(
  tenant: Tenant,
  { organizationId }: ConnectionScope,
  { id }: Connection,
): OrganizationConnection | undefined {
  const offered = tenant.state.organization_connections[organizationId ?? '']
  return offered?.find(({ connection_id }) => connection_id === id)
}

/** The database that an application signs its users up in: the one asked for by name, else its first. */
export function databaseOf(tenant: Tenant, scope: ConnectionScope): Connection | undefined {
  return firstOf(tenant, scope, 'database')
}

/**
 * Where the fields of the log-in page belong: the database, or a passwordless connection that was asked for, or that is
 * there instead of one (https://auth0.com/docs/authenticate/passwordless/passwordless-with-universal-login).
 */
export function storeOf(tenant: Tenant, scope: ConnectionScope): Connection | undefined {
  return firstOf(tenant, scope, 'database') ?? firstOf(tenant, scope, 'passwordless')
}

function firstOf(tenant: Tenant, scope: ConnectionScope, kind: 'database' | 'passwordless') {
  return enabledConnections(tenant, scope).find(
    ({ name, strategy }) =>
      kindOf(strategy) === kind && (scope.connection === undefined || name === scope.connection),
  )
}

/** The providers whose button an application shows: enterprise connections only where they are set so. */
export function buttonConnections(tenant: Tenant, scope: ConnectionScope): Connection[] {
  return enabledConnections(tenant, scope).filter(connection => {
    const kind = kindOf(connection.strategy)
    const isShown = offeredBy(tenant, scope, connection)?.show_as_button ?? connection.show_as_button === true
    return kind === 'social' || (kind === 'enterprise' && isShown)
  })
}

/** The enterprise connection that an address belongs to (`options.domain_aliases`): home realm discovery. */
export function realmOf(tenant: Tenant, scope: ConnectionScope, email: string): Connection | undefined {
  const domain = email.split('@').pop()?.toLowerCase()
  return enabledConnections(tenant, scope).find(({ strategy, options }) => {
    const aliases = Array.isArray(options.domain_aliases) ? options.domain_aliases : []
    return kindOf(strategy) === 'enterprise' && aliases.some(alias => String(alias).toLowerCase() === domain)
  })
}

/**
 * May nobody sign up? "Organization Signup takes priority over the Database connection's signup configuration"
 * (…/configure-organizations/enable-connections); an invitation needs either of the two.
 */
export function isSignUpOff(tenant: Tenant, scope: ConnectionScope, connection: Connection): boolean {
  const isOff = connection.options.disable_signup === true
  if (scope.organizationId === undefined) return isOff
  const isOffered = offeredBy(tenant, scope, connection)?.is_signup_enabled === true
  return !isOffered && (isOff || scope.invitation === undefined)
}
