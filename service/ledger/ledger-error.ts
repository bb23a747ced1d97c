/**
 * What can be wrong with the ledger; closed. `busy`: another process kept it locked for too long. `not_durable`: the
 * engine refuses the settings under which a commit survives a power cut. `newer`: a later version has changed its tables. `unreachable`: its server does not answer.
 * `failed`: anything else.
 */
export type LedgerErrorCode = 'busy' | 'not_durable' | 'unreachable' | 'newer' | 'failed'

/** The ledger could not do what it was asked. The message holds no SQL and no data; `cause` may, so it is never shown. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode

  constructor(code: LedgerErrorCode, options?: ErrorOptions) {
    super(`ledger: ${code}`, options)
    this.name = 'LedgerError'
    this.code = code
  }
}
