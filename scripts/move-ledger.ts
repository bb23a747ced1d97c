import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { LedgerError } from '../service/ledger/ledger-error.ts'
import { parseDatabaseUrl } from '../service/ledger/ledger-settings.ts'
import { openPostgresLedger } from '../service/ledger/postgres-ledger.ts'
import { openSqliteLedger } from '../service/ledger/sqlite-ledger.ts'
import { isMain } from './is-main.ts'
import { MoveError, moveLedger } from './move-ledger/move-ledger.ts'
import { openSource } from './move-ledger/source-ledger.ts'
import { openTarget } from './move-ledger/target-ledger.ts'

const USAGE = `npm run move-ledger -- --from guestlist.db [--to postgres://…]

Moves a ledger from a SQLite file to PostgreSQL and compares both row by row. Stop the service first. The target
is --to, or DATABASE_URL, where no list of processes shows its password. May be run again: it goes on where it
stopped, and where nothing is left to copy it only compares.`

/** Runs the command; the exit code is 0 where both ledgers are the same in the end. */
export async function runMoveLedger(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<number> {
  const places = readPlaces(words, env)
  if (!places) {
    print(USAGE)
    return 2
  }
  try {
    await move(places, print)
    return 0
  } catch (error) {
    // Errors of the engines quote rows and places.
    if (error instanceof MoveError || error instanceof LedgerError) print(error.message)
    else print('The SQLite ledger cannot be read, or somebody is using it. Stop the service first.')
    return 1
  }
}

function readPlaces(words: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  const options = { from: { type: 'string' }, to: { type: 'string' } } as const
  try {
    const { from, to } = parseArgs({ args: [...words], options }).values
    const url = parseDatabaseUrl(to ?? env.DATABASE_URL ?? '')
    return from && url ? { from, url } : undefined
  } catch {
    return undefined
  }
}

async function move({ from, url }: { from: string; url: string }, print: (line: string) => void) {
  if (!existsSync(from)) throw new MoveError('There is no such SQLite file.')
  // Before anything is changed: nobody else is writing, and it is a ledger.
  openSource(from).close()
  await (await openSqliteLedger(from)).close()
  await (await openPostgresLedger(url, { poolSize: 1 })).close()
  const source = openSource(from)
  try {
    const target = await openTarget(url)
    try {
      const tables = await moveLedger({ source, target })
      for (const { name, rows, copied, sha256 } of tables)
        print(
          `${name.padEnd(20)} ${String(rows).padStart(10)} rows ${String(copied).padStart(10)} copied  ${sha256}`,
        )
      print('Both ledgers are the same. Set DATABASE_URL instead of LEDGER_FILE, and keep the file as it is.')
    } finally {
      await target.close()
    }
  } finally {
    source.close()
  }
}

if (isMain(import.meta.url)) {
  process.exitCode = await runMoveLedger(process.argv.slice(2), process.env, line => console.log(line))
}
