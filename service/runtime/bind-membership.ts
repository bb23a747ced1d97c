import type { Membership } from '../http/members/members-deps.ts'
import { createSessionCookie } from '../http/session-cookie.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { createPersonSignIn } from '../sign-in/person-sign-in.ts'
import type { Sealer } from '../sign-in/sealed-cookie.ts'
import { createSessions } from '../sign-in/sessions.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

const MINUTE_MS = 60_000

const memberSessions = { name: 'member', idleMs: 30 * MINUTE_MS, absoluteMs: 720 * MINUTE_MS } as const

/** How members sign in: with the application that invitees sign in with, and an address of their own to come back to. */
export function bindMembership(config: Config, { ledger, clock }: Parts, sealer: Sealer): Membership {
  const { publicUrl, loginOrigin, clientId, clientSecret } = config
  const redirectUri = `${publicUrl}/account/callback`
  const sessions = createSessions({ kind: memberSessions, ledger, sealer, randomId, now: clock.now })
  return {
    signIn: createPersonSignIn({ loginOrigin, clientId, clientSecret, redirectUri }),
    sessions,
    cookie: createSessionCookie({ sessions, name: 'account', publicUrl }),
  }
}
