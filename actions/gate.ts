import { METADATA_KEY } from '../contract/calls.ts'
import type { EventClient, EventConnection } from './event-types.ts'

/** Who may pass without an invitation, and which claims tokens carry. Read from tenant/gate.json when building. */
export interface Gate {
  readonly mode: 'open' | 'invite-only'
  /** When the gate was switched on (ISO 8601): accounts that are older pass. */
  readonly since: string
  readonly exceptions: {
    /** Names of applications, as in the dashboard. */
    readonly applications: readonly string[]
    readonly connections: readonly string[]
    /** An application whose metadata has this key with the value `open` is excepted as well. */
    readonly clientMetadata: string
  }
  readonly claims: {
    /** Name of the claim that holds the names of the user's roles. */
    readonly roles: string
    /** Claims made of `app_metadata`: name of the claim -> key. */
    readonly appMetadata: Readonly<Record<string, string>>
  }
}

/** Tells whether an application or connection is excepted from the gate. */
export function isExcepted(
  gate: Gate,
  client: EventClient | undefined,
  connection: EventConnection,
): boolean {
  const { applications, connections, clientMetadata } = gate.exceptions
  if (connections.includes(connection.name)) return true
  if (!client) return false
  return applications.includes(client.name) || client.metadata?.[clientMetadata] === 'open'
}

/** A gate file that cannot be built; the message names the field and what it must be. */
class GateError extends Error {
  override readonly name = 'GateError'
}

/** Reads the text of a gate file; every key is required and no other is known. Throws GateError. */
export function parseGate(text: string): Gate {
  const file = assertObject(parseJson(text), 'the gate file', ['mode', 'since', 'exceptions', 'claims'])
  const exceptions = assertObject(file.exceptions, 'exceptions', [
    'applications',
    'connections',
    'client_metadata',
  ])
  const claims = assertObject(file.claims, 'claims', ['roles', 'app_metadata'])
  return {
    mode: parseMode(file.mode),
    since: parseInstant(file.since),
    exceptions: {
      applications: parseNames(exceptions.applications, 'exceptions.applications'),
      connections: parseNames(exceptions.connections, 'exceptions.connections'),
      clientMetadata: parseText(exceptions.client_metadata, 'exceptions.client_metadata'),
    },
    claims: {
      roles: parseClaimName(claims.roles, 'claims.roles'),
      appMetadata: parseClaims(claims.app_metadata),
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new GateError('the gate file must be JSON', { cause })
  }
}

function assertObject(value: unknown, field: string, keys?: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new GateError(`${field} must be an object`)
  const record = value as Record<string, unknown>
  const missing = keys?.find(key => !Object.hasOwn(record, key))
  if (missing) throw new GateError(`${field} must have "${missing}"`)
  // fail closed: a misspelt exception must not be taken for none, nor a misspelt date for no date.
  const unknown = Object.keys(record).find(key => keys && !keys.includes(key))
  if (unknown) throw new GateError(`${field} has "${unknown}", which is not known`)
  return record
}

function parseMode(value: unknown): Gate['mode'] {
  if (value === 'observe')
    throw new GateError('mode "observe" is not built yet: choose "invite-only" or "open"')
  if (value === 'open' || value === 'invite-only') return value
  throw new GateError('mode must be "invite-only" or "open"')
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

function parseInstant(value: unknown): string {
  const instant = typeof value === 'string' && INSTANT.test(value) ? new Date(value) : undefined
  if (!instant || Number.isNaN(instant.getTime()))
    throw new GateError('since must be a date and time with its zone, such as "2026-01-31T09:00:00Z"')
  return instant.toISOString()
}

function parseText(value: unknown, field: string): string {
  if (typeof value === 'string' && value.trim() === value && value !== '') return value
  throw new GateError(`${field} must be a text without spaces around it`)
}

function parseNames(value: unknown, field: string): string[] {
  if (!Array.isArray(value)) throw new GateError(`${field} must be a list of names`)
  return value.map((name, index) => parseText(name, `${field}[${index}]`))
}

function parseClaims(value: unknown): Record<string, string> {
  const entries = Object.entries(assertObject(value, 'claims.app_metadata'))
  return Object.fromEntries(
    entries.map(([claim, key]) => {
      const field = `claims.app_metadata["${claim}"]`
      if (key === METADATA_KEY)
        throw new GateError(`${field} must not be "${METADATA_KEY}", which is internal`)
      return [parseClaimName(claim, field), parseText(key, field)]
    }),
  )
}

/** https://auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims#namespaced-guidelines */
function parseClaimName(value: unknown, field: string): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (typeof value !== 'string' || url?.protocol !== 'https:')
    throw new GateError(`${field} must name a claim by an https address, such as "https://example.com/roles"`)
  if (/(^|\.)(auth0\.com|webtask\.io|webtask\.run)$/.test(url.hostname))
    throw new GateError(`${field} must not be an address of Auth0, which drops such claims`)
  return value
}
