import type { LoadRequest } from './load.ts'
import type { Prepared } from './prepare-ledger.ts'

/** A redemption as the Post-Login Action asks for it, of a user who has just signed up in the tenant's database. */
export function toRedemptionRequest(
  environment: Readonly<Record<string, string>>,
  { email, handoff, admission }: Prepared,
  { userId, createdAt }: { userId: string; createdAt: string },
): LoadRequest {
  const connection = 'Users'
  const identity = { provider: 'auth0', user_id: userId.replace('auth0|', ''), connection, isSocial: false }
  const body = {
    handoff,
    admission,
    interactive: true,
    user: {
      user_id: userId,
      created_at: createdAt,
      logins_count: 1,
      email,
      email_verified: false,
      identities: [identity],
    },
    connection: { name: connection, strategy: 'auth0' },
    client_id: 'guestlist',
    passes: false,
    excepted: false,
  }
  return {
    method: 'POST',
    path: '/actions/redemption',
    headers: { authorization: `Bearer ${environment.ACTION_KEYS}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    expectedStatus: 200,
  }
}
