import type { Addresses } from '../contract/calls.ts'
import type { Dictionary, PostLoginEvent, PreUserRegistrationEvent } from './event-types.ts'

/**
 * Has the platform given us what it documents, each part of its type? Decisions rest on these parts, so an event that
 * lacks one says nothing about anybody. What people, applications and providers write into them can be anything: that is
 * read with `toText`.
 */
export function isPostLoginEvent(event: unknown): event is PostLoginEvent {
  return isReadable(event, hasLoginParts)
}

/** Checks a Pre-User-Registration event; the Management API makes users without an application or a transaction. */
export function isPreUserRegistrationEvent(event: unknown): event is PreUserRegistrationEvent {
  return isReadable(event, hasSignUpParts)
}

/**
 * Does somebody act as the user: an administrator in a delegated session, an agent in a token exchange?
 * (https://auth0.com/docs/authenticate/single-sign-on/session-delegation)
 */
export function isDelegated({ session, transaction }: PostLoginEvent): boolean {
  return (session?.actor ?? transaction.actor ?? null) !== null
}

/** Longer than any id or name that the platform gives out. */
const MAX_NAME_LENGTH = 1024

/** RFC 5321 §4.5.3.1: longer text is no address. */
const MAX_ADDRESS_LENGTH = 320

/** RFC 1035 §2.3.4 */
export const MAX_HOSTNAME_LENGTH = 253

const HALF_CHARACTER = /\p{Surrogate}/u

/** The last instant of the year 9999: later ones have another ISO 8601 form. */
const LAST_INSTANT = 253_402_300_799_999

function isReadable(event: unknown, hasParts: (event: Dictionary) => boolean): boolean {
  try {
    return isPart(event) && hasParts(event)
  } catch {
    // fail closed: a part that cannot be read counts as absent.
    return false
  }
}

function hasLoginParts(event: Dictionary): boolean {
  const { client, connection, request, secrets, stats, transaction, user } = event
  if (!isPart(request) || !isPart(stats) || !isPart(transaction)) return false
  if (!isPart(secrets) || !isConnection(connection) || !isClient(client) || !isUser(user)) return false
  const { authentication, authorization, organization, session } = event
  return (
    isCount(stats.logins_count) &&
    isPartOrAbsent(request.query) &&
    isPartOrAbsent(transaction.metadata) &&
    isPartOrAbsent(organization) &&
    isPartOrAbsent(session) &&
    isAbsentOrHas(authentication, 'methods') &&
    isAbsentOrHas(authorization, 'roles')
  )
}

function hasSignUpParts({ client, connection, request, secrets, transaction, user }: Dictionary): boolean {
  return (
    (client === undefined || isClient(client)) &&
    isConnection(connection) &&
    isPart(request) &&
    isPartOrAbsent(request.body) &&
    isPart(secrets) &&
    isPartOrAbsent(transaction) &&
    isPart(user) &&
    isPartOrAbsent(user.app_metadata)
  )
}

function isUser(user: unknown): boolean {
  if (!isPart(user) || !isName(user.user_id) || typeof user.created_at !== 'string') return false
  const { app_metadata, created_at, identities, user_metadata } = user
  const createdAt = Date.parse(created_at)
  return (
    createdAt >= 0 &&
    createdAt <= LAST_INSTANT &&
    isPartOrAbsent(app_metadata) &&
    isPartOrAbsent(user_metadata) &&
    (identities === undefined || Array.isArray(identities))
  )
}

function isClient(client: unknown): boolean {
  return isPart(client) && isName(client.client_id) && isPartOrAbsent(client.metadata)
}

function isConnection(connection: unknown): boolean {
  return isPart(connection) && isName(connection.name) && isName(connection.strategy)
}

function isPart(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPartOrAbsent(value: unknown): boolean {
  return value === undefined || isPart(value)
}

/** A part that may be absent, with a list in it that may be. */
function isAbsentOrHas(part: unknown, list: string): boolean {
  return part === undefined || (isPart(part) && (part[list] === undefined || Array.isArray(part[list])))
}

function isName(value: unknown): boolean {
  return toText(value, MAX_NAME_LENGTH) !== undefined && value !== ''
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

/**
 * Text that somebody else has written, if it is one that the service takes: no longer than that, and without halves of
 * characters, which cannot be written in UTF-8.
 */
export function toText(value: unknown, maxLength: number): string | undefined {
  const isText = typeof value === 'string' && value.length <= maxLength && !HALF_CHARACTER.test(value)
  return isText ? value : undefined
}

/** Keeps only the user attributes that an invitation can be for. */
export function toAddresses(said: Dictionary): Addresses {
  const email = toText(said.email, MAX_ADDRESS_LENGTH)
  const phoneNumber = toText(said.phone_number, MAX_ADDRESS_LENGTH)
  const { email_verified, phone_verified } = said
  return {
    ...(email !== undefined && { email }),
    ...(typeof email_verified === 'boolean' && { email_verified }),
    ...(phoneNumber !== undefined && { phone_number: phoneNumber }),
    ...(typeof phone_verified === 'boolean' && { phone_verified }),
  }
}
