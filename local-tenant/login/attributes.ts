import { type Identifier, identifiers } from '../identities.ts'
import type { Connection } from '../state.ts'
import { kindOf } from '../strategies.ts'
import { objectOf } from './json.ts'

/** One attribute of a connection's users, and what it is good for. */
export interface Attribute {
  name: Identifier
  /** People log in with it. */
  isIdentifier: boolean
  signUp: 'required' | 'optional' | 'inactive'
  /** Asked for a code before the account is made. */
  isVerifiedAtSignUp: boolean
  /** What is asked for after the identifier. */
  method: 'password' | 'code'
}

/** What somebody who logs in or signs up has typed of themselves. */
export type Identification = { [Name in Identifier]?: string | undefined }
/** The same as the connection keeps it. */
export type KnownBy = Partial<Record<Identifier, string>>

/**
 * The attributes of a connection: flexible identifiers where they are configured
 * (https://auth0.com/docs/authenticate/database-connections/activate-and-configure-attributes-for-flexible-identifiers),
 * else the address (and the name with `requires_username`). Passwordless connections have one, proven by a code.
 */
export function attributesOf(connection: Connection): Attribute[] {
  const { strategy, options } = connection
  if (strategy === 'email') return [plain('email', 'code')]
  if (strategy === 'sms') return [plain('phone_number', 'code')]
  const configured = objectOf(options.attributes)
  if (Object.keys(configured).length === 0)
    return [plain('email'), ...(options.requires_username === true ? [plain('username')] : [])]
  return identifiers.filter(name => name in configured).map(name => attributeFrom(connection, name))
}

function plain(name: Identifier, method: Attribute['method'] = 'password'): Attribute {
  return { name, isIdentifier: true, signUp: 'required', isVerifiedAtSignUp: false, method }
}

function attributeFrom(connection: Connection, name: Identifier): Attribute {
  const { identifier, signup, verification_method } = objectOf(objectOf(connection.options.attributes)[name])
  const { active, default_method } = objectOf(identifier)
  const { status, verification } = objectOf(signup)
  const hasCodes = name === 'phone_number' || verification_method === 'otp'
  return {
    name,
    isIdentifier: active !== false,
    signUp: status === 'optional' || status === 'inactive' ? status : 'required',
    isVerifiedAtSignUp: name !== 'username' && hasCodes && objectOf(verification).active === true,
    method: isCodeOffered(connection, name) && isCodeFirst(connection, default_method) ? 'code' : 'password',
  }
}

function isCodeFirst(connection: Connection, defaultMethod: unknown): boolean {
  return defaultMethod === 'email_otp' || defaultMethod === 'phone_otp' || !isMethodOn(connection, 'password')
}

/** May a code log somebody in (…/passwordless-authentication-for-db-connect)? Always at passwordless connections. */
export function isCodeOffered(connection: Connection, name: Identifier): boolean {
  if (kindOf(connection.strategy) === 'passwordless') return true
  if (name === 'username') return false
  return isMethodOn(connection, name === 'email' ? 'email_otp' : 'phone_otp')
}

type Method = 'password' | 'passkey' | 'email_otp' | 'phone_otp'

/** `options.authentication_methods`: passwords unless switched off, all else only if switched on; databases only. */
export function isMethodOn({ strategy, options }: Connection, method: Method): boolean {
  if (kindOf(strategy) !== 'database') return false
  const { enabled } = objectOf(objectOf(options.authentication_methods)[method])
  return method === 'password' ? enabled !== false : enabled === true
}

/** Reads what somebody typed as one of the connection's identifiers; undefined when it can be none of them. */
export function identifierFrom(connection: Connection, typed: string): [Identifier, string] | undefined {
  const allowed = attributesOf(connection).filter(({ isIdentifier }) => isIdentifier)
  for (const { name } of allowed) {
    const value = normalise(connection, name, typed)
    if (value !== undefined) return [name, value]
  }
  return undefined
}

/** A value as the connection keeps it; undefined when it is not one. Phone numbers are in E.164. */
export function normalise(connection: Connection, name: Identifier, typed: string): string | undefined {
  const text = typed.trim()
  if (name === 'email') return /^[^\s@]+@[^\s@]+$/.test(text) ? lowerCase(connection, text) : undefined
  if (name === 'username') return /^[^\s@]{1,128}$/.test(text) ? text.toLowerCase() : undefined
  const number = text.replace(/[\s().-]/g, '')
  return /^\+[1-9][0-9]{1,14}$/.test(number) ? number : undefined
}

/** Not in the documentation for passwordless connections; two users for one mailbox would be the alternative. */
function lowerCase({ strategy }: Connection, email: string): string {
  return ['auth0', 'email'].includes(strategy) ? email.toLowerCase() : email
}
