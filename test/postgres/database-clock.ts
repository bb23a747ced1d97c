import type { PostgresDatabase } from './postgres-database.ts'

/** Makes a database, empty so far, take its time from a test; what connects from then on knows no other. */
export async function giveClock({ url, query }: PostgresDatabase, now: number) {
  const name = new URL(url).pathname.slice(1)
  await query(`create schema testing;
    create table testing.clock (at timestamptz);
    insert into testing.clock values (to_timestamp(${now / 1000}));
    create function testing.clock_timestamp() returns timestamptz language sql as 'select at from testing.clock';
    alter database ${name} set search_path = public, testing, pg_catalog`)
  return {
    async set(milliseconds: number) {
      await query(`update testing.clock set at = to_timestamp(${milliseconds / 1000})`)
    },
  }
}
