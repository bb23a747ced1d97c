import type { Administration } from '../http/admin/admin-deps.ts'
import { createSessionCookie } from '../http/session-cookie.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { createPersonSignIn } from '../sign-in/person-sign-in.ts'
import type { Sealer } from '../sign-in/sealed-cookie.ts'
import { createSessions } from '../sign-in/sessions.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

const MINUTE_MS = 60_000

/** A working day at most, and a break at most: who invites can do a lot. */
const administratorSessions = {
  name: 'administrator',
  idleMs: 30 * MINUTE_MS,
  absoluteMs: 720 * MINUTE_MS,
} as const

/** How administrators sign in; undefined where the tenant's application for them is not configured. */
export function bindAdministration(
  config: Config,
  { ledger, clock }: Parts,
  sealer: Sealer,
): Administration | undefined {
  if (!config.administration) return undefined
  const { publicUrl, loginOrigin, apiAudience: audience } = config
  const redirectUri = `${publicUrl}/admin/callback`
  const kind = administratorSessions
  const sessions = createSessions({ kind, ledger, sealer, randomId, now: clock.now })
  return {
    signIn: createPersonSignIn({ ...config.administration, loginOrigin, redirectUri, audience }),
    sessions,
    cookie: createSessionCookie({ sessions, name: 'admin', publicUrl }),
  }
}
