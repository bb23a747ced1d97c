import type { Gate, ProofRules } from './gate.ts'
import { isOwnMetadataKey } from './guestlist-metadata.ts'
import { findInheritedKey, isInheritedName } from './inherited-name.ts'

/** A gate file that cannot be used; the message names the field and what it must be. */
export class GateError extends Error {
  override readonly name = 'GateError'
}

const fields = [
  ...['mode', 'since', 'exceptions', 'social_proof', 'enterprise_domains', 'trusted_organizations'],
  ...['admit_by_address', 'entry_by_address', 'grant_roles_as', 'claims'],
]

/** Left out by whoever has never pardoned anybody. */
const optionalField = 'pardoned'

/** Reads the text of a gate file; every key but one is required and no other is known. Throws GateError. */
export function parseGate(text: string): Gate {
  const json = parseJson(text)
  const inherited = findInheritedKey(json)
  if (inherited) throw new GateError(`${inherited.path} has the name of something else`)
  const { [optionalField]: pardoned = { before: null, users: [] }, ...rest } = assertObject(
    json,
    'the gate file',
  )
  const file = assertObject(rest, 'the gate file', fields)
  const gate = {
    mode: parseMode(file.mode),
    since: parseInstant(file.since, 'since'),
    pardoned: parsePardoned(pardoned),
    exceptions: parseExceptions(file.exceptions),
    proof: parseProof(file.social_proof, file.enterprise_domains),
    trustedOrganizations: parseOrganizations(file.trusted_organizations),
    admitByAddress: parseFlag(file.admit_by_address, 'admit_by_address'),
    entryByAddress: parseFlag(file.entry_by_address, 'entry_by_address'),
    grantRolesAs: parseGrantRolesAs(file.grant_roles_as),
    claims: parseClaims(file.claims),
  }
  const exceptions = { ...gate.exceptions, applications: undefined }
  return { ...gate, fingerprint: fingerprintOf(JSON.stringify({ ...gate, exceptions })) }
}

/** Client ids as Auth0 makes them, and ids that are the URL of a client's metadata document. */
const CLIENT_ID = /^[\w-]{32}$|^https:\/\//

/** Excepted applications given by name: they match nobody until a deployment has looked up their ids. */
export function findNames({ exceptions }: Pick<Gate, 'exceptions'>): readonly string[] {
  return exceptions.applications.filter(entry => !CLIENT_ID.test(entry))
}

/** FNV-1a with 64 bits (https://datatracker.ietf.org/doc/html/rfc9923): tells a change, keeps no secret. */
function fingerprintOf(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
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
  if (value === 'open' || value === 'observe' || value === 'invite-only') return value
  throw new GateError('mode must be "invite-only", "observe" or "open"')
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** A list that a person reads through; whoever has more names a date. */
const MOST_PARDONED = 500

function parsePardoned(value: unknown): Gate['pardoned'] {
  const { before, users } = assertObject(value, 'pardoned', ['before', 'users'])
  const ids = parseNames(users, 'pardoned.users')
  if (ids.length > MOST_PARDONED)
    throw new GateError(`pardoned.users has more than ${MOST_PARDONED} users: name a date in pardoned.before`)
  return { before: before === null ? null : parseInstant(before, 'pardoned.before'), users: ids }
}

function parseInstant(value: unknown, field: string): string {
  const instant = typeof value === 'string' && INSTANT.test(value) ? new Date(value) : undefined
  if (!instant || Number.isNaN(instant.getTime()))
    throw new GateError(`${field} must be a date and time with its zone, such as "2026-01-31T09:00:00Z"`)
  return instant.toISOString()
}

function parseExceptions(value: unknown): Gate['exceptions'] {
  const exceptions = assertObject(value, 'exceptions', ['applications', 'connections', 'client_metadata'])
  return {
    applications: parseNames(exceptions.applications, 'exceptions.applications'),
    connections: parseNames(exceptions.connections, 'exceptions.connections'),
    clientMetadata: parseKey(exceptions.client_metadata, 'exceptions.client_metadata'),
  }
}

/** Auth0's own passwordless connections: their proof is the password or the code, never a domain. */
const needNoRule = ['email', 'sms']

function parseProof(social: unknown, enterprise: unknown): ProofRules {
  return {
    social: parseDomainsByConnection(social, 'social_proof', ['*', 'hd']),
    // A directory that may speak for every domain would allow S47, so the syntax has no word for it.
    enterprise: parseDomainsByConnection(enterprise, 'enterprise_domains', []),
  }
}

function parseDomainsByConnection(value: unknown, field: string, words: readonly string[]) {
  const entries = Object.entries(assertObject(value, field))
  return Object.fromEntries(
    entries.map(([connection, domains]) => {
      const name = `${field}["${connection}"]`
      if (needNoRule.includes(connection)) throw new GateError(`${name} needs no rule`)
      const list = parseNames(domains, name)
      for (const [index, domain] of list.entries()) assertDomain(domain, `${name}[${index}]`, words)
      return [parseText(connection, field), list]
    }),
  )
}

/** Domains as in normalised addresses: lower case, ASCII. */
const DOMAIN = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/

function assertDomain(domain: string, field: string, words: readonly string[]): void {
  if (words.includes(domain) || DOMAIN.test(domain)) return
  throw new GateError(`${field} must be a domain in lower case and ASCII, such as "example.com"`)
}

function parseOrganizations(value: unknown): string[] {
  const ids = parseNames(value, 'trusted_organizations')
  const wrong = ids.findIndex(id => !/^org_\w+$/.test(id))
  // Names can be given away and taken; ids cannot.
  if (wrong >= 0) throw new GateError(`trusted_organizations[${wrong}] must be an id, such as "org_1a2B3c"`)
  return ids
}

function parseGrantRolesAs(value: unknown): Gate['grantRolesAs'] {
  if (value === 'rbac' || value === 'metadata') return value
  throw new GateError('grant_roles_as must be "rbac" or "metadata"')
}

function parseFlag(value: unknown, field: string): boolean {
  if (typeof value === 'boolean') return value
  throw new GateError(`${field} must be true or false`)
}

function parseText(value: unknown, field: string): string {
  if (typeof value === 'string' && value.trim() === value && value !== '') return value
  throw new GateError(`${field} must be a text without spaces around it`)
}

/** A key of metadata. */
function parseKey(value: unknown, field: string): string {
  const key = parseText(value, field)
  if (isInheritedName(key)) throw new GateError(`${field} must not be "${key}", the name of something else`)
  return key
}

function parseNames(value: unknown, field: string): string[] {
  if (!Array.isArray(value)) throw new GateError(`${field} must be a list of names`)
  return value.map((name, index) => parseText(name, `${field}[${index}]`))
}

function parseClaims(value: unknown): Gate['claims'] {
  const claims = assertObject(value, 'claims', ['roles', 'app_metadata'])
  const entries = Object.entries(assertObject(claims.app_metadata, 'claims.app_metadata'))
  return {
    roles: parseClaimName(claims.roles, 'claims.roles'),
    appMetadata: Object.fromEntries(
      entries.map(([claim, key]) => {
        const field = `claims.app_metadata["${claim}"]`
        const name = parseKey(key, field)
        if (isOwnMetadataKey(name)) throw new GateError(`${field} must not be "${name}", which is internal`)
        return [parseClaimName(claim, field), name]
      }),
    ),
  }
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
