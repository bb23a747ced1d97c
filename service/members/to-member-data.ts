import { toDisplayName } from '../mail/display-name.ts'
import type { TenantUser } from '../management/management-api.ts'
import type { WayIn } from './find-ways-in.ts'
import type { MemberField } from './member-field.ts'

/** All that members may take along about themselves: JSON, instants in ISO 8601. */
export interface MemberData {
  readonly organization: string
  readonly downloaded_at: string
  readonly account: { user_id: string; email?: string; phone_number?: string; created_at: string }
  /** The configured fields and nothing else of the profile; null where there is nothing. */
  readonly profile: Readonly<Record<string, string | null>>
  readonly invitations: readonly MemberInvitation[]
}

interface MemberInvitation {
  readonly invited_by: string | null
  readonly joined_at: string
  readonly roles: readonly string[]
  /** Has everything arrived in the tenant? */
  readonly is_complete: boolean
  readonly terms: { version: string; agreed_at: string } | null
}

interface MemberDataFacts {
  organization: string
  user: Pick<TenantUser, 'userId' | 'email' | 'phoneNumber' | 'createdAt'>
  fields: readonly MemberField[]
  ways: readonly WayIn[]
  now: Date
}

/**
 * Writes down what the page of the account shows, key by key: neither `app_metadata` nor what applications keep in
 * `user_metadata` is in it, nor anything that an invitation says about its inviter but the name that the person has read.
 */
export function toMemberData({ organization, user, fields, ways, now }: MemberDataFacts): MemberData {
  return {
    organization,
    downloaded_at: now.toISOString(),
    account: {
      user_id: user.userId,
      ...(user.email !== undefined && { email: user.email }),
      ...(user.phoneNumber !== undefined && { phone_number: user.phoneNumber }),
      created_at: user.createdAt.toISOString(),
    },
    profile: Object.fromEntries(fields.map(({ field, value }) => [field.name, value === '' ? null : value])),
    invitations: ways.map(toMemberInvitation),
  }
}

function toMemberInvitation({ inviterName, joinedAt, roles, isGranted, terms }: WayIn): MemberInvitation {
  return {
    invited_by: toDisplayName(inviterName) ?? null,
    joined_at: joinedAt.toISOString(),
    roles,
    is_complete: isGranted,
    terms: terms ? { version: terms.version, agreed_at: terms.agreedAt.toISOString() } : null,
  }
}
