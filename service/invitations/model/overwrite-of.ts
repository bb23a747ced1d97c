import type { RedemptionRow } from '../../ledger/schema/schema.ts'

/** The metadata keys of a redemption's grant that replace what the user has. */
export function overwriteOf({ overwrite }: Pick<RedemptionRow, 'overwrite'>): string[] {
  return overwrite === null ? [] : JSON.parse(overwrite)
}
