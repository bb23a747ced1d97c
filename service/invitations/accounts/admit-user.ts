import { toAdmission } from '../../../contract/guestlist-metadata.ts'
import { type ManagementApi, ManagementError } from '../../management/management-api.ts'
import { InvitationError } from '../model/invitation-error.ts'

export interface AdmitUserDeps {
  management: Pick<ManagementApi, 'findUser' | 'createUser' | 'updateUser'>
  randomId(): string
}

/** An existing user, or one to be created in a database. */
export type UserToAdmit = { userId: string } | { email: string; connection: string }

export interface AdmittedUser {
  userId: string
  isNew: boolean
}

const waiting = { urgency: 'waiting' } as const

/**
 * Lets a person pass the gate without an invitation, on an administrator's word. Somebody new is made with the mark that
 * Pre-User-Registration looks for: the dashboard cannot set it, so users whom it makes are refused. Their password is
 * nobody's: they choose one with "Forgot password?". Throws InvitationError, ManagementError.
 */
export async function admitUser(deps: AdmitUserDeps, subject: UserToAdmit): Promise<AdmittedUser> {
  return 'userId' in subject ? admitExisting(deps, subject.userId) : admitNew(deps, subject)
}

async function admitExisting({ management }: AdmitUserDeps, userId: string): Promise<AdmittedUser> {
  const user = await management.findUser(userId, waiting)
  if (!user) throw new InvitationError('not_found', undefined, 'There is no such user.')
  await management.updateUser(userId, { appMetadata: toAdmission(user.appMetadata, {}) }, waiting)
  return { userId, isNew: false }
}

async function admitNew(
  { management, randomId }: AdmitUserDeps,
  { email, connection }: { email: string; connection: string },
): Promise<AdmittedUser> {
  // Nobody sees this password; its last characters satisfy every password policy that Auth0 offers.
  const password = `${randomId()}${randomId()}aA1!`
  const appMetadata = toAdmission({}, {})
  try {
    const { userId } = await management.createUser({ connection, email, password, appMetadata }, waiting)
    return { userId, isNew: true }
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
