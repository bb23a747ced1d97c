import { findInheritedKey } from './inherited-name.ts'
import { isRefusalCode, type RefusalCode } from './refusal.ts'

/** Paths of the two calls that Actions make to the service: POST, JSON, `Authorization: Bearer <action key>`. */
export const ADMISSION_PATH = '/actions/admission'
export const REDEMPTION_PATH = '/actions/redemption'
/** A deployment calls this path with the same key to check that the service runs with what it has just deployed. */
export const PING_PATH = '/actions/ping'
/**
 * Checks that the Actions can send this as their key and that it is hard to guess. A header carries visible ASCII
 * without spaces; a comma would separate two keys of the service.
 */
export function isActionKey(text: string): boolean {
  return /^[!-+\--~]{32,}$/.test(text)
}

/** The service's path to which a login that Accept began returns. */
export const CALLBACK_PATH = '/callback'

/** Actions give up on the service after this, and refuse. */
export const CALL_TIMEOUT_MS = 3_000

/** The ways a handoff reaches an Action; the service takes the first that is there. */
export interface Carriers {
  /** The handoff token from `ext-invite` / `ulp-invite`. */
  handoff?: string
  /** `event.transaction.state`: the service's own value in flows that the service started. */
  state?: string
}

/** Facts about the gate that the Action was built with; both calls carry them. */
export interface GateFacts {
  /** `Gate.fingerprint`: the service logs a warning when its own gate differs. */
  gate?: string
  /** The gate only observes: nobody is refused, and would-be refusals are counted. */
  observing?: boolean
}

/** Asks whether this sign-up may go on. Without a carrier only its address can decide, where the gate allows that. */
export interface AdmissionRequest extends Carriers, GateFacts {
  email?: string
  phone_number?: string
  connection: { name: string; strategy: string }
  client_id?: string
  /** A transaction exists: the user is made neither by the Management API nor by a bare `/dbconnections/signup`. */
  interactive?: boolean
  /** The code with which the Action would have refused if the gate did not only observe; it is counted, not decided. */
  refused?: RefusalCode
  /** The gate lets the sign-up pass whatever the answer is; what it brought matters only for the stamp. */
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
  /** Attributes of a linked identity: the user's own attributes are those of the first identity. */
  profileData?: Addresses
}

/** The addresses by which an invitation can recognise a user, and their verification flags. */
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
  /** When the person behind this login last authenticated (ISO 8601); absent where the platform does not say. */
  authenticated_at?: string
  /** The person typed the password of the account to log in; absent where the platform does not say. */
  by_password?: boolean
  /**
   * False where nobody is present to accept anything: silent logins, refresh tokens, token exchanges. Absent in calls
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
  /** `event.request.hostname`: the tenant domain of the login, where it waits while a page explains a refusal. */
  hostname?: string
  /** The gate lets the user pass whatever the answer is; a refusal then only withholds the grant. */
  passes: boolean
  /** The application or connection is excepted from the gate, so profiles refused here are never removed. */
  excepted: boolean
}

/** The grant of an acceptance, for this login; the service assigns in the tenant what needs the Management API. */
export interface Grant {
  invitation: string
  roles: string[]
  app_metadata: Record<string, unknown>
  user_metadata: Record<string, unknown>
  /** Keys of both that replace what the user has; other keys are set only where the user has none of that name. */
  overwrite: string[]
}

export type RedemptionResponse =
  | { outcome: 'redeemed'; grant: Grant }
  /** A member, or native invitee, of an organization that the gate trusts: admitted without a grant. */
  | { outcome: 'admitted' }
  /**
   * `refusal` is a ticket for the page at /refused: unguessable, short-lived, and without content. It is absent for
   * users who pass and brought nothing.
   */
  | { outcome: 'refused'; code: RefusalCode; refusal?: string }

/** The service's settings, with which a deployment checks that Actions and service were given the same. */
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
  // Actions and service are deployed one after the other: an older service sends no `overwrite`.
  const { invitation, roles, app_metadata, user_metadata, overwrite = [] } = value
  if (!isTexts(roles) || !isTexts(overwrite)) return null
  if (!isRecord(app_metadata) || !isRecord(user_metadata)) return null
  // fail closed: no invitation can promise an inherited key.
  if (findInheritedKey([app_metadata, user_metadata])) return null
  return { invitation, roles, app_metadata, user_metadata, overwrite }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
