import type { Connection, User } from '../../state.ts'
import type { AuthenticationMethod } from '../complete-login.ts'
import { type GrantError, refuseGrant } from '../grant.ts'
import type { SignUpRefusal } from '../registration.ts'

/** Whom a code has proven, where and how. */
export interface CodeUser {
  user: User
  connection: Connection
  method: AuthenticationMethod
}

/** Not in the documentation: what a denied registration looks like here. As a denied login does. */
export function refusedRegistration({ userMessage, fault }: SignUpRefusal): GrantError {
  return refuseGrant('access_denied', userMessage ?? fault)
}
