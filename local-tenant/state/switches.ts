import type { JsonObject } from './state.ts'

/** A fault that one of the tenant's APIs shows for a while: a status for the next requests, or a delay for all. */
export interface Fault {
  /** HTTP status answered instead of the real answer. */
  status?: number
  /** How many requests still get `status`; afterwards all is well again. Default: no end. */
  requests?: number
  /** Milliseconds that every request waits first, whatever `status` says. */
  latencyMs?: number
}

/** A person in the database that a custom database connection imports from. */
export interface ExternalUser {
  /** Name of the connection; default: any that imports. */
  connection?: string
  email?: string
  phone_number?: string
  username?: string
  email_verified?: boolean
  name?: string
  password: string
  /** The part after `auth0|`. */
  user_id?: string
  app_metadata?: JsonObject
  user_metadata?: JsonObject
}

/** Behaviours that Auth0's documentation leaves open, and faults. Tests run with either setting. */
export interface Switches {
  /** Uncertain per tenant: partials are rendered on the custom domain only; false = a tenant without one. */
  customDomain: boolean
  /** Uncertain: `event.transaction.state` in Pre-User-Registration is documented, filling it is untested. */
  stateInPreRegistration: boolean
  /** Uncertain: `event.transaction.login_hint` in Pre-User-Registration, likewise. */
  loginHintInPreRegistration: boolean
  /** Uncertain: does `event.request.query['ext-invite']` survive the round trip to a social provider? */
  extInviteAfterSocial: boolean
  /** Uncertain: does it survive a screen that asks for a code? */
  extInviteAfterCode: boolean
  /** Fault: the metadata that Post-Login Actions set is lost (429, MFA abandoned, a later Action denied). */
  metadataWriteFails: boolean
  /** Uncertain: when an accepted invitation to an organization makes its invitee a member. */
  invitationAccepted: 'before Post-Login' | 'after Post-Login'
  /** Uncertain: a browser's session answers for an invitation to an organization (two pages say the opposite). */
  invitationUsesSession: boolean
  /** Uncertain: roles of the tenant are there, too, in a login for an organization. */
  tenantRolesInOrganizationLogin: boolean
  /** Documented default: a database sign-up mails a verification link; off = `verify_email` template disabled. */
  verificationMails: boolean
  /** Plan: reading and ending sessions, and reading refresh tokens, is an Enterprise feature; false = 403. */
  sessionEndpoints: boolean
  /** Unmeasured: milliseconds until a saved Action is built; deploying it earlier answers 400. */
  actionBuildMs: number
  /** Uncertain: a self-service sign-up shows Pre-User-Registration empty metadata objects instead of none. */
  emptyMetadataInPreRegistration: boolean
  /** Early Access: a code for an unknown identifier of a database may end in a new account. */
  implicitSignUp: boolean
  /** Uncertain: the documentation calls the screen so, the deploy CLI knows it with an `s` more. */
  passkeyPartialScreen: 'passkey-enrollment' | 'passkeys-enrollment'
  /** Uncertain: when the Actions are asked about a new passwordless user; documented is when the user is made. */
  passwordlessRegistration: 'when the code is entered' | 'before the code is sent'
  /** Uncertain: fields of a partial on `signup-id` still arrive when the password comes on its own screen. */
  fieldsCarriedFromSignupId: boolean
  /** Uncertain: a Workspace account shows its `hd` in `event.user.identities`. */
  hostedDomainInIdentity: boolean
  /** Uncertain: metadata set by earlier Actions is lost when a later one denies (its own is kept: documented). */
  denyDropsEarlierMetadata: boolean
  /** Uncertain: permissions of a role assigned while Post-Login runs are in the same token. */
  permissionsAssignedInFlow: boolean
  /** Uncertain: the OAuth error of a refresh or password grant that an Action denied. */
  grantDenialError: 'access_denied' | 'invalid_grant'
  /** Uncertain: `event.authentication.methods` of the session is there when a refresh token is exchanged. */
  methodsOnRefresh: boolean
  /** Uncertain: `event.transaction.protocol` when a code is exchanged for tokens; null = absent. */
  otpGrantProtocol: 'oauth2-password' | null
  /** Uncertain: `event.authentication.methods` is there when a code is exchanged for tokens. */
  methodsInOtpGrant: boolean
  /** Uncertain: setting a password with a mailed link marks the address as verified. */
  passwordResetVerifiesEmail: boolean
  /** Documented: "Resetting a user's password makes their session expire". */
  passwordResetEndsSessions: boolean
  /** Uncertain: refresh tokens end with a reset as well. */
  passwordResetEndsRefreshTokens: boolean
  /** Universal Login asks for address and password on two screens; as the prompts setting `identifier_first`. */
  identifierFirst: boolean
  /** Not in the documentation: a bulk import asks Pre-User-Registration about each user. */
  importRunsPreRegistration: boolean
  /** Who is in the database that a connection with `import_mode` imports from. */
  externalUsers: ExternalUser[]
  /** Documented: 20 s for all Actions of one execution of a trigger. Tests shorten it. */
  triggerTimeoutMs: number
  /** Plan: token bucket of the Management API (the free plan has 2 a second, burst 2); null = none. */
  managementRateLimit: { perSecond: number; burst: number } | null
  managementFault: Fault | null
  /** Plan: prompts have no partials; false = 403 `insufficient_entitlement`. */
  partialsInPlan: boolean
  /** Plan: how many records of a kind there can be; one more is a 403 `insufficient_entitlement`. null = any number. */
  planLimits: {
    clients?: number
    resource_servers?: number
    connections?: number
    organizations?: number
    roles?: number
    custom_domains?: number
  } | null
  /** Fault of SendGrid's `POST /v3/mail/send`: slow, 429, 500. */
  mailFault: Fault | null
}

export function defaultSwitches(): Switches {
  return {
    customDomain: true,
    stateInPreRegistration: true,
    loginHintInPreRegistration: true,
    extInviteAfterSocial: true,
    extInviteAfterCode: true,
    metadataWriteFails: false,
    invitationAccepted: 'before Post-Login',
    invitationUsesSession: false,
    tenantRolesInOrganizationLogin: true,
    verificationMails: true,
    sessionEndpoints: true,
    actionBuildMs: 100,
    emptyMetadataInPreRegistration: false,
    implicitSignUp: true,
    passkeyPartialScreen: 'passkey-enrollment',
    passwordlessRegistration: 'when the code is entered',
    fieldsCarriedFromSignupId: false,
    hostedDomainInIdentity: true,
    denyDropsEarlierMetadata: false,
    permissionsAssignedInFlow: false,
    grantDenialError: 'access_denied',
    methodsOnRefresh: false,
    otpGrantProtocol: null,
    methodsInOtpGrant: false,
    passwordResetVerifiesEmail: true,
    passwordResetEndsSessions: true,
    passwordResetEndsRefreshTokens: false,
    identifierFirst: false,
    importRunsPreRegistration: false,
    externalUsers: [],
    triggerTimeoutMs: 20_000,
    managementRateLimit: null,
    managementFault: null,
    partialsInPlan: true,
    planLimits: null,
    mailFault: null,
  }
}
