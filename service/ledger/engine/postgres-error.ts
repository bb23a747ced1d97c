import { LedgerError } from '../ledger-error.ts'

/** Somebody else has the lock, or had it and both were waiting: worth another try. */
const BUSY = /^(40001|40P01|55P03|57014)$/
/** The server is not there, is going away, or takes nobody in. */
const UNREACHABLE = /^(08...|57P0.|53300|E[A-Z_]+)$/

/**
 * Says what is wrong with a PostgreSQL server without its words, which may quote data
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
export function toLedgerError(cause: unknown): LedgerError {
  const code = sqlState(cause)
  // The driver gives no code where a connection ended or never came about.
  if (code === undefined || UNREACHABLE.test(code)) return new LedgerError('unreachable', { cause })
  return new LedgerError(BUSY.test(code) ? 'busy' : 'failed', { cause })
}

/** Was the transaction ended only because of others, so that it may well succeed if it is made again? */
export function isConflict(error: unknown): boolean {
  return error instanceof LedgerError && /^40/.test(sqlState(error.cause) ?? '')
}

function sqlState(error: unknown): string | undefined {
  const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string'
  return isCoded ? (error.code as string) : undefined
}
