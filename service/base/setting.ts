import { isActionKey } from '../../contract/calls.ts'
import { KeyError, parseSigningKey, parseVerificationKeys } from '../../contract/keys.ts'
import { GateError } from '../../contract/parse-gate.ts'

/** One environment variable: what it must be, in words for the operator, and how its text becomes a value. */
export interface Setting<T> {
  readonly expectation: string
  /** Returns undefined for a text that does not meet the expectation, or throws KeyError, GateError or SettingFaults. */
  readonly parse: (text: string) => T | undefined | Promise<T>
  /** The variable is required if it has no fallback. */
  readonly fallback?: T
  /** Read as if it had been set. */
  readonly fallbackText?: string
}

/** Everything that is wrong with one variable, in words that quote no secret. */
export class SettingFaults extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(faults.join('; '), options)
    this.name = new.target.name
    this.faults = faults
  }
}

/** Deployment templates that nobody filled in. A placeholder that is long enough would otherwise pass as a secret. */
const PLACEHOLDER = /##\w*##|@@\w*@@|^change.?me/i

/** Describes a variable that must be set. */
export function required<T>(expectation: string, parse: Setting<T>['parse']): Setting<T> {
  return { expectation, parse }
}

/** Describes a variable that may be left out. */
export function optional<T>(expectation: string, fallback: T, parse: Setting<T>['parse']): Setting<T> {
  return { expectation, parse, fallback }
}

/** The result for one variable: its value, or its faults in words that never quote it. */
export type SettingResult<T> = { value: T } | { faults: string[] }

/** Reads one variable. */
export async function readSetting<T>(
  setting: Setting<T>,
  given: string | undefined,
): Promise<SettingResult<T>> {
  const text = given ?? setting.fallbackText
  if (text === undefined && 'fallback' in setting) return { value: setting.fallback as T }
  const { expectation } = setting
  if (text === undefined) return { faults: [`is missing; expected ${expectation}`] }
  if (text.trim() === '') return { faults: [`is empty; expected ${expectation}`] }
  if (PLACEHOLDER.test(text)) return { faults: [`is a placeholder; expected ${expectation}`] }
  try {
    const value = await setting.parse(text.trim())
    return value === undefined ? { faults: [`expected ${expectation}`] } : { value }
  } catch (error) {
    if (error instanceof KeyError) return { faults: [`${error.message}; expected ${expectation}`] }
    if (error instanceof GateError) return { faults: [error.message] }
    if (error instanceof SettingFaults) return { faults: [...error.faults] }
    throw error
  }
}

/** `https://host[:port]`, or http on localhost, with nothing behind it; returned without the slash. */
export function parseOrigin(text: string): string | undefined {
  const url = parseWebUrl(text)
  return url && new URL(url).href === `${new URL(url).origin}/` ? new URL(url).origin : undefined
}

/** An https address, or http on localhost, without credentials. */
export function parseWebUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost')
  return isSafe && !url.username && !url.password ? url.href : undefined
}

/** A bare `host[:port]`, as Auth0 shows a tenant's domain. */
export function parseHost(text: string): string | undefined {
  return /^[a-z\d.-]+(:\d+)?$/i.test(text) && URL.canParse(`https://${text}`) ? text.toLowerCase() : undefined
}

/** A domain as `host[:port]`, or `http://localhost:port`; returned as origin. */
export function parseDomainOrigin(text: string): string | undefined {
  const host = parseHost(text)
  return host ? `https://${host}` : parseOrigin(text)
}

export function parseText(text: string): string | undefined {
  return /[\p{Cc}]/u.test(text) ? undefined : text
}

/** A whole number from `min` to `max`. */
export function parseInteger(min: number, max: number): (text: string) => number | undefined {
  return text => {
    const value = Number(text)
    return /^\d+$/.test(text) && value >= min && value <= max ? value : undefined
  }
}

/** One of some words. */
export function parseChoice<const T extends string>(...choices: T[]): (text: string) => T | undefined {
  return text => choices.find(choice => choice === text)
}

/** Parts between commas, each of which must be valid. */
export function parseList<T>(parse: (text: string) => T | undefined): (text: string) => T[] | undefined {
  return text => {
    const parts = text.split(',').map(part => parse(part.trim()))
    const values = parts.filter(part => part !== undefined)
    return values.length === parts.length ? values : undefined
  }
}

/** One or two secrets: the first is used, both are accepted, so that one can replace the other without a gap. */
export function parseSecrets(text: string): string[] | undefined {
  const secrets = text.split(',').map(secret => secret.trim())
  const areLong = secrets.every(secret => secret.length >= 32)
  return areLong && secrets.length <= 2 && new Set(secrets).size === secrets.length ? secrets : undefined
}

/** Parses keys that travel in a header, where spaces and characters outside ASCII make every call fail. */
export function parseActionKeys(text: string): string[] | undefined {
  const keys = parseSecrets(text)
  return keys?.every(isActionKey) ? keys : undefined
}

/** A private Ed25519 JWK, kept as JSON until keys.ts pairs it. Throws KeyError. */
export async function parsePrivateJwk(json: string): Promise<string> {
  await parseSigningKey(json)
  return json
}

/** A JWK Set of public Ed25519 keys, kept as JSON. Throws KeyError. */
export async function parsePublicJwks(json: string): Promise<string> {
  await parseVerificationKeys(json)
  return json
}

/** `Name <address>`. */
export function parseSender(text: string): string | undefined {
  return /^[^<>\p{Cc}]+ <[^\s<>@]+@[^\s<>@]+>$/u.test(text) ? text : undefined
}

/** A scope-token of RFC 6749 §3.3: permissions travel in lists with spaces between. */
export function parsePermission(text: string): string | undefined {
  return /^[!#-[\]-~]{1,280}$/.test(text) ? text : undefined
}
