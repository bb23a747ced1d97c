import type { Tenant } from '../../tenant.ts'
import type { AuthorizeRequest } from '../authorize-request.ts'
import { databaseOf, isSignUpOff } from '../connections.ts'

/** One screen of Universal Login that asks for a credential. Its name is also its prompt's. */
export interface Screen {
  name: 'login' | 'login-id' | 'login-password' | 'signup' | 'signup-id' | 'signup-password'
  path: string
  purpose: 'login' | 'signup'
  asksIdentifier: boolean
  asksPassword: boolean
}

/**
 * All screens there are; with identifier first, address and password have their own
 * (https://auth0.com/docs/authenticate/login/auth0-universal-login/identifier-first).
 * Room for passwordless codes and passkeys: each is a screen more.
 */
export const screens: Screen[] = [
  { name: 'login', path: '/u/login', purpose: 'login', asksIdentifier: true, asksPassword: true },
  {
    name: 'login-id',
    path: '/u/login/identifier',
    purpose: 'login',
    asksIdentifier: true,
    asksPassword: false,
  },
  {
    name: 'login-password',
    path: '/u/login/password',
    purpose: 'login',
    asksIdentifier: false,
    asksPassword: true,
  },
  { name: 'signup', path: '/u/signup', purpose: 'signup', asksIdentifier: true, asksPassword: true },
  {
    name: 'signup-id',
    path: '/u/signup/identifier',
    purpose: 'signup',
    asksIdentifier: true,
    asksPassword: false,
  },
  {
    name: 'signup-password',
    path: '/u/signup/password',
    purpose: 'signup',
    asksIdentifier: false,
    asksPassword: true,
  },
]

/** Where a login begins: `screen_hint=signup` leads to the sign-up form, unless nobody may sign up. */
export function firstScreen(tenant: Tenant, request: AuthorizeRequest): string {
  const wantsSignUp = request.screenHint === 'signup' && canSignUp(tenant, request)
  return pathTo(tenant, wantsSignUp ? 'signup' : 'login')
}

export function canSignUp(tenant: Tenant, request: AuthorizeRequest): boolean {
  const database = databaseOf(tenant, request.clientId, request.connection)
  return database !== undefined && !isSignUpOff(database)
}

/** The first screen of a purpose, in the tenant's mode. */
export function pathTo(tenant: Tenant, purpose: Screen['purpose']): string {
  return isIdentifierFirst(tenant) ? `/u/${purpose}/identifier` : `/u/${purpose}`
}

/** The screen that asks for the password of an address just typed. */
export function passwordPath(purpose: Screen['purpose']): string {
  return `/u/${purpose}/password`
}

function isIdentifierFirst(tenant: Tenant): boolean {
  return tenant.switches.identifierFirst || tenant.state.prompts.identifier_first === true
}
