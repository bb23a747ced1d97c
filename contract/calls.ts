import { findInheritedKey } from './inherited-name.ts'
import { isRefusalCode, type RefusalCode } from './refusal.ts'

/** Paths of the two calls that Actions make to the service: POST, JSON, `Authorization: Bearer <action key>`. */
export const ADMISSION_PATH = '/actions/admission'
export const REDEMPTION_PATH = '/actions/redemption'
/** A deployment asks here, with the same key, whether the service runs with what it has just deployed. */
export const PING_PATH = '/actions/ping'
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
  /** The gate lets the sign-up pass whatever the answer is: only what it brought counts, and only for the stamp. */
  passes?: boolean
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
  /** When the person behind this login last showed who they are (ISO 8601); absent where the platform does not say. */
  authenticated_at?: string
  /**
   * False where nobody is there to accept anything: a silent login, a refresh token, another token exchanged. Absent
   * from an Action of an earlier version.
   */
  interactive?: boolean
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

/** What the service runs with, for a deployment that wants to know whether both were given the same. */
export interface PingResponse {
  /** `Gate.fingerprint` and `Gate.mode` of its gate file. */
  gate: string
  mode: string
  public_url: string
  /** The tenant's canonical domain. */
  tenant: string
  api_audience: string
  /** The id of the key that signs handoffs; its public half must be among the Actions' secrets. */
  handoff_key: string
}

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
  const { invitation, roles, app_metadata, user_metadata, overwrite = [] } = value
  if (!isTexts(roles) || !isTexts(overwrite)) return null
  if (!isRecord(app_metadata) || !isRecord(user_metadata)) return null
  // fail closed: no invitation can promise such a key.
  if (findInheritedKey([app_metadata, user_metadata])) return null
  return { invitation, roles, app_metadata, user_metadata, overwrite }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
