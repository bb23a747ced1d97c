import type { RedemptionRequest } from '../../../contract/calls.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { Login } from '../model/login.ts'
import { STRAY_MAX_AGE_MS, strayCodes } from './decide-stray-removal.ts'

export interface RefusedLogin {
  code: RefusalCode
  login: Login
  request: Pick<RedemptionRequest, 'passes' | 'excepted'>
  /** Milliseconds since 1970. */
  now: number
}

/**
 * Did this refused login leave a profile behind that nobody wants? Auth0 makes the profile of a social login before it
 * asks us. Only worth a closer look: whether it is removed is decided later, with everything read afresh.
 */
export function isPossibleStray({ code, login, request, now }: RefusedLogin): boolean {
  if (!strayCodes.includes(code) || request.passes || request.excepted) return false
  if (login.loginsCount !== 1 || login.identities.length !== 1) return false
  return login.identities[0]?.isSocial === true && now - login.userCreatedAt <= STRAY_MAX_AGE_MS
}
