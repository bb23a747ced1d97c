import type { LoginIdentity, RedemptionRequest } from '../../contract/calls.ts'
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
  /** In E.164; null for none. */
  readonly phoneNumber: string | null
  readonly phoneVerified: boolean
  /** The account's own identity first, linked ones after it. */
  readonly identities: readonly LoginIdentity[]
  readonly connection: { readonly name: string; readonly strategy: string }
  readonly clientId: string
}

/** Reads the facts of a request that the rules judge. */
export function toLogin({ user, connection, client_id }: RedemptionRequest): Login {
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
  }
}
