import type { TableDialect } from './migrate.ts'

/** The tables' SQL as PostgreSQL has it. */
export const postgresTables: TableDialect = {
  // By default, so that a ledger that moves here keeps its numbers.
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
