import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { z } from 'zod'
import { findInheritedKey } from '../../contract/inherited-name.ts'
import { SettingFaults } from '../base/setting.ts'
import { type EventType, eventTypes } from '../ledger/schema/event-types.ts'
import { isLocalReceiver } from './checked-addresses.ts'
import { isPublicAddress } from './is-public-address.ts'

/** A receiver of events, as the operator configured it. */
export interface WebhookEndpoint {
  /** Names it in the delivery log; its deliveries wait for this name. */
  readonly id: string
  readonly url: string
  /** One, or two while one replaces the other: the new one first, and both sign. */
  readonly secrets: readonly string[]
  readonly events: readonly EventType[]
}

/** Everything that is wrong with the list, at once. No fault quotes a value. */
export class WebhookEndpointsError extends SettingFaults {}

/** Names of events as receivers see them, such as `invitation.grant_completed`. */
export const WEBHOOK_TYPE_PREFIX = 'invitation.'

/** Base64 of 24 to 64 bytes, as the Standard Webhooks specification has it ("Signature scheme"). */
const SECRET = /^whsec_([A-Za-z\d+/]{32,88}={0,2})$/

const secret = z.string('must be a text').refine(isSecret, 'must be whsec_ and base64 of 24 to 64 bytes')

const endpoint = z
  .strictObject(
    {
      id: z
        .string('must be a text')
        .regex(/^[\w-]{1,40}$/, 'must be 1 to 40 letters, digits, - or _')
        .optional(),
      url: z.string('is missing or no text').superRefine((url, context) => {
        const fault = faultOfUrl(url)
        if (fault) context.addIssue({ code: 'custom', message: fault })
      }),
      secret,
      /** Still signs too, until every receiver knows the new one. */
      previous_secret: secret.optional(),
      events: z
        .array(
          z.string('must be a text').refine(isEventName, `must be one of ${eventNames().join(', ')}`),
          'must be a list',
        )
        .min(1, 'must name at least one event, or be left out for all of them')
        .optional(),
    },
    {
      error: issue =>
        issue.code === 'unrecognized_keys' ? 'has a field that is not known' : 'must be an object',
    },
  )
  .refine(({ secret, previous_secret }) => secret !== previous_secret, 'has the same secret twice')

const endpointList = z.array(endpoint, 'must be a list')

/**
 * Reads the list of endpoints: `[{ "url", "secret", "previous_secret"?, "events"?, "id"? }]` as JSON. Throws
 * WebhookEndpointsError.
 */
export function parseWebhookEndpoints(json: string): WebhookEndpoint[] {
  const list = parseJson(json)
  const inherited = findInheritedKey(list)
  if (inherited) {
    const path = inherited.path.split('.').map(part => (/^\d+$/.test(part) ? Number(part) : part))
    throw new WebhookEndpointsError([`${toPath(path)} is not known`])
  }
  const result = endpointList.safeParse(list)
  if (!result.success)
    throw new WebhookEndpointsError(
      result.error.issues.map(({ path, message }) => `${toPath(path)} ${message}`.trim()),
    )
  const endpoints = result.data.map(toEndpoint)
  if (new Set(endpoints.map(({ id }) => id)).size < endpoints.length)
    throw new WebhookEndpointsError(['two endpoints have the same id, or the same url and no id'])
  return endpoints
}

/** Does an endpoint need the service itself to run at http://localhost? */
export function hasLocalEndpoint(endpoints: readonly WebhookEndpoint[]): boolean {
  return endpoints.some(({ url }) => isLocalReceiver(new URL(url)))
}

/** Checks for https, because others could read along without it; only a developer's own machine may do without. */
export function areReachableFrom(publicUrl: unknown, webhooks: unknown): boolean {
  if (typeof publicUrl !== 'string' || !Array.isArray(webhooks)) return true
  return new URL(publicUrl).protocol === 'http:' || !hasLocalEndpoint(webhooks)
}

function toEndpoint({ id, url, secret, previous_secret, events }: z.infer<typeof endpoint>): WebhookEndpoint {
  return {
    id: id ?? `whe_${createHash('sha256').update(new URL(url).href).digest('base64url').slice(0, 12)}`,
    url: new URL(url).href,
    secrets: previous_secret === undefined ? [secret] : [secret, previous_secret],
    events: eventTypes.filter(type => events?.includes(`${WEBHOOK_TYPE_PREFIX}${type}`) ?? true),
  }
}

function faultOfUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return 'must be an address'
  const url = new URL(text)
  if (url.protocol !== 'https:' && !isLocalReceiver(url))
    return 'must begin with https://, or with http://localhost'
  // Credentials would travel in a header that the signature makes needless.
  if (url.username || url.password) return 'must not hold a user or a password'
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  const isPrivate = isIP(literal) !== 0 && !isPublicAddress(literal)
  return isPrivate ? 'must not lead to a private, local or reserved address' : undefined
}

function isSecret(text: string): boolean {
  const [, base64 = ''] = SECRET.exec(text) ?? []
  const bytes = Buffer.from(base64, 'base64')
  // Read back: Buffer passes over what is no base64, and the receiver's library may not.
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === base64
}

function eventNames(): string[] {
  return eventTypes.map(type => `${WEBHOOK_TYPE_PREFIX}${type}`)
}

function isEventName(name: string): boolean {
  return eventNames().includes(name)
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // The cause is dropped, because it quotes the text.
    throw new WebhookEndpointsError(['is not JSON'])
  }
}

function toPath(path: readonly PropertyKey[]): string {
  return path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
}
