import type { Gate } from '../../../contract/gate.ts'
import { toAdmission } from '../../../contract/guestlist-metadata.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../../management/management-api.ts'
import { InvitationError } from '../model/invitation-error.ts'
import { normaliseEmail } from '../model/normalise-address.ts'
import { provenAddresses } from '../model/proven-addresses.ts'
import { unusablePassword } from '../model/random-id.ts'

export interface AdmitUserDeps {
  management: Pick<ManagementApi, 'findUser' | 'findUsersByEmail' | 'createUser' | 'updateUser'>
  gate: Pick<Gate, 'proof'>
  randomId(): string
}

/** Somebody who is there, whoever has proven an address, or somebody who is to be made in a database. */
export type UserToAdmit = { userId: string } | { email: string; connection?: string }

export interface AdmittedUsers {
  /** There is at least one. */
  userIds: [string, ...string[]]
  isNew: boolean
}

const waiting = { urgency: 'waiting' } as const

/**
 * Lets a person pass the gate without an invitation, on an administrator's word. Somebody new is made with the mark that
 * Pre-User-Registration looks for: the dashboard cannot set it, so users whom it makes are refused. Their password is
 * nobody's: they choose one with "Forgot password?". Throws InvitationError, ManagementError.
 */
export async function admitUser(deps: AdmitUserDeps, subject: UserToAdmit): Promise<AdmittedUsers> {
  if ('userId' in subject) return admitExisting(deps, subject.userId)
  const { email, connection } = subject
  if (connection === undefined) return admitByAddress(deps, email, await findAccounts(deps, email))
  const accounts = (await findAccounts(deps, email)).filter(
    ({ identities: [own] }) => own?.connection === connection,
  )
  return accounts.length > 0 ? admitByAddress(deps, email, accounts) : admitNew(deps, { email, connection })
}

async function admitExisting(deps: AdmitUserDeps, userId: string): Promise<AdmittedUsers> {
  const user = await deps.management.findUser(userId, waiting)
  if (!user) throw new InvitationError('not_found', undefined, 'There is no such user.')
  await mark(deps, user)
  return { userIds: [userId], isNew: false }
}

function findAccounts({ management }: AdmitUserDeps, email: string): Promise<TenantUser[]> {
  return management.findUsersByEmail(normaliseEmail(email) ?? email, waiting)
}

/** fail closed: anybody can make an account with an address that is not theirs; only those that have proven it are meant. */
async function admitByAddress(
  deps: AdmitUserDeps,
  email: string,
  accounts: readonly TenantUser[],
): Promise<AdmittedUsers> {
  if (accounts.length === 0)
    throw new InvitationError(
      'not_found',
      'email',
      'No account has this address. With `connection` one is made.',
    )
  const [first, ...others] = accounts
    .filter(user => hasProven(user, email, deps.gate))
    .map(({ userId }) => userId)
  if (first === undefined)
    throw new InvitationError(
      'user_exists',
      'email',
      `No account has proven this address. Admit the one that is meant by user_id: ${accounts.map(({ userId }) => userId).join(', ')}.`,
    )
  for (const user of accounts) if ([first, ...others].includes(user.userId)) await mark(deps, user)
  return { userIds: [first, ...others], isNew: false }
}

/** The account's own identity decides, as it would at a login with it. */
function hasProven(user: TenantUser, email: string, { proof }: Pick<Gate, 'proof'>): boolean {
  const [own] = user.identities
  if (!own || user.email === undefined) return false
  const { provider, userId: user_id, connection, isSocial, hostedDomain } = own
  const login = {
    email: normaliseEmail(user.email),
    emailVerified: user.emailVerified,
    phoneNumber: null,
    phoneVerified: false,
    identities: [
      { provider, user_id, connection, isSocial, ...(hostedDomain !== undefined && { hd: hostedDomain }) },
    ],
    connection: { name: connection, strategy: provider },
  }
  return provenAddresses(login, proof).email === (normaliseEmail(email) ?? email)
}

async function mark({ management }: AdmitUserDeps, { userId, appMetadata }: TenantUser): Promise<void> {
  await management.updateUser(userId, { appMetadata: toAdmission(appMetadata, {}) }, waiting)
}

async function admitNew(
  { management, randomId }: AdmitUserDeps,
  { email, connection }: { email: string; connection: string },
): Promise<AdmittedUsers> {
  const password = unusablePassword(randomId)
  const appMetadata = toAdmission({}, {})
  try {
    const { userId } = await management.createUser({ connection, email, password, appMetadata }, waiting)
    return { userIds: [userId], isNew: true }
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error
    if (error.code === 'conflict')
      throw new InvitationError(
        'user_exists',
        'email',
        'This address has a user there: admit them by user_id.',
      )
    if (error.code === 'rejected' || error.code === 'not_found')
      throw new InvitationError(
        'invalid_combination',
        'connection',
        'The tenant does not make this user there.',
      )
    throw error
  }
}
