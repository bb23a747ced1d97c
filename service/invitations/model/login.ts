import type { LoginIdentity, RedemptionRequest } from '../../../contract/calls.ts'
import { normaliseEmail, normalisePhoneNumber } from './normalise-address.ts'

/** The login that asks for an invitation, as the Post-Login Action reports it. */
export interface Login {
  readonly userId: string
  /** When the account was made; milliseconds since 1970. */
  readonly userCreatedAt: number
  readonly loginsCount: number
  /** Normalised; null for none, or for one that no invitation can be for. */
  readonly email: string | null
  readonly emailVerified: boolean
  /** The number in E.164; null for none. */
  readonly phoneNumber: string | null
  readonly phoneVerified: boolean
  /** The account's own identity first, linked ones after it. */
  readonly identities: readonly LoginIdentity[]
  readonly connection: { readonly name: string; readonly strategy: string }
  readonly clientId: string
  /** When the person behind it last showed who they are, in milliseconds since 1970; null where nobody says. */
  readonly authenticatedAt: number | null
  /** They typed the account's password; null where nobody says. */
  readonly isByPassword: boolean | null
  /** A person is there who can accept something. */
  readonly isInteractive: boolean
}

/** Reads the facts of a request that the rules use. */
export function toLogin(request: RedemptionRequest): Login {
  const { user, connection, client_id, authenticated_at, by_password, interactive, protocol } = request
  return {
    userId: user.user_id,
    userCreatedAt: Date.parse(user.created_at),
    loginsCount: user.logins_count,
    email: user.email === undefined ? null : normaliseEmail(user.email),
    emailVerified: user.email_verified === true,
    phoneNumber: user.phone_number === undefined ? null : normalisePhoneNumber(user.phone_number),
    phoneVerified: user.phone_verified === true,
    identities: user.identities,
    connection,
    clientId: client_id,
    authenticatedAt: authenticated_at === undefined ? null : Date.parse(authenticated_at),
    isByPassword: by_password ?? null,
    // Actions of an earlier version do not send it.
    isInteractive: interactive ?? protocol !== 'oauth2-refresh-token',
  }
}

/**
 * Checks whether the person authenticated after an instant. Where no time is known, it suffices that a person is
 * present.
 */
export function isFresh({ isInteractive, authenticatedAt }: Login, since: number): boolean {
  return isInteractive && (authenticatedAt === null || authenticatedAt >= since)
}

/** Does a password open the account, or a code that the tenant sends: can anybody have registered it? */
export function isDatabaseAccount({
  identities,
  connection,
}: Pick<Login, 'identities' | 'connection'>): boolean {
  return connection.strategy === 'auth0' || identities.some(({ provider }) => provider === 'auth0')
}
