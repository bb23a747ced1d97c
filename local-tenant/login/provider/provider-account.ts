import { createHash } from 'node:crypto'
import type { Connection } from '../../state.ts'
import { kindOf } from '../../strategies.ts'
import { textOf } from '../json.ts'

/** What a provider's stand-in says about the person who pressed its button. */
export interface ProviderAccount {
  /** The provider's id of the account; without one it is derived from the address, else from the name. */
  id?: string | undefined
  name: string
  /** Facebook may have none, a custom provider may say anything. */
  email?: string | undefined
  isEmailVerified: boolean
  /** Google Workspace domain. */
  hostedDomain?: string | undefined
}

const titles: Record<string, string> = {
  'google-oauth2': 'Google',
  apple: 'Apple',
  facebook: 'Facebook',
  github: 'GitHub',
  linkedin: 'LinkedIn',
  windowslive: 'Microsoft',
}

/** How people call the provider: on its page, and on the button that leads there. */
export function titleOf({ display_name, name, strategy }: Connection): string {
  return textOf(display_name) ?? titles[strategy] ?? name
}

/** `identities[].user_id`: the provider's id, after the connection's name where only both together are unique. */
export function identityIdOf(connection: Connection, account: ProviderAccount): string {
  const id = account.id ?? derivedId(connection, account)
  const isByConnection = kindOf(connection.strategy) === 'enterprise' || connection.strategy === 'oauth2'
  return isByConnection ? `${connection.name}|${id}` : id
}

/** Always the same for an account; Google's `sub` has 21 digits. */
function derivedId({ strategy }: Connection, { email, name }: ProviderAccount): string {
  const known = (email ?? name).trim().toLowerCase()
  const hash = createHash('sha256').update(known).digest('hex')
  if (strategy !== 'google-oauth2') return hash.slice(0, 24)
  return `1${(BigInt(`0x${hash}`) % 10n ** 20n).toString().padStart(20, '0')}`
}

/**
 * `email_verified` as the provider says; of Azure AD and ADFS as the connection says, whatever they assert
 * (https://auth0.com/docs/authenticate/identity-providers/enterprise-identity-providers/azuread-adfs-email-verification).
 */
export function isEmailVerified({ strategy, options }: Connection, account: ProviderAccount): boolean {
  if (account.email === undefined) return false
  if (strategy !== 'waad' && strategy !== 'adfs') return account.isEmailVerified
  return options.should_trust_email_verified_connection === 'always_set_emails_as_verified'
}
