import type { Transaction } from 'kysely'
import type { Database } from '../schema/schema.ts'
import { workPriority } from '../schema/work-priority.ts'
import { insertWork } from '../work/outbox-queries.ts'
import type { ImportLines } from './import-ledger.ts'

/**
 * While an import makes invitations, its messages wait so long at most: making and sending share one processor, and
 * whoever uploaded the file waits for the making.
 */
const HOLD_MS = 30_000

/** Queues the messages of some lines of a file, to be sent together: when all rows are done, or not much later. */
export async function insertMailWork(
  t: Transaction<Database>,
  lines: ImportLines,
  now: number,
): Promise<void> {
  const { importId, from, to } = lines
  const work = { subject: `${importId}:${from}-${to}`, generation: 0, priority: workPriority.import_mail }
  await insertWork(t, { ...work, kind: 'import_mail', available_at: now + HOLD_MS }, now)
}

/** Makes the messages of an import due. */
export async function releaseMailWork(
  t: Transaction<Database>,
  importId: string,
  now: number,
): Promise<void> {
  await t
    .updateTable('outbox')
    .set({ available_at: now })
    .where('kind', '=', 'import_mail')
    .where('subject', 'like', `${importId}:%`)
    .where('available_at', '>', now)
    // Those that were tried wait for what failed.
    .where('attempts', '=', 0)
    .execute()
}

/** Reads the subject of such work. Throws TypeError for what is none: it was written above. */
export function parseImportLines(subject: string): ImportLines {
  const [, importId, from, to] = /^(.+):(\d+)-(\d+)$/.exec(subject) ?? []
  if (importId === undefined) throw new TypeError('not lines of an import')
  return { importId, from: Number(from), to: Number(to) }
}
