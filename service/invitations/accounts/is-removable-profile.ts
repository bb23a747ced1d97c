import type { RedemptionRequest } from '../../../contract/calls.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { Login } from '../model/login.ts'
import { REFUSED_PROFILE_MAX_AGE_MS, refusedProfileCodes } from './decide-refused-profile-removal.ts'

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
export function isRemovableProfile({ code, login, request, now }: RefusedLogin): boolean {
  if (!refusedProfileCodes.includes(code) || request.passes || request.excepted) return false
  if (login.loginsCount !== 1 || login.identities.length !== 1) return false
  return login.identities[0]?.isSocial === true && now - login.userCreatedAt <= REFUSED_PROFILE_MAX_AGE_MS
}
