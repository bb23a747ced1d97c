import { randomBytes } from 'node:crypto'
import type { PostLoginChanges } from './post-login-changes.ts'
import type { Login } from './post-login-event.ts'

/** What an authorization code stands for; it works once. */
export interface AuthorizationCode {
  login: Login
  changes: PostLoginChanges
  redirectUri: string
  codeChallenge: string | undefined
  nonce: string | undefined
  sessionId: string
  authenticatedAt: Date
}

export function newCode(): string {
  return randomBytes(32).toString('base64url')
}
