import type { Ledger } from '../../ledger/ledger.ts'
import { workPriority } from '../../ledger/schema/work-priority.ts'

export interface NoteDeps {
  ledger: Pick<Ledger, 'noteUnprovenAccount' | 'enqueue'>
  /** Milliseconds since 1970. */
  now(): number
  randomId(): string
}

interface NotedAccount {
  invitationId: string
  userId: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** The account needs action now. */
  isUrgent: boolean
}

/** Notes that an account is not its owner's yet, whatever is verified about it later, and queues what is to be done. */
export async function noteAccount(deps: NoteDeps, noted: NotedAccount): Promise<void> {
  const { ledger, now, randomId } = deps
  const { id } = await ledger.noteUnprovenAccount({
    id: `acc_${randomId()}`,
    invitation_id: noted.invitationId,
    user_id: noted.userId,
    user_created_at: noted.createdAt,
    noted_at: now(),
    mailed_at: null,
    secured_at: null,
  })
  if (!noted.isUrgent) return
  const work = {
    kind: 'pre_existing_account',
    subject: id,
    generation: 0,
    priority: workPriority.pre_existing_account,
  }
  await ledger.enqueue({ ...work, kind: 'pre_existing_account', available_at: now() }, now())
}
