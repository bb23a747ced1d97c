import type { NewWork } from '../ledger.ts'
import type { InvitationRow } from '../schema/schema.ts'
import { workPriority } from '../schema/work-priority.ts'

/** The work of sending the message of one generation of an invitation. */
export function invitationMailWork(
  { id, generation }: Pick<InvitationRow, 'id' | 'generation'>,
  availableAt: number,
): NewWork {
  const priority = workPriority.invitation_mail
  return { kind: 'invitation_mail', subject: id, generation, priority, available_at: availableAt }
}
