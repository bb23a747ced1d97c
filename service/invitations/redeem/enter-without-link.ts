import type { RedemptionRequest } from '../../../contract/calls.ts'
import type { Gate } from '../../../contract/gate.ts'
import { hashSecret } from '../../ledger/engine/hash-secret.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { HandoffRow, InvitationRow } from '../../ledger/schema/schema.ts'
import { ManagementError } from '../../management/management-api.ts'
import { type Joining, recordsNothing } from '../../profile/joining.ts'
import { type RemindDeps, remindInvitee } from '../accept/remind-invitee.ts'
import { isOwnAccount, type OwnAccountDeps } from '../accounts/is-own-account.ts'
import { type Refusal, refuse } from '../model/decision.ts'
import { toInvitation } from '../model/invitation.ts'
import { isFresh, type Login } from '../model/login.ts'
import { provenAddresses } from '../model/proven-addresses.ts'
import { rowId } from '../model/row-id.ts'
import { decideEntry } from './decide-entry.ts'
import type { PresentedInvitation } from './find-presented.ts'
import type { NativeInvitations } from './native-invitations.ts'

export type EnterDeps = Omit<RemindDeps, 'ledger'> & {
  ledger: RemindDeps['ledger'] &
    OwnAccountDeps['ledger'] &
    Pick<Ledger, 'findLiveInvitations' | 'findInvitation' | 'createHandoff'>
  gate: Pick<Gate, 'proof' | 'entryByAddress' | 'trustedOrganizations'>
  nativeInvitations: NativeInvitations
  joining: Joining
  randomId(): string
}

/** Admits a user who brought nothing: an invitation to redeem after all, or a trusted organization. */
export type Entry = { outcome: 'enter'; presented: PresentedInvitation } | { outcome: 'admitted' } | Refusal

/** The lifetime of a handoff that is made and redeemed at once. */
const HANDOFF_MS = 60_000
/** Two are as ambiguous as more. */
const MOST_INVITATIONS = 2

/** Looks for another way in: a trusted organization that the login is for, then the addresses that this login has proven. */
export async function enterWithoutLink(
  deps: EnterDeps,
  login: Login,
  request: RedemptionRequest,
): Promise<Entry> {
  if (await isTrusted(deps, login, request)) return { outcome: 'admitted' }
  const invitations = await findInvited(deps, login)
  const decision = decideEntry({
    invitations,
    connection: login.connection,
    entryByAddress: deps.gate.entryByAddress,
    isOwnAccount: await isOwn(deps, login, invitations),
    joining: deps.joining,
  })
  switch (decision.outcome) {
    case 'enter':
      // An old or unattended session did not begin because of this invitation.
      if (!isFresh(login, decision.invitation.link_issued_at)) return refuse('fresh_login_required')
      return enter(deps, login, decision.invitation)
    case 'open':
      await remindInvitee(deps, decision.invitation)
      return refuse('open_invitation')
    case 'none':
      return refuse('invitation_required')
  }
}

async function isTrusted(
  { gate, nativeInvitations }: EnterDeps,
  login: Login,
  { organization_id }: RedemptionRequest,
): Promise<boolean> {
  if (organization_id === undefined || !gate.trustedOrganizations.includes(organization_id)) return false
  try {
    if (await nativeInvitations.isTrustedMember(login.userId, organization_id)) return true
    // Auth0 lets nobody into a login for an organization but its members and whoever holds one of its invitations, and
    // may make a member of the latter only after this.
    return login.email !== null && (await nativeInvitations.isInvited(login.email, organization_id))
  } catch (error) {
    // fail closed: what cannot be confirmed admits nobody; other ways in are still tried.
    if (error instanceof ManagementError) return false
    throw error
  }
}

async function isOwn(deps: EnterDeps, login: Login, [row]: readonly InvitationRow[]): Promise<boolean> {
  return row !== undefined && (await isOwnAccount(deps, login, toInvitation(row)))
}

async function findInvited({ ledger, gate, now }: EnterDeps, login: Login): Promise<InvitationRow[]> {
  const { email, phoneNumber } = provenAddresses(login, gate.proof)
  const byEmail = email === null ? [] : await ledger.findLiveInvitations({ email }, now(), MOST_INVITATIONS)
  const byPhone =
    phoneNumber === null ? [] : await ledger.findLiveInvitations({ phoneNumber }, now(), MOST_INVITATIONS)
  return [...byEmail, ...byPhone]
}

/** Makes the handoff that the login did not bring, so that all redemptions take one path. */
async function enter(deps: EnterDeps, login: Login, row: InvitationRow): Promise<Entry> {
  const handoff = toHandoff(deps, login, row)
  if (!(await deps.ledger.createHandoff(handoff, deps.now()))) return refuse('invitation_required')
  const sender = row.parent_id === null ? undefined : await deps.ledger.findInvitation(row.parent_id)
  const presented = {
    handoff,
    invitation: toInvitation(row),
    sender: sender && toInvitation(sender),
    isStamped: false,
    freshSince: row.link_issued_at,
    isCarried: false,
  }
  return { outcome: 'enter', presented }
}

function toHandoff({ now, randomId }: EnterDeps, login: Login, row: InvitationRow): HandoffRow {
  const { userCreatedAt, loginsCount, clientId } = login
  // An account at its first login was made for the invitation, as if the link had been opened before.
  const isNew = loginsCount <= 1 && userCreatedAt >= row.link_issued_at
  return {
    ref: rowId('hnd', now()),
    id_hash: hashSecret(randomId()),
    state_hash: null,
    invitation_id: row.id,
    generation: row.generation,
    client_id: clientId,
    created_at: isNew ? userCreatedAt : now(),
    expires_at: now() + HANDOFF_MS,
    admitted_at: null,
    admitted_by: null,
    // Accept was not pressed, so the accounts of the address were not looked up.
    address_hash: null,
    confirmed_accounts: null,
    redeemed_by: null,
    // Invitations with questions have to be opened.
    ...recordsNothing,
  }
}
