/**
 * The part of Auth0's `event` and `api` objects that our Actions use, as documented; nothing that is marked Enterprise
 * or Early Access. Everything an application or a browser can influence is optional or unknown here.
 */

/** Others choose these keys, so every value is read with care. */
export type Dictionary = Readonly<Record<string, unknown>>

export interface EventClient {
  readonly client_id: string
  readonly name: string
  readonly metadata?: Dictionary
}

export interface EventConnection {
  readonly name: string
  /** `auth0` for databases, `email` and `sms` for passwordless; for social ones the same as the name. */
  readonly strategy: string
}

/** https://auth0.com/docs/actions/reference/pre-user-registration/pre-user-registration-event-object */
export interface PreUserRegistrationEvent {
  readonly client?: EventClient
  readonly connection: EventConnection
  /** There is no `query` here: what `/authorize` was called with is out of reach. */
  readonly request: { readonly body?: Dictionary; readonly language?: unknown }
  readonly secrets: Dictionary
  /** Absent when the Management API or a bare `/dbconnections/signup` makes the user. */
  readonly transaction?: {
    readonly locale?: string
    readonly state?: unknown
    readonly ui_locales?: readonly string[]
  }
  readonly user: {
    readonly app_metadata?: Dictionary
    readonly email?: unknown
    readonly phone_number?: unknown
  }
}

/** https://auth0.com/docs/actions/reference/pre-user-registration/pre-user-registration-api-object */
export interface PreUserRegistrationApi {
  readonly access: { deny(reason: string, userMessage: string): unknown }
  readonly user: { setAppMetadata(key: string, value: unknown): unknown }
}

/** The fields vary by provider, so every value is read with care. */
export interface EventIdentity {
  readonly connection?: unknown
  readonly provider?: unknown
  readonly user_id?: unknown
  readonly isSocial?: unknown
  readonly hd?: unknown
  readonly profileData?: unknown
}

/** https://auth0.com/docs/actions/reference/post-login/post-login-event-object */
export interface PostLoginEvent {
  /** What the user has passed in this session, and when; Auth0 does not say for every kind of login. */
  readonly authentication?: {
    readonly methods?: readonly { readonly name?: unknown; readonly timestamp?: unknown }[]
  }
  readonly authorization?: { readonly roles?: readonly string[] }
  readonly client: EventClient
  readonly connection: EventConnection
  readonly organization?: { readonly id: string }
  /** Replaced after MFA or a redirect, so that `query` no longer is what `/authorize` was called with. */
  readonly request: {
    readonly query?: Dictionary
    readonly hostname?: unknown
    readonly language?: unknown
  }
  readonly secrets: Dictionary
  readonly session?: { readonly actor?: unknown }
  readonly stats: { readonly logins_count: number }
  readonly transaction: {
    readonly actor?: unknown
    readonly metadata?: Dictionary
    readonly locale?: string
    readonly prompt?: readonly string[]
    readonly protocol?: string
    readonly redirect_uri?: string
    readonly state?: unknown
    /** The type of the subject token in a token exchange. */
    readonly subject_token_type?: string
    readonly ui_locales?: readonly string[]
  }
  readonly user: {
    readonly app_metadata?: Dictionary
    readonly created_at: string
    readonly email?: unknown
    readonly email_verified?: unknown
    readonly identities?: readonly EventIdentity[]
    readonly phone_number?: unknown
    readonly phone_verified?: unknown
    readonly user_id: string
    readonly user_metadata?: Dictionary
  }
}

/** https://auth0.com/docs/actions/reference/post-login/post-login-api-object */
export interface PostLoginApi {
  readonly access: { deny(reason: string): unknown }
  readonly accessToken: { setCustomClaim(key: string, value: unknown): unknown }
  readonly idToken: { setCustomClaim(key: string, value: unknown): unknown }
  readonly redirect: {
    canRedirect(): boolean
    sendUserTo(url: string, options?: { query?: Record<string, string> }): unknown
  }
  readonly transaction: { setMetadata(key: string, value: string): unknown }
  readonly user: {
    setAppMetadata(key: string, value: unknown): unknown
    setUserMetadata(key: string, value: unknown): unknown
  }
}
