import type { AdmissionRequest, AdmissionResponse } from '../../../contract/calls.ts'
import type { Gate } from '../../../contract/gate.ts'
import type { Address, Ledger } from '../../ledger/ledger.ts'
import type { HandoffRow } from '../../ledger/schema/schema.ts'
import { asksBeforeJoining, hasAnswered, type Joining } from '../../profile/joining.ts'
import { refuse } from '../model/decision.ts'
import { toInvitation } from '../model/invitation.ts'
import { normaliseEmail, normalisePhoneNumber } from '../model/normalise-address.ts'
import { isOpenTo } from '../model/seen-link.ts'
import type { NativeInvitations } from './native-invitations.ts'

/** How long after Accept an address alone admits a database sign-up, where the gate lets it. */
const ADDRESS_TTL_MS = 10 * 60_000
/** Nobody has more invitations with different connections. */
const MOST_INVITATIONS = 20

export interface AdmitByAddressDeps {
  ledger: Pick<Ledger, 'findLiveInvitations' | 'findFreshHandoffs' | 'findInvitation' | 'markAdmitted'>
  gate: Pick<Gate, 'admitByAddress' | 'trustedOrganizations'>
  nativeInvitations: Pick<NativeInvitations, 'isInvited'>
  joining: Joining
  /** Milliseconds since 1970. */
  now(): number
}

/**
 * Lets a sign-up go on that brought nothing but an address, if that is enough. Of a passwordless one it is: the code
 * proves the address. Of a database one it proves nothing, so that the account is not stamped, and its first login needs
 * the handoff, or an address that has been confirmed. Throws ManagementError.
 */
export async function admitByAddress(
  deps: AdmitByAddressDeps,
  request: AdmissionRequest,
): Promise<AdmissionResponse> {
  const address = toAddress(request)
  if (!address) return refuse('invitation_required')
  if (request.connection.strategy !== 'auth0') return admitByCode(deps, request, address)
  // Every caller gets one and the same refusal, because nobody has proven this address.
  return (await isDatabaseSignUpAdmitted(deps, request, address)) ? admitted : refuse('invitation_required')
}

const admitted = { outcome: 'admitted', admission: null } as const

/** A message alone is not enough where questions are asked before joining: they must have been answered. */
async function admitByCode(
  deps: AdmitByAddressDeps,
  request: AdmissionRequest,
  address: Address,
): Promise<AdmissionResponse> {
  if (!(await hasInvitation(deps, request, address))) return refuse('invitation_required')
  if (!asksBeforeJoining(deps.joining)) return admitted
  const answered = await findAnsweredHandoffs(deps, request, { address, since: 0 })
  return answered.length > 0 ? admitted : refuse('open_invitation')
}

/** The one address that the code was sent to, or that the database was given. */
function toAddress({ connection, email, phone_number }: AdmissionRequest): Address | undefined {
  if (connection.strategy === 'sms') return toPhone(phone_number)
  if (!['email', 'auth0'].includes(connection.strategy)) return undefined
  return toEmail(email) ?? (connection.strategy === 'auth0' ? toPhone(phone_number) : undefined)
}

function toEmail(text: string | undefined): Address | undefined {
  const email = text === undefined ? null : normaliseEmail(text)
  return email === null ? undefined : { email }
}

function toPhone(text: string | undefined): Address | undefined {
  const phoneNumber = text === undefined ? null : normalisePhoneNumber(text)
  return phoneNumber === null ? undefined : { phoneNumber }
}

async function hasInvitation(
  { ledger, now }: AdmitByAddressDeps,
  { connection }: AdmissionRequest,
  address: Address,
): Promise<boolean> {
  const invitations = await ledger.findLiveInvitations(address, now(), MOST_INVITATIONS)
  return invitations.some(row => isOpenTo(toInvitation(row), connection))
}

async function isDatabaseSignUpAdmitted(
  deps: AdmitByAddressDeps,
  request: AdmissionRequest,
  address: Address,
): Promise<boolean> {
  const { gate, nativeInvitations } = deps
  // A bare `/dbconnections/signup` has no person behind it who has just pressed Accept.
  if (request.interactive !== true) return false
  if (gate.admitByAddress && (await takeFreshHandoff(deps, request, address))) return true
  return (
    gate.trustedOrganizations.length > 0 && 'email' in address && nativeInvitations.isInvited(address.email)
  )
}

/** A handoff admits one account: the second sign-up finds it taken. */
async function takeFreshHandoff(
  deps: AdmitByAddressDeps,
  request: AdmissionRequest,
  address: Address,
): Promise<boolean> {
  const since = deps.now() - ADDRESS_TTL_MS
  for (const { ref } of await findAnsweredHandoffs(deps, request, { address, since }))
    if (await deps.ledger.markAdmitted(ref, 'address', deps.now())) return true
  return false
}

/** Finds handoffs of presses of Accept that answered all questions, for this application and connection. */
async function findAnsweredHandoffs(
  { ledger, joining, now }: AdmitByAddressDeps,
  { client_id, connection }: AdmissionRequest,
  { address, since }: { address: Address; since: number },
): Promise<HandoffRow[]> {
  const found: HandoffRow[] = []
  for (const handoff of await ledger.findFreshHandoffs(address, { since, now: now() })) {
    const row = await ledger.findInvitation(handoff.invitation_id)
    if (!row || !isOpenTo(toInvitation(row), connection)) continue
    if (client_id !== undefined && client_id !== handoff.client_id) continue
    if (hasAnswered(handoff, joining)) found.push(handoff)
  }
  return found
}
