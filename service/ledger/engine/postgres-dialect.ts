import {
  type DataTypeNode,
  type Dialect,
  type Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import type { Database } from '../schema/schema.ts'
import type { TableDialect } from './migrate.ts'
import { createPostgresPool, type PostgresAccess } from './postgres-pool.ts'

/**
 * Compares texts by their bytes, as SQLite does: the same order on both engines, also when the server's operating system
 * changes its idea of the alphabet, which would spoil the indexes of any other order.
 */
class BytewiseCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node)
    if (node.dataType === 'text') this.append(' collate "C"')
  }
}

/** Opens a PostgreSQL database for Kysely; connects with the first query. */
export function createPostgresDialect(access: PostgresAccess): Dialect {
  const dialect = new PostgresDialect({ pool: async () => createPostgresPool(access) })
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: db => dialect.createIntrospector(db),
    createQueryCompiler: () => new BytewiseCompiler(),
  }
}

/** Rows of some 2 kB. */
const ROWS = 100

/**
 * Makes a table that is gone with the end of the transaction. It has no free places that rows of others have left behind:
 * where its file can grow, those of the ledger can.
 */
export async function probePostgresDiskSpace(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async t => {
    await sql`create temporary table room (filler text) on commit drop`.execute(t)
    await sql`insert into room select repeat('x', 1900) from generate_series(1, ${ROWS})`.execute(t)
  })
}

/** The tables' SQL as PostgreSQL has it. */
export const postgresTables: TableDialect = {
  // The identity is generated "by default", so that a ledger that moves here keeps its numbers.
  identity: { type: 'bigint', build: column => column.primaryKey().generatedByDefaultAsIdentity() },
  appendOnly: table => [
    `create function ${table}_append_only() returns trigger language plpgsql as $$
     begin
       if tg_op = 'DELETE' then
         if old.at < (select delete_before from event_retention) then return old; end if;
       end if;
       raise exception 'append-only';
     end $$`,
    `create trigger ${table}_append_only before update or delete on ${table}
     for each row execute function ${table}_append_only()`,
    `create trigger ${table}_no_truncate before truncate on ${table}
     for each statement execute function ${table}_append_only()`,
  ],
}
