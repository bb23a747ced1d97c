import type { LogFields } from '../base/log.ts'
import { LEDGER_SCHEMA } from '../ledger/engine/migrate.ts'
import type { LedgerError } from '../ledger/ledger-error.ts'
import type { LedgerLocation } from '../ledger/ledger-settings.ts'
import type { Config } from './config.ts'

/** Put in when the service is built. */
declare const GUESTLIST_VERSION: string

export const serviceVersion = typeof GUESTLIST_VERSION === 'string' ? GUESTLIST_VERSION : 'unbuilt'

/** Says in one line of the log what the service runs with; no secret is in it. */
export function describeStart(
  { tenantDomain, gate, ledger, publicUrl }: Config,
  { port, isNewLedger }: { port: number; isNewLedger: boolean },
): LogFields {
  return {
    port,
    tenant: tenantDomain,
    gate: gate.mode,
    since: gate.since,
    ledger: placeOf(ledger),
    schema: LEDGER_SCHEMA,
    // A file name that is misspelt begins an empty ledger: nobody should have to guess why all invitations are gone.
    ledgerIsNew: isNewLedger,
    version: serviceVersion,
    address: publicUrl,
  }
}

function placeOf(place: LedgerLocation): string {
  if (place.engine === 'sqlite') return `sqlite ${place.file}`
  const { host, pathname, searchParams } = new URL(place.url)
  return `postgres ${host || searchParams.get('host')}${pathname}`
}

/** Why the ledger cannot be opened, and what to do, in one sentence: never the engine's own words, which may quote data. */
export function describeLedgerError({ code, cause }: LedgerError, place: LedgerLocation): string {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : code
  const name = place.engine === 'sqlite' ? `LEDGER_FILE ${place.file}` : 'DATABASE_URL: the database'
  if (code === 'newer')
    return `${name} belongs to a later version of Guestlist: start that version, or restore a copy from before it.`
  if (code === 'busy') return `${name} is locked by another process: stop that one, or wait for it.`
  if (code === 'not_durable')
    return `${name} is where nothing is certain to be kept after a power cut: choose a local disk.`
  return place.engine === 'sqlite' ? describeFile(name, reason) : describeDatabase(name, code, reason)
}

function describeFile(name: string, reason: string): string {
  // The engine has no word for this one.
  if (reason === '' || /CANTOPEN/.test(reason))
    return `${name} cannot be opened: its folder has to be there, and the service may write to it.`
  if (/READONLY|PERM|AUTH/.test(reason))
    return `${name} cannot be written: let the service write to the file and its folder.`
  if (/NOTADB|CORRUPT/.test(reason))
    return `${name} is no ledger, or is damaged: name another file, or restore a copy.`
  return `${name} cannot be used (${reason}): see whether its disk is full or broken.`
}

function describeDatabase(name: string, code: LedgerError['code'], reason: string): string {
  if (code === 'unreachable')
    return `${name} does not answer (${reason}): start it, or correct host and port.`
  if (reason.startsWith('28')) return `${name} refuses its user (${reason}): correct user and password.`
  if (reason === '3D000') return `${name} is not there (${reason}): create it, or correct its name.`
  if (reason === '42501') return `${name} does not let this user make tables (${reason}): grant that.`
  return `${name} cannot be used (${reason}): see its log.`
}

/** Why nothing listens, in one sentence. */
export function describeListenError(code: string | undefined, port: number): string {
  if (code === 'EADDRINUSE')
    return `PORT ${port} is in use by another process: stop that one, or set another PORT.`
  if (code === 'EACCES')
    return `PORT ${port} is not for this user to open: set a PORT above 1023, behind a proxy.`
  return `PORT ${port} cannot be opened (${code ?? 'unknown'}): set another PORT.`
}
