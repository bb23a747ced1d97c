import { isStrongPassword, type Person } from '../../password-policy.ts'
import type { Connection } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { type ConnectionScope, isSignUpOff } from '../connections.ts'
import { attributesOf, type Identification, isMethodOn, type KnownBy, normalise } from './attributes.ts'
import { findDatabaseUser } from './database-login.ts'
import { findExternalUser } from './lazy-migration.ts'
import {
  type Registrant,
  refuseSignUp,
  register,
  type SignUpFault,
  type SignUpResult,
} from './registration.ts'

/** A sign-up at a database, from Universal Login or from `/dbconnections/signup`. */
export interface SignUp extends Registrant {
  scope: ConnectionScope
  /** A passkey or a code stands in for the password. */
  isWithoutPassword?: boolean
}

const missing = { email: 'noEmail', phone_number: 'noPhone', username: 'noUsername' } as const

/** Makes a database user: the connection's policy first, then the Pre-User-Registration Actions. */
export async function signUp(tenant: Tenant, attempt: SignUp): Promise<SignUpResult> {
  const { connection, profile } = attempt
  const fault = faultOf(tenant, attempt)
  if (fault) return refuseSignUp(tenant, attempt, fault, fault)
  const { email: _e, phone_number: _p, username: _u, ...rest } = profile
  return await register(tenant, {
    ...attempt,
    profile: { ...rest, ...identificationOf(connection, profile) },
  })
}

function faultOf(tenant: Tenant, attempt: SignUp): SignUpFault | undefined {
  const { connection, profile, scope, secrets } = attempt
  if (isSignUpOff(tenant, scope, connection)) return 'signupsOff'
  const faulty = faultOfIdentification(connection, profile)
  if (faulty) return faulty
  const isWeak = !isAcceptable(connection, secrets?.password ?? '', identificationOf(connection, profile))
  if (!attempt.isWithoutPassword && (isWeak || !isMethodOn(connection, 'password'))) return 'weakPassword'
  const known = Object.values(identificationOf(connection, profile))
  const isTaken = (value: string) =>
    findDatabaseUser(tenant, connection, value) ?? findExternalUser(tenant, connection, value)
  return known.some(isTaken) ? 'emailInUse' : undefined
}

/** Eight characters where a database has no policy of its own; never none. */
export function isAcceptable(connection: Connection, password: string, person: Person): boolean {
  const { passwordPolicy, password_options } = connection.options
  const least = passwordPolicy === undefined && password_options === undefined ? 8 : 1
  return password.length >= least && isStrongPassword(connection, password, person)
}

/** The first attribute that the connection needs and that is missing or misspelt, as the name of its sentence. */
export function faultOfIdentification(
  connection: Connection,
  typed: Identification,
): SignUpFault | undefined {
  const attributes = attributesOf(connection)
  for (const { name, signUp: needed } of attributes) {
    const text = typed[name]?.trim() ?? ''
    const isLeftOut = text === '' && needed !== 'required'
    if (needed === 'inactive' || isLeftOut) continue
    if (normalise(connection, name, text) === undefined) return missing[name]
  }
  // All may be optional, but nobody can be made of nothing.
  const isKnown = Object.keys(identificationOf(connection, typed)).length > 0
  return isKnown ? undefined : missing[attributes[0]?.name ?? 'email']
}

/** What was typed as the connection keeps it; attributes that it does not take at sign-up are left out. */
export function identificationOf(connection: Connection, typed: Identification): KnownBy {
  const known: KnownBy = {}
  for (const { name, signUp: needed } of attributesOf(connection)) {
    const value = normalise(connection, name, typed[name] ?? '')
    if (needed !== 'inactive' && value !== undefined) known[name] = value
  }
  return known
}
