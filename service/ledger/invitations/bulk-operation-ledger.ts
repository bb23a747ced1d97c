import type { BulkOperationRow, NewBulkOperation } from '../schema/bulk-operation-schema.ts'

/** What the ledger knows about bulk operations. */
export interface BulkOperationLedger {
  /** Stores a bulk operation and its work; one with this id that is there already stays as it is. */
  createBulkOperation(row: NewBulkOperation): Promise<void>
  findBulkOperation(id: string): Promise<BulkOperationRow | undefined>
  /** The latest of an owner that anything has happened to since. */
  listBulkOperations(query: { ownerId: string; since: number; take: number }): Promise<BulkOperationRow[]>
  /** Notes how far it has come; false when it is not there any more, or has ended. */
  moveBulkOperation(
    id: string,
    from: string | null,
    progress: BulkOperationProgress,
    now: number,
  ): Promise<boolean>
  /** Ends it where it is: what was changed stays so. False when it has ended already. */
  endBulkOperation(
    id: string,
    end: { status: 'cancelled' | 'failed'; failure?: string; now: number },
  ): Promise<boolean>
  /** Forgets those that nothing has happened to since. */
  deleteBulkOperations(before: number): Promise<void>
}

export type BulkOperationProgress = Pick<
  BulkOperationRow,
  'seen' | 'changed' | 'refused' | 'examples' | 'cursor_at' | 'cursor_id'
> & { readonly status: 'running' | 'finished' }
