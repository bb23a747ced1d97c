import type { TenantUser } from '../management/management-api.ts'
import { isDefaultValue } from '../profile/is-default-value.ts'
import { type FieldStore, storeOfField } from '../profile/store-of-field.ts'
import { isRootField, type UserField } from '../profile/user-field.ts'

/** A field as it is for one user. */
export interface MemberField {
  readonly field: UserField
  readonly store: FieldStore
  /** The tenant's value; empty for none, and for a picture that Auth0 has put there by itself. */
  readonly value: string
}

/** Reads what a user has in each of the configured fields. */
export function toMemberFields(fields: readonly UserField[], user: TenantUser): MemberField[] {
  return fields.map(field => {
    const store = storeOfField(field.name, user)
    return { field, store, value: toValue(field, store, user) }
  })
}

/** May the person change it here? What a provider brings, it brings again; what one logs in with is no mere text. */
export function isEditable({ store }: Pick<MemberField, 'store'>): boolean {
  return store === 'profile' || store === 'user_metadata'
}

/**
 * Does Auth0 always keep a value there, made from the address if need be
 * (https://auth0.com/docs/manage-users/user-accounts/user-profiles/normalized-user-profiles)? It does so for `picture`
 * too, but one that it has made itself counts as none.
 */
export function isAlwaysKept({ field, store }: Pick<MemberField, 'field' | 'store'>): boolean {
  return store === 'profile' && (field.name === 'name' || field.name === 'nickname')
}

function toValue({ name, key }: UserField, store: FieldStore, user: TenantUser): string {
  if (store === 'login') return user.phoneNumber ?? ''
  if (store === 'user_metadata') return toFieldText(user.userMetadata[key])
  const value = isRootField(name) && name !== 'phone_number' ? (user.profile?.[name] ?? '') : ''
  return name === 'picture' && isDefaultValue(name, value, user.email) ? '' : value
}

/** What an application has put there and is no text is not shown as one. */
function toFieldText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
