import type { OutboxRow } from './schema.ts'

/** Which work goes first: people wait for grants, for mail a little, and nobody waits for a removal. */
export const workPriority = {
  grant: 10,
  invitation_mail: 20,
  account_remedy: 15,
  inviter_mail: 30,
  import: 32,
  import_mail: 35,
  import_notice: 36,
  sweep: 38,
  webhook: 40,
  verify_email: 50,
  stray_removal: 90,
} as const satisfies Record<OutboxRow['kind'], number>
