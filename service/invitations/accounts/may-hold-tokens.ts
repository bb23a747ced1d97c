import type { Gate } from '../../../contract/gate.ts'
import {
  type ManagementApi,
  ManagementError,
  type RequestOptions,
  type TenantClient,
} from '../../management/management-api.ts'

type PassingGate = Pick<Gate, 'mode' | 'exceptions' | 'trustedOrganizations'>

export interface TokenEvidenceDeps {
  management: Pick<ManagementApi, 'hasSessions' | 'hasRefreshTokens'>
  gate: PassingGate
  /** Throws ManagementError. */
  listClients(options: RequestOptions): Promise<readonly TenantClient[]>
}

/**
 * May somebody hold a token of an account that the gate refuses, such as from a login that passed and whose mark was
 * lost? Not where every login has to be let in by the service, which remembers whom it let in. Otherwise only the tenant
 * can tell, and where it does not, somebody may. Throws ManagementError.
 */
export async function mayHoldTokens(
  deps: TokenEvidenceDeps,
  userId: string,
  options: RequestOptions,
): Promise<boolean> {
  if (!isPassable(deps.gate, await deps.listClients(options))) return false
  try {
    const { management } = deps
    return (
      (await management.hasSessions(userId, options)) || (await management.hasRefreshTokens(userId, options))
    )
  } catch (error) {
    // fail closed: "forbidden" and "not found" do not mean "none".
    if (error instanceof ManagementError && ['forbidden', 'not_found'].includes(error.code)) return true
    throw error
  }
}

/** Are there logins that the gate lets pass without asking the service, or on no more than a mark? */
export function isPassable(
  { mode, exceptions, trustedOrganizations }: PassingGate,
  clients: readonly Pick<TenantClient, 'clientMetadata'>[],
): boolean {
  const { applications, connections, clientMetadata } = exceptions
  return (
    mode !== 'invite-only' ||
    applications.length + connections.length + trustedOrganizations.length > 0 ||
    clients.some(client => client.clientMetadata[clientMetadata] === 'open')
  )
}
