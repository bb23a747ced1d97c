import { decodeJwt } from 'jose'
import type { Caller } from '../../invitations/model/caller.ts'
import type { VerifyAccessToken } from './access-token.ts'

/** A key that the tenant withdraws is believed for so long at most. */
const REMEMBERED_MS = 60_000
const MAX_REMEMBERED = 1_000

interface Remembered {
  readonly caller: Caller
  /** Milliseconds since 1970. */
  readonly until: number
}

/**
 * Keeps what was said of a token for a minute, and never past its `exp`: a back end that invites thousands sends the
 * same token with each request, and its signature costs a tenth of the whole. Refused tokens are checked every time.
 */
export function rememberCallers(verify: VerifyAccessToken, now: () => number): VerifyAccessToken {
  const callers = new Map<string, Remembered>()
  return async token => {
    const known = callers.get(token)
    if (known && now() < known.until) return known.caller
    callers.delete(token)
    const caller = await verify(token)
    const { exp = 0 } = decodeJwt(token)
    callers.set(token, { caller, until: Math.min(now() + REMEMBERED_MS, exp * 1000) })
    if (callers.size > MAX_REMEMBERED) callers.delete(callers.keys().next().value ?? '')
    return caller
  }
}
