import type { AdmissionRequest, AdmissionResponse } from '../../contract/calls.ts'
import type { Gate } from '../../contract/gate.ts'
import type { Address, Ledger } from '../ledger/ledger.ts'
import { refuse } from './decision.ts'
import type { NativeInvitations } from './native-invitations.ts'
import { normaliseEmail, normalisePhoneNumber } from './normalise-address.ts'

/** How long after Accept an address alone admits a database sign-up, where the gate lets it. */
const ADDRESS_TTL_MS = 10 * 60_000
/** Nobody has more invitations that ask for other connections. */
const MOST_INVITATIONS = 20

export interface AdmitByAddressDeps {
  ledger: Pick<Ledger, 'findLiveInvitations' | 'findFreshHandoffs' | 'findInvitation' | 'markAdmitted'>
  gate: Pick<Gate, 'admitByAddress' | 'trustedOrganizations'>
  nativeInvitations: Pick<NativeInvitations, 'isInvited'>
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
  const isAdmitted =
    request.connection.strategy === 'auth0'
      ? await isDatabaseSignUpAdmitted(deps, request, address)
      : await hasInvitation(deps, request, address)
  return isAdmitted ? { outcome: 'admitted', admission: null } : refuse('invitation_required')
}

/** The one address that the code went to, or that a database was given. */
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
  return invitations.some(invitation => isOpenTo(invitation, connection.name))
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

/** One account per handoff: whoever comes second finds it taken. */
async function takeFreshHandoff(
  { ledger, now }: AdmitByAddressDeps,
  { client_id, connection }: AdmissionRequest,
  address: Address,
): Promise<boolean> {
  const fresh = { since: now() - ADDRESS_TTL_MS, now: now() }
  for (const handoff of await ledger.findFreshHandoffs(address, fresh)) {
    const invitation = await ledger.findInvitation(handoff.invitation_id)
    if (!invitation || !isOpenTo(invitation, connection.name)) continue
    if (client_id !== undefined && client_id !== handoff.client_id) continue
    if (await ledger.markAdmitted(handoff.ref, now())) return true
  }
  return false
}

function isOpenTo({ connection }: { connection: string | null }, name: string): boolean {
  return connection === null || connection === name
}
