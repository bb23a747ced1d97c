import { findLedgerFaults } from '../ledger/ledger-settings.ts'
import { findMailFaults } from '../mail/mail-settings.ts'
import { areReachableFrom } from '../webhooks/endpoints.ts'
import type { ConfigFault } from './config.ts'

/** What is wrong with variables that are right each by itself. */
export function findConfigFaults(values: Readonly<Record<string, unknown>>): ConfigFault[] {
  const faults: ConfigFault[] = [...findLedgerFaults(values), ...findMailFaults(values)]
  const fault = (name: string, problem: string) => void faults.push({ name, problem })
  if (areSameKey(values.LINK_SIGNING_KEY, values.HANDOFF_SIGNING_KEY))
    // fail closed: with one key pair for both, a handoff could be offered where a link is expected.
    fault('HANDOFF_SIGNING_KEY', 'is the same key as LINK_SIGNING_KEY; make one for each with `npm run keys`')
  if (isAmong(values.PUBLIC_URL, values.FORMER_PUBLIC_URLS))
    fault('FORMER_PUBLIC_URLS', 'has PUBLIC_URL itself, which is not a former address; take it out')
  if (!areReachableFrom(values.PUBLIC_URL, values.WEBHOOKS))
    fault('WEBHOOKS', 'leads to http://localhost, where PUBLIC_URL is not; name an https address')
  if ((values.AUTH0_ADMIN_CLIENT_ID === undefined) !== (values.AUTH0_ADMIN_CLIENT_SECRET === undefined))
    fault('AUTH0_ADMIN_CLIENT_SECRET', 'goes with AUTH0_ADMIN_CLIENT_ID: both or none')
  return faults
}

function isAmong(value: unknown, list: unknown): boolean {
  return Array.isArray(list) && list.includes(value)
}

function areSameKey(...keys: unknown[]): boolean {
  const [first, second] = keys.map(key => (typeof key === 'string' ? JSON.parse(key).x : undefined))
  return first !== undefined && first === second
}
