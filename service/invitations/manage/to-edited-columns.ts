import type { InvitationRow } from '../../ledger/schema/schema.ts'
import type { InvitationChanges } from '../model/invitation-changes.ts'
import { InvitationError } from '../model/invitation-error.ts'
import { assertDeliverable, assertLeadsOn, readAddress } from './read-addressee.ts'
import type { NextDelivery } from './vouch.ts'

type Columns = Partial<InvitationRow>

/** The columns that an edit changes, and the consequences. */
export interface EditedColumns {
  /** The columns that really change; delivery and end are not among them. */
  readonly set: Columns
  readonly changesAddress: boolean
  /** The grant changes, or the person who gets it. */
  readonly changesGrant: boolean
  /** Links sent before must open nothing any more. */
  readonly raisesGeneration: boolean
}

/** Reads an edit as changes of a row's columns. Throws InvitationError for what does not fit the invitation. */
export function toEditedColumns(
  row: InvitationRow,
  changes: InvitationChanges,
  next: NextDelivery,
): EditedColumns {
  const grant = onlyChanged(row, {
    ...(changes.roles && { roles: JSON.stringify([...new Set(changes.roles)]) }),
    ...(changes.permissions && { permissions: JSON.stringify(changes.permissions) }),
    ...(changes.appMetadata && { app_metadata: JSON.stringify(changes.appMetadata) }),
    ...(changes.userMetadata && { user_metadata: JSON.stringify(changes.userMetadata) }),
  })
  const address = onlyChanged(row, toAddressColumns(row, changes))
  if (row.kind !== 'personal' && next.delivery === 'delivered')
    throw unfitting('send_invitation_email', 'A link for several people is sent to nobody.')
  const changesAddress = Object.keys(address).length > 0
  const changesGrant = changesAddress || Object.keys(grant).length > 0
  const raisesGeneration = changesGrant || next.isOther
  if (raisesGeneration) assertWay({ ...row, ...address }, next)
  return {
    set: { ...grant, ...address, ...onlyChanged(row, toOtherColumns(changes)) },
    changesAddress,
    changesGrant,
    raisesGeneration,
  }
}

/** Throws InvitationError if the new link cannot be delivered to the number, or cannot be used there. */
function assertWay({ invitee_phone_number: phoneNumber, connection }: InvitationRow, next: NextDelivery) {
  const { delivery, vouchedBy } = next
  if (phoneNumber === null) return
  if (delivery === 'delivered' && vouchedBy === undefined) assertDeliverable({ phoneNumber })
  assertLeadsOn({ delivery, inviteePhoneNumber: phoneNumber, connection })
}

/** A new address clears what was known about the person at the old one. */
function toAddressColumns(row: InvitationRow, { invitee }: InvitationChanges): Columns {
  if (!invitee) return {}
  if (row.kind !== 'personal') throw unfitting('invitee', 'A link for several people has no address.')
  // The rule of the link decides who gets one of its invitations.
  if (row.parent_id !== null) throw unfitting('invitee', 'Its recipient asked for it at a link.')
  const address = readAddress(invitee)
  return 'email' in address
    ? { invitee_email: address.email, invitee_phone_number: null }
    : { invitee_email: null, invitee_phone_number: address.phoneNumber }
}

function toOtherColumns(changes: InvitationChanges): Columns {
  const { message, locale, resultUrl, externalId, notifyInviter, ttlSeconds } = changes
  return {
    ...(message !== undefined && { message }),
    ...(locale !== undefined && { locale }),
    ...(resultUrl !== undefined && { result_url: resultUrl }),
    ...(externalId !== undefined && { external_id: externalId }),
    ...(notifyInviter !== undefined && { notify_inviter: notifyInviter ? (1 as const) : (0 as const) }),
    ...(ttlSeconds !== undefined && { ttl_ms: ttlSeconds * 1000 }),
  }
}

function onlyChanged(row: InvitationRow, columns: Columns): Columns {
  const names = Object.keys(columns) as (keyof Columns)[]
  return Object.fromEntries(
    names.filter(name => columns[name] !== row[name]).map(name => [name, columns[name]]),
  )
}

function unfitting(field: string, message: string): InvitationError {
  return new InvitationError('invalid_combination', field, message)
}
