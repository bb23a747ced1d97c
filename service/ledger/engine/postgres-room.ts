import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** Rows of some 2 kB. */
const ROWS = 100

/**
 * Makes a table that is gone with the end of the transaction. It has no free places that rows of others have left behind:
 * where its file can grow, those of the ledger can.
 */
export async function provePostgresRoom(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async t => {
    await sql`create temporary table room (filler text) on commit drop`.execute(t)
    await sql`insert into room select repeat('x', 1900) from generate_series(1, ${ROWS})`.execute(t)
  })
}
