import { type GuestlistMetadata, METADATA_KEY } from './calls.ts'

/** Reads `app_metadata.guestlist`, and believes only values of the right type: admitted is `true` and nothing else. */
export function readGuestlistMetadata(
  appMetadata: Readonly<Record<string, unknown>> | undefined,
): GuestlistMetadata {
  const value = appMetadata?.[METADATA_KEY]
  if (typeof value !== 'object' || value === null) return {}
  const ours = value as Record<string, unknown>
  const { roles } = ours
  return {
    ...(ours.admitted === true && { admitted: true }),
    ...readTexts(ours),
    ...(Array.isArray(roles) && { roles: roles.filter(role => typeof role === 'string') }),
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

function readTexts(ours: Record<string, unknown>): Partial<Record<(typeof texts)[number], string>> {
  return Object.fromEntries(
    texts
      .map(name => [name, ours[name]] as const)
      .filter(([name, text]) => typeof text === 'string' && (name !== 'admission' || ADMISSION.test(text))),
  )
}

/** What a user gains with an admission. */
export type GainedMetadata = Pick<
  GuestlistMetadata,
  'invitation' | 'roles' | 'not_before' | 'not_before_except'
>

/** The metadata of an admitted user: stamp, refusal and exception have had their day, all else stays. */
export function toAdmitted(existing: GuestlistMetadata, gained: GainedMetadata): GuestlistMetadata {
  const { admission: _, refused_at: _refused, passed_at: _passed, ...kept } = existing
  const { roles = [], ...others } = gained
  if (roles.length === 0) return { ...kept, ...others, admitted: true }
  return { ...kept, ...others, admitted: true, roles: [...new Set([...(existing.roles ?? []), ...roles])] }
}
