import type { Connection } from '../state.ts'
import { kindOf } from '../strategies.ts'
import type { Tenant } from '../tenant.ts'

/** The connections that an application may use. */
export function enabledConnections(tenant: Tenant, clientId: string): Connection[] {
  const { connections, connection_clients } = tenant.state
  return connections.filter(connection => connection_clients[connection.id]?.includes(clientId))
}

/** The database that an application signs its users up in: the one asked for by name, else its first. */
export function databaseOf(tenant: Tenant, clientId: string, name?: string): Connection | undefined {
  const databases = enabledConnections(tenant, clientId).filter(connection => connection.strategy === 'auth0')
  return name === undefined ? databases[0] : databases.find(connection => connection.name === name)
}

/** The providers whose button an application shows: enterprise connections only where they are set so. */
export function buttonConnections(tenant: Tenant, clientId: string): Connection[] {
  return enabledConnections(tenant, clientId).filter(({ strategy, show_as_button }) => {
    const kind = kindOf(strategy)
    return kind === 'social' || (kind === 'enterprise' && show_as_button === true)
  })
}

/** https://auth0.com/docs/authenticate/database-connections ("Disable Sign Ups") */
export function isSignUpOff(connection: Connection): boolean {
  return connection.options.disable_signup === true
}
