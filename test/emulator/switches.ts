/** A fault that one of the tenant's APIs shows for a while: a status for the next requests, or a delay for all. */
export interface Fault {
  /** HTTP status answered instead of the real answer. */
  status?: number
  /** How many requests still get `status`; afterwards all is well again. Default: no end. */
  requests?: number
  /** Milliseconds that every request waits first, whatever `status` says. */
  latencyMs?: number
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
  /** Fault: the metadata that Post-Login Actions set is lost (429, MFA abandoned, a later Action denied). */
  metadataWriteFails: boolean
  /** Documented default: a database sign-up mails a verification link; off = `verify_email` template disabled. */
  verificationMails: boolean
  /** Plan: token bucket of the Management API (the free plan has 2 a second, burst 2); null = none. */
  managementRateLimit: { perSecond: number; burst: number } | null
  managementFault: Fault | null
  /** Fault of SendGrid's `POST /v3/mail/send`: slow, 429, 500. */
  mailFault: Fault | null
}

export function defaultSwitches(): Switches {
  return {
    customDomain: true,
    stateInPreRegistration: true,
    loginHintInPreRegistration: true,
    extInviteAfterSocial: true,
    metadataWriteFails: false,
    verificationMails: true,
    managementRateLimit: null,
    managementFault: null,
    mailFault: null,
  }
}
