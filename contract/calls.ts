import { isRefusalCode, type RefusalCode } from './refusal.ts'

/** Paths of the two calls that Actions make to the service: POST, JSON, `Authorization: Bearer <action key>`. */
export const ADMISSION_PATH = '/actions/admission'
export const REDEMPTION_PATH = '/actions/redemption'

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
  /** When the gate refused this user last (ISO 8601); such a user is never taken for one from before the gate. */
  refused_at?: string
}

/** The ways a handoff reaches an Action; the service takes the first that is there. */
export interface Carriers {
  /** The handoff token from `ext-invite` / `ulp-invite`. */
  handoff?: string
  /** `event.transaction.state`: in flows that the service started it is the service's own. */
  state?: string
}

/** May this sign-up go on? */
export interface AdmissionRequest extends Carriers {
  email?: string
  phone_number?: string
  connection: { name: string; strategy: string }
  client_id?: string
}

export type AdmissionResponse =
  | { outcome: 'admitted'; admission: string }
  | { outcome: 'refused'; code: RefusalCode }

/** One identity of the user, as the Post-Login event has it. */
export interface LoginIdentity {
  provider: string
  user_id: string
  connection: string
  isSocial: boolean
}

/** A login that wants to use an invitation, or that nothing has admitted yet. */
export interface RedemptionRequest extends Carriers {
  /** `app_metadata.guestlist.admission`, written by Pre-User-Registration. */
  admission?: string
  user: {
    user_id: string
    email?: string
    email_verified?: boolean
    phone_number?: string
    phone_verified?: boolean
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
  /** `refusal` is a ticket for the page at /refused: unguessable, short-lived, holds nothing itself. */
  | { outcome: 'refused'; code: RefusalCode; refusal: string }

/** Reads the service's answer to an admission; anything unexpected is null, which the caller must refuse. */
export function parseAdmissionResponse(value: unknown): AdmissionResponse | null {
  if (!isRecord(value)) return null
  if (value.outcome === 'admitted' && typeof value.admission === 'string')
    return { outcome: 'admitted', admission: value.admission }
  if (value.outcome === 'refused' && isRefusalCode(value.code))
    return { outcome: 'refused', code: value.code }
  return null
}

/** Reads the service's answer to a redemption; anything unexpected is null, which the caller must refuse. */
export function parseRedemptionResponse(value: unknown): RedemptionResponse | null {
  if (!isRecord(value)) return null
  if (value.outcome === 'refused' && isRefusalCode(value.code) && typeof value.refusal === 'string')
    return { outcome: 'refused', code: value.code, refusal: value.refusal }
  const grant = value.outcome === 'redeemed' ? parseGrant(value.grant) : null
  return grant && { outcome: 'redeemed', grant }
}

function parseGrant(value: unknown): Grant | null {
  if (!isRecord(value) || typeof value.invitation !== 'string') return null
  // Actions and service are deployed one after the other: an older service replaces nothing.
  const { invitation, roles, app_metadata, user_metadata, overwrite = [] } = value
  if (!isTexts(roles) || !isTexts(overwrite)) return null
  if (!isRecord(app_metadata) || !isRecord(user_metadata)) return null
  return { invitation, roles, app_metadata, user_metadata, overwrite }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
