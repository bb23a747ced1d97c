import { isRefusalCode, type RefusalCode } from './refusal.ts'

/** Paths of the two calls that Actions make to the service: POST, JSON, `Authorization: Bearer <action key>`. */
export const ADMISSION_PATH = '/actions/admission'
export const REDEMPTION_PATH = '/actions/redemption'
/**
 * Can the Actions send this as their key, and is it hard to guess? A header carries visible ASCII without spaces; a comma
 * would be read as the border between two keys of the service.
 */
export function isActionKey(text: string): boolean {
  return /^[!-+\--~]{32,}$/.test(text)
}

/** Where a login that Accept began comes back to, at the service. */
export const CALLBACK_PATH = '/callback'

/** Actions give up on the service after this, and refuse. */
export const CALL_TIMEOUT_MS = 3_000

/** The key of `app_metadata` that belongs to Guestlist. Nobody else may set it. */
export const METADATA_KEY = 'guestlist'

/** What Guestlist keeps about a user in `app_metadata.guestlist`. */
export interface GuestlistMetadata {
  /** The gate lets this user pass. */
  admitted?: boolean
  /** The invitation that admitted them. */
  invitation?: string
  /** Which handoff admitted the sign-up (`hnd_…`), until the first login redeems it. */
  admission?: string
  /** When the gate refused this user (ISO 8601); such a user is never taken for one from before the gate. */
  refused_at?: string
  /** When an exception first let this user pass (ISO 8601): they may hold a token, so the profile is kept. */
  passed_at?: string
  /** Logins from before this instant (ISO 8601) have ended: the account's owner took it over then. */
  not_before?: string
  /** But this one, in which the owner did so, by the instant at which it was authenticated (ISO 8601). */
  not_before_except?: string
  /** Names of granted roles, where the tenant has no roles of its own to assign (`grant_roles_as` metadata). */
  roles?: string[]
}

/** The ways a handoff reaches an Action; the service takes the first that is there. */
export interface Carriers {
  /** The handoff token from `ext-invite` / `ulp-invite`. */
  handoff?: string
  /** `event.transaction.state`: in flows that the service started it is the service's own. */
  state?: string
}

/** What both calls tell about the gate that the Action was built with. */
export interface GateFacts {
  /** `Gate.fingerprint`: a service that was given another gate says so in its log. */
  gate?: string
  /** The gate only observes: nobody is refused, and what would be is counted. */
  observing?: boolean
}

/** May this sign-up go on? Without a carrier only its address can tell, where the gate lets it. */
export interface AdmissionRequest extends Carriers, GateFacts {
  email?: string
  phone_number?: string
  connection: { name: string; strategy: string }
  client_id?: string
  /** There is a transaction: neither the Management API nor a bare `/dbconnections/signup` makes the user. */
  interactive?: boolean
  /** What the Action would have refused by itself, if the gate did not only observe: to be counted, not decided. */
  refused?: RefusalCode
}

export type AdmissionResponse =
  /** `admission` is the handoff (`hnd_…`) to be stamped; null where nothing but the address speaks for the sign-up. */
  { outcome: 'admitted'; admission: string | null } | { outcome: 'refused'; code: RefusalCode }

/** One identity of the user, as the Post-Login event has it. */
export interface LoginIdentity {
  provider: string
  user_id: string
  connection: string
  isSocial: boolean
  /** Google Workspace domain of the account. */
  hd?: string
  /** What a linked identity says of itself: the user's own attributes are those of the first one. */
  profileData?: Addresses
}

/** By what an invitation may know somebody, and what is said about it. */
export interface Addresses {
  email?: string
  email_verified?: boolean
  phone_number?: string
  phone_verified?: boolean
}

/** A login that wants to use an invitation, or that nothing has admitted yet. */
export interface RedemptionRequest extends Carriers, GateFacts {
  /** `app_metadata.guestlist.admission`, written by Pre-User-Registration. */
  admission?: string
  user: Addresses & {
    user_id: string
    created_at: string
    logins_count: number
    identities: LoginIdentity[]
  }
  connection: { name: string; strategy: string }
  client_id: string
  /** `event.transaction.protocol`, as Auth0 names it. */
  protocol?: string
  /** The organization this login is for. */
  organization_id?: string
  /** `event.request.hostname`: which of the tenant's domains the login is on, and waits on while a page explains. */
  hostname?: string
  /** The gate lets the user pass whatever the answer is; a refusal then only withholds the grant. */
  passes: boolean
  /** The application or connection is excepted from the gate: what is refused here is never removed. */
  excepted: boolean
}

/** What acceptance gives in this login; the service assigns in the tenant what needs the Management API. */
export interface Grant {
  invitation: string
  roles: string[]
  app_metadata: Record<string, unknown>
  user_metadata: Record<string, unknown>
  /** Keys of both that replace what the user has; all others are given only to users who have none of that name. */
  overwrite: string[]
  /** The account has just been taken over by its owner: logins from before this instant (ISO 8601) end. */
  not_before?: string
}

export type RedemptionResponse =
  | { outcome: 'redeemed'; grant: Grant }
  /** A member, or native invitee, of an organization that the gate trusts: let in, with nothing to give. */
  | { outcome: 'admitted' }
  /**
   * `refusal` is a ticket for the page at /refused: unguessable, short-lived, holds nothing itself. Absent for somebody
   * who passes without having brought anything.
   */
  | { outcome: 'refused'; code: RefusalCode; refusal?: string }

/** Reads the service's answer to an admission; anything unexpected is null, which the caller must refuse. */
export function parseAdmissionResponse(value: unknown): AdmissionResponse | null {
  if (!isRecord(value)) return null
  const { outcome, admission, code } = value
  if (outcome === 'admitted' && (typeof admission === 'string' || admission === null))
    return { outcome, admission }
  return outcome === 'refused' && isRefusalCode(code) ? { outcome, code } : null
}

/** Reads the service's answer to a redemption; anything unexpected is null, which the caller must refuse. */
export function parseRedemptionResponse(value: unknown): RedemptionResponse | null {
  if (!isRecord(value)) return null
  const { outcome, code, refusal } = value
  if (outcome === 'admitted') return { outcome }
  if (outcome === 'refused' && isRefusalCode(code)) {
    if (refusal === undefined) return { outcome, code }
    return typeof refusal === 'string' ? { outcome, code, refusal } : null
  }
  const grant = outcome === 'redeemed' ? parseGrant(value.grant) : null
  return grant && { outcome: 'redeemed', grant }
}

function parseGrant(value: unknown): Grant | null {
  if (!isRecord(value) || typeof value.invitation !== 'string') return null
  // Actions and service are deployed one after the other: an older service replaces nothing.
  const { invitation, roles, app_metadata, user_metadata, overwrite = [], not_before } = value
  if (!isTexts(roles) || !isTexts(overwrite)) return null
  if (!isRecord(app_metadata) || !isRecord(user_metadata)) return null
  const grant = { invitation, roles, app_metadata, user_metadata, overwrite }
  if (not_before === undefined) return grant
  // fail closed: a grant whose older logins would live on is none.
  return typeof not_before === 'string' && !Number.isNaN(Date.parse(not_before))
    ? { ...grant, not_before }
    : null
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
