import { normaliseEmail } from '../../invitations/model/normalise-address.ts'
import type { InvitationFilter } from '../../ledger/invitations/invitation-ledger.ts'
import type { Address } from '../../ledger/ledger.ts'
import type { Caller } from './access-token.ts'
import { ApiError } from './api-error.ts'
import type { FilterQuery } from './schemas/filter-query.ts'
import { scopeOf } from './scope-of.ts'

/**
 * What a caller may see of what they ask for; undefined where that is nothing, because they asked for what others have
 * made. Throws ApiError `invalid_field` for an address that is none.
 */
export function toFilter(query: FilterQuery, caller: Caller): InvitationFilter | undefined {
  const isForOthers = query.inviter !== undefined && query.inviter !== caller.id
  const address = toAddress(query)
  const scope = scopeOf(caller)
  if (scope !== undefined && isForOthers) return undefined
  return {
    kind: query.kind,
    status: query.status,
    deliveryStatus: query.delivery_status,
    address,
    // fail closed: who administers nothing finds their own, whatever else they ask for.
    inviterId: scope ?? query.inviter,
    role: query.role,
    clientId: query.client_id,
    externalId: query.external_id,
    parentId: query.parent_id,
    createdFrom: query.created_after,
    createdBefore: query.created_before,
    expiresFrom: query.expires_after,
    expiresBefore: query.expires_before,
  }
}

function toAddress({ email, phone_number }: FilterQuery): Address | undefined {
  if (email !== undefined && phone_number !== undefined)
    throw new ApiError('invalid_field', 'An invitation has one address.', { field: 'phone_number' })
  if (phone_number !== undefined) return { phoneNumber: phone_number }
  if (email === undefined) return undefined
  const normalised = normaliseEmail(email)
  if (normalised === null)
    throw new ApiError('invalid_field', 'The field email is not an address.', { field: 'email' })
  return { email: normalised }
}
