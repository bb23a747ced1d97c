import type { Locale } from '../../contract/locale.ts'

/** Attributes of Auth0's user profile that people may fill in themselves. */
export const rootFields = [
  'given_name',
  'family_name',
  'name',
  'nickname',
  'picture',
  'phone_number',
] as const

export type RootField = (typeof rootFields)[number]

/** The prefix of the operator's own fields. */
export const METADATA_PREFIX = 'user_metadata.'

/** What kind of text a field takes. */
export type FieldKind = 'name' | 'phone' | 'picture' | 'text'

/** One field of a profile that the operator asks for. */
export interface UserField {
  /** The name as in USER_FIELDS: a root attribute, or `user_metadata.<key>`. */
  readonly name: string
  /** The name without the prefix: the key in `user_metadata`, if the value is kept there. */
  readonly key: string
  readonly kind: FieldKind
  /** Asked for when joining. */
  readonly isRequired: boolean
  /** Labels of an operator's own field, by language or for all of them. */
  readonly labels: Readonly<Partial<Record<Locale | 'all', string>>>
}

/** What somebody has said of themselves, by name of the field; texts are checked and in the form that is stored. */
export type Answers = Readonly<Record<string, string>>

/** The name of a field without its prefix. */
export function keyOf(name: string): string {
  return name.startsWith(METADATA_PREFIX) ? name.slice(METADATA_PREFIX.length) : name
}

/** Is the field an attribute of Auth0's profile, and not of the operator's own? */
export function isRootField(name: string): name is RootField {
  return rootFields.some(root => root === name)
}
