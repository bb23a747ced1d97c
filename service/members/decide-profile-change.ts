import type { TenantProfile, TenantUser, UserPatch } from '../management/management-api.ts'
import type { FieldFault, FieldFaults } from '../profile/field-fault.ts'
import { parseField } from '../profile/parse-field.ts'
import { isRootField, type UserField } from '../profile/user-field.ts'
import { isAlwaysKept, isEditable, type MemberField, toMemberFields } from './member-field.ts'

export interface ProfileChangeFacts {
  fields: readonly UserField[]
  /** The user as the tenant has them now. */
  user: TenantUser
  /** What the page had shown, by name of the field. */
  shown: Readonly<Record<string, string>>
  /** What came back, as typed. */
  typed: Readonly<Record<string, string>>
}

export type ProfileChange =
  | { outcome: 'unchanged' }
  | { outcome: 'changed'; patch: Pick<UserPatch, 'profile' | 'userMetadata'>; names: readonly string[] }
  | { outcome: 'faulty'; faults: FieldFaults }
  /** Changed elsewhere since the page was shown, and here to something else: what each is now. */
  | { outcome: 'conflict'; now: Readonly<Record<string, string>> }

interface Edit extends MemberField {
  /** Empty to take the value away. */
  readonly next: string
}

/**
 * What of a form changes a profile: only fields that the operator has configured, that are this user's own to change,
 * and that the person has changed on the page. Whatever has become something else in the meantime is not overwritten.
 */
export function decideProfileChange({ fields, user, shown, typed }: ProfileChangeFacts): ProfileChange {
  const faults: Record<string, FieldFault> = {}
  const now: Record<string, string> = {}
  const edits: Edit[] = []
  for (const member of toMemberFields(fields, user)) {
    const { field, value } = member
    const text = typed[field.name]
    if (!isEditable(member) || text === undefined || text === shown[field.name]) continue
    const parsed = parseMemberField(member, text)
    if ('fault' in parsed) faults[field.name] = parsed.fault
    else if (parsed.value !== value && value !== shown[field.name]) now[field.name] = value
    else if (parsed.value !== value) edits.push({ ...member, next: parsed.value })
  }
  if (Object.keys(faults).length > 0) return { outcome: 'faulty', faults }
  if (Object.keys(now).length > 0) return { outcome: 'conflict', now }
  if (edits.length === 0) return { outcome: 'unchanged' }
  return { outcome: 'changed', patch: toPatch(edits), names: edits.map(({ field }) => field.name) }
}

function parseMemberField(member: MemberField, text: string) {
  const parsed = parseField(member.field, text)
  if ('fault' in parsed || parsed.value !== '') return parsed
  if (isAlwaysKept(member)) return { fault: 'cannot_be_emptied' } as const
  return member.field.isRequired ? ({ fault: 'missing' } as const) : parsed
}

/** "Setting any value to null will remove the attribute" (…/root-attributes/update-root-attributes-for-users). */
function toPatch(edits: readonly Edit[]): Pick<UserPatch, 'profile' | 'userMetadata'> {
  const profile: { [Name in keyof TenantProfile]?: string | null } = {}
  const userMetadata: Record<string, unknown> = {}
  for (const { field, store, next } of edits) {
    const value = next === '' ? null : next
    if (store === 'user_metadata') userMetadata[field.key] = value
    else if (isRootField(field.name) && field.name !== 'phone_number') profile[field.name] = value
  }
  return {
    ...(Object.keys(profile).length > 0 && { profile }),
    ...(Object.keys(userMetadata).length > 0 && { userMetadata }),
  }
}
