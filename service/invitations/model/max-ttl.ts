import type { InvitationRow } from '../../ledger/schema/schema.ts'
import type { InvitationPolicy } from './guard.ts'

/** How far from now the end of an invitation may be, in seconds. */
export function maxTtlSecondsOf(
  { kind }: Pick<InvitationRow, 'kind'>,
  { maxTtlSeconds }: Pick<InvitationPolicy, 'maxTtlSeconds'>,
): number {
  return kind === 'personal' ? maxTtlSeconds.personal : maxTtlSeconds.shared
}
