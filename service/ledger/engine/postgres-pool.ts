import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { Pool, type PoolClient, types } from 'pg'
import { toLedgerError } from './postgres-error.ts'

/** How to reach a PostgreSQL server. */
export interface PostgresAccess {
  /** `postgres://user:password@host:port/database?sslmode=…`; never shown. */
  readonly url: string
  /** Connections at most. */
  readonly poolSize: number
  /** The server gives up a statement after this time; 0 for never. */
  readonly statementTimeoutMs: number
}

/** A server that does not answer at all is waited for so much longer than one that is slow. */
const IDLE_TIMEOUT_MS = 5_000
const CONNECT_TIMEOUT_MS = 5_000
const IDLE_MS = 30_000
/** A process that stands still must not keep its locks from the others. */
const IDLE_TRANSACTION_MS = 30_000

/** Opens connections as they are needed, and anew after the server was away. Whatever fails is a LedgerError. */
export function createPostgresPool({ url, poolSize, statementTimeoutMs }: PostgresAccess): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    query_timeout: statementTimeoutMs === 0 ? undefined : statementTimeoutMs + IDLE_TIMEOUT_MS,
    fallback_application_name: 'guestlist',
    types: { getTypeParser: readNumbers },
    onConnect: client => client.query(settingsFor(statementTimeoutMs)).then(() => undefined),
  })
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const clients = new WeakMap<PoolClient, PostgresPoolClient>()
  return {
    async connect() {
      const client = await pool.connect().catch(fail)
      // Kysely remembers connections, so each keeps one wrapper.
      const known = clients.get(client) ?? translateErrors(client)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}

/**
 * An answered request is not lost: a commit waits until it is flushed, whatever the server's or the role's default
 * (https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT).
 */
function settingsFor(statementTimeoutMs: number) {
  const settings = {
    synchronous_commit: 'on',
    statement_timeout: String(statementTimeoutMs),
    lock_timeout: String(statementTimeoutMs),
    idle_in_transaction_session_timeout: String(IDLE_TRANSACTION_MS),
  }
  const names = Object.keys(settings)
  const calls = names.map((_, place) => `set_config($${2 * place + 1}, $${2 * place + 2}, false)`)
  return { text: `select ${calls.join(', ')}`, values: Object.entries(settings).flat() }
}

function translateErrors(client: PoolClient): PostgresPoolClient {
  // A connection that owes an answer would give it to the next question, and one that broke has none for anybody.
  let isUnusable = false
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(sql, [...parameters])
    } catch (error) {
      const failure = toLedgerError(error)
      const owesAnswer = error instanceof Error && error.message === 'Query read timeout'
      isUnusable ||= owesAnswer || failure.code === 'unreachable'
      throw failure
    }
  }
  return {
    // Cursors are left out, because none is ever opened.
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(isUnusable),
  }
}

function fail(cause: unknown): never {
  throw toLedgerError(cause)
}

/** Instants and counts are 64 bits wide and far below 2^53. */
function readNumbers(oid: number, format?: 'text' | 'binary') {
  return oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format ?? 'text')
}
