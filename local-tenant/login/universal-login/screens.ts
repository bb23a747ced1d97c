import type { Tenant } from '../../tenant.ts'
import { attributesOf } from '../attributes.ts'
import type { AuthorizeRequest } from '../authorize-request.ts'
import { isSignUpOff, storeOf } from '../connections.ts'

/** One screen of Universal Login that asks for a credential. Its name is also its prompt's. */
export interface Screen {
  name: 'login' | 'login-id' | 'login-password' | 'signup' | 'signup-id' | 'signup-password'
  path: string
  purpose: 'login' | 'signup'
  asksIdentifier: boolean
  asksPassword: boolean
}

const loginScreen = { purpose: 'login', asksIdentifier: true, asksPassword: true } as const
const signupScreen = { purpose: 'signup', asksIdentifier: true, asksPassword: true } as const

/**
 * The screens that ask for identifiers and passwords; with identifier first, each has its own
 * (https://auth0.com/docs/authenticate/login/auth0-universal-login/identifier-first). Codes and passkeys have theirs in
 * passwordless/, database-codes/ and passkeys/.
 */
export const screens: Screen[] = [
  { ...loginScreen, name: 'login', path: '/u/login' },
  { ...loginScreen, name: 'login-id', path: '/u/login/identifier', asksPassword: false },
  { ...loginScreen, name: 'login-password', path: '/u/login/password', asksIdentifier: false },
  { ...signupScreen, name: 'signup', path: '/u/signup' },
  { ...signupScreen, name: 'signup-id', path: '/u/signup/identifier', asksPassword: false },
  { ...signupScreen, name: 'signup-password', path: '/u/signup/password', asksIdentifier: false },
]

/** Where a login begins: `screen_hint=signup` leads to the sign-up form, unless nobody may sign up. */
export function firstScreen(tenant: Tenant, request: AuthorizeRequest): string {
  const wantsSignUp = request.screenHint === 'signup' && canSignUp(tenant, request)
  return pathTo(tenant, request, wantsSignUp ? 'signup' : 'login')
}

export function canSignUp(tenant: Tenant, request: AuthorizeRequest): boolean {
  const store = storeOf(tenant, request)
  return store !== undefined && !isSignUpOff(tenant, request, store)
}

/** The first screen of a purpose, in the tenant's mode. */
export function pathTo(tenant: Tenant, request: AuthorizeRequest, purpose: Screen['purpose']): string {
  return isIdentifierFirst(tenant, request) ? `/u/${purpose}/identifier` : `/u/${purpose}`
}

/** The screen that asks for the password of somebody just identified. */
export function passwordPath(purpose: Screen['purpose']): string {
  return `/u/${purpose}/password`
}

/** Set for the tenant; where codes log people in, there is no other way ("Enable Identifier First"). */
function isIdentifierFirst(tenant: Tenant, request: AuthorizeRequest): boolean {
  const store = storeOf(tenant, request)
  const hasCodes = store !== undefined && attributesOf(store).some(({ method }) => method === 'code')
  return tenant.switches.identifierFirst || tenant.state.prompts.identifier_first === true || hasCodes
}
