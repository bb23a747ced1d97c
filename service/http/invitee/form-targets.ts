import type { Invitation } from '../../invitations/model/invitation.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { findLoginRoute } from './login-route.ts'

/**
 * Where pressing Accept may lead in the end. A named connection makes the tenant redirect on to its identity provider,
 * an application's own log-in to wherever it begins: either may be anywhere.
 */
export async function findFormTargets(deps: InviteeDeps, invitation: Invitation): Promise<string[]> {
  const route = await findLoginRoute(deps, invitation)
  const isAnywhere = invitation.connection !== null || route !== undefined
  return [deps.loginOrigin, ...(route ? [new URL(route.url).origin] : []), ...(isAnywhere ? ['https:'] : [])]
}
