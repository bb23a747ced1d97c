import { chmodSync, existsSync, rmSync } from 'node:fs'
import Database from 'libsql'
import { runCommand } from './deploy/command-options.ts'
import { DeployError } from './deploy/deploy-error.ts'
import { readEnvironment } from './deploy/secret-files.ts'

/** `npm run backup -- <file>`: copies the SQLite ledger while the service writes (docs/operating.md). */
function backUp(): void {
  const [target] = process.argv.slice(2)
  if (target === undefined || target.startsWith('-'))
    throw new DeployError('Say where to: npm run backup -- /backups/guestlist.db')
  const env = readEnvironment(process.env, undefined)
  if (env.DATABASE_URL)
    throw new DeployError(
      'The ledger is in PostgreSQL: pg_dump --format=custom --file=<file> "$DATABASE_URL"',
    )
  const source = env.LEDGER_FILE || './guestlist.db'
  if (!existsSync(source)) throw new DeployError(`LEDGER_FILE ${source} is not there.`)
  if (existsSync(target)) throw new DeployError(`${target} is there already: nothing is written over.`)
  copy(source, target)
  console.log(`Written: ${target} (readable by you only)`)
}

/** Reads one moment of the ledger, whatever is written meanwhile (https://sqlite.org/lang_vacuum.html#vacuuminto). */
function copy(source: string, target: string): void {
  const ledger = new Database(source)
  try {
    // The file is made before anything is in it, so that nobody else ever reads it.
    const mask = process.umask(0o077)
    ledger.prepare('vacuum into ?').run(target)
    process.umask(mask)
    chmodSync(target, 0o600)
  } catch (cause) {
    rmSync(target, { force: true })
    throw new DeployError(
      `The copy could not be written: see whether the folder of ${target} is there and has room.`,
      {
        cause,
      },
    )
  } finally {
    ledger.close()
  }
}

await runCommand(
  async () => backUp(),
  text => console.log(text),
)
