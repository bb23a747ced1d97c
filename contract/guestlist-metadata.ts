/**
 * What Guestlist keeps about a user in `app_metadata`, and under which keys. Auth0 merges app_metadata by top-level key
 * only, so writing an object replaces it with the state that the login read when it began. Each fact with a separate
 * writer therefore has a separate key, and a login that ends late reverts nothing written since
 * (docs/adr/0029-redemption-rests-on-what-is-known.md).
 */
export const METADATA_KEY = 'guestlist'
/** The service alone writes this key, when it makes an account its owner's. */
export const NOT_BEFORE_KEY = 'guestlist_not_before'
export const NOT_BEFORE_EXCEPT_KEY = 'guestlist_not_before_except'
/** The Actions alone write this key. */
export const REFUSED_KEY = 'guestlist_refused_at'
export const PASSED_KEY = 'guestlist_passed_at'
/** One key per invitation, so that two grants at the same time lose neither. */
const ROLES_PREFIX = 'guestlist_roles_'

/** Checks whether this metadata key is Guestlist's; nobody else may set one or map it to a claim. */
export function isOwnMetadataKey(key: string): boolean {
  return key === METADATA_KEY || key.startsWith(`${METADATA_KEY}_`)
}

/** All of Guestlist's metadata, read from where this and earlier versions write it. */
export interface GuestlistMetadata {
  /** The gate lets this user pass. */
  admitted?: boolean
  /** The invitation that admitted them. */
  invitation?: string
  /** Which handoff admitted the sign-up (`hnd_…`), until the first login redeems it. */
  admission?: string
  /** When the gate refused this user (ISO 8601); such a user never counts as older than the gate. */
  refused_at?: string
  /** When an exception first let this user pass (ISO 8601): they may hold a token, so the profile is kept. */
  passed_at?: string
  /** Logins from before this instant (ISO 8601) have ended, because the account's owner took it over then. */
  not_before?: string
  /** The one earlier login that stays valid: the owner's, known by the instant at which it was authenticated. */
  not_before_except?: string
  /** Names of granted roles, where the tenant has no roles of its own to assign (`grant_roles_as` metadata). */
  roles?: string[]
}

type AppMetadata = Readonly<Record<string, unknown>> | undefined

/** Reads Guestlist's metadata, and accepts only values of the right type: admitted is `true` and nothing else. */
export function readGuestlistMetadata(appMetadata: AppMetadata = {}): GuestlistMetadata {
  const { not_before, not_before_except, roles = [], ...others } = readObject(appMetadata)
  const allRoles = [...roles, ...readRoles(appMetadata)]
  return {
    ...others,
    ...readTexts({ refused_at: appMetadata[REFUSED_KEY], passed_at: appMetadata[PASSED_KEY] }),
    ...pickLater(
      readTexts({ not_before, not_before_except }),
      readTexts({
        not_before: appMetadata[NOT_BEFORE_KEY],
        not_before_except: appMetadata[NOT_BEFORE_EXCEPT_KEY],
      }),
    ),
    ...(allRoles.length > 0 && { roles: [...new Set(allRoles)] }),
  }
}

/** The object under `guestlist`, in which earlier versions kept everything. */
function readObject(appMetadata: NonNullable<AppMetadata>): GuestlistMetadata {
  const value = appMetadata[METADATA_KEY]
  if (typeof value !== 'object' || value === null) return {}
  const ours = value as Record<string, unknown>
  return {
    ...(ours.admitted === true && { admitted: true }),
    ...readTexts(ours),
    ...(Array.isArray(ours.roles) && { roles: ours.roles.filter(isText) }),
  }
}

const texts = [
  'invitation',
  'admission',
  'refused_at',
  'passed_at',
  'not_before',
  'not_before_except',
] as const satisfies (keyof GuestlistMetadata)[]

/** The name of a handoff's row. */
const ADMISSION = /^hnd_[\w-]{1,64}$/

function readTexts(values: Record<string, unknown>): Partial<Record<(typeof texts)[number], string>> {
  return Object.fromEntries(
    texts
      .map(name => [name, values[name]] as const)
      .filter(([name, text]) => isText(text) && (name !== 'admission' || ADMISSION.test(text))),
  )
}

function readRoles(appMetadata: NonNullable<AppMetadata>): string[] {
  // A login needs only Guestlist's own keys.
  const keys = Object.keys(appMetadata).filter(key => key.startsWith(ROLES_PREFIX))
  return keys.flatMap(key => {
    const names = appMetadata[key]
    return Array.isArray(names) ? names.filter(isText) : []
  })
}

/** The later of two dates, because it ends more logins; an exception is one from its own date only. */
function pickLater<Dates extends Pick<GuestlistMetadata, 'not_before'>>(one: Dates, other: Dates): Dates {
  const [at, otherAt] = [Date.parse(one.not_before ?? ''), Date.parse(other.not_before ?? '')]
  return Number.isNaN(otherAt) || at > otherAt ? one : other
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** What a user gains with an admission. */
export type GainedMetadata = Pick<GuestlistMetadata, 'invitation' | 'roles'>

/**
 * What to write for a user who is admitted, by key of app_metadata. Stamp, refusal and exception are no longer needed
 * and are removed (null); everything else stays.
 */
export function toAdmission(
  appMetadata: AppMetadata,
  { invitation, roles = [] }: GainedMetadata,
): Record<string, unknown> {
  const { admission: _, refused_at: _refused, passed_at: _passed, ...kept } = readObject(appMetadata ?? {})
  const isMarked = (key: string) => appMetadata !== undefined && Object.hasOwn(appMetadata, key)
  return {
    [METADATA_KEY]: { ...kept, admitted: true, ...(invitation !== undefined && { invitation }) },
    ...(isMarked(REFUSED_KEY) && { [REFUSED_KEY]: null }),
    ...(isMarked(PASSED_KEY) && { [PASSED_KEY]: null }),
    ...(invitation !== undefined && roles.length > 0 && { [`${ROLES_PREFIX}${invitation}`]: [...roles] }),
  }
}
