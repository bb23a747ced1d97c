import type { Transaction } from 'kysely'
import type { ImportLines } from './import-ledger.ts'
import { insertWork } from './outbox-queries.ts'
import type { Database } from './schema.ts'
import { workPriority } from './work-priority.ts'

/** Queues the messages of some lines of a file, to be sent together. */
export async function insertMailWork(
  t: Transaction<Database>,
  lines: ImportLines,
  now: number,
): Promise<void> {
  const { importId, from, to } = lines
  const work = { subject: `${importId}:${from}-${to}`, generation: 0, priority: workPriority.import_mail }
  await insertWork(t, { ...work, kind: 'import_mail', available_at: now }, now)
}

/** Reads the subject of such work. Throws TypeError for what is none: it was written above. */
export function parseImportLines(subject: string): ImportLines {
  const [, importId, from, to] = /^(.+):(\d+)-(\d+)$/.exec(subject) ?? []
  if (importId === undefined) throw new TypeError('not lines of an import')
  return { importId, from: Number(from), to: Number(to) }
}
