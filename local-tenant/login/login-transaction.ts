import { randomBytes } from 'node:crypto'
import type { Identifier } from '../identities.ts'
import type { Tenant } from '../tenant.ts'
import { type Arrival, withoutExt } from './arrival.ts'
import type { KnownBy } from './attributes.ts'
import type { AuthorizeRequest } from './authorize-request.ts'
import type { Entry } from './universal-login/entry.ts'

/** Which identifier is to be proven by a code, and what for. */
export interface CodeChallenge {
  name: Identifier
  purpose: 'login' | 'signup'
}

/** One login of one browser, from `/authorize` to the callback. It lives an hour at most, in memory only. */
export interface LoginTransaction {
  /** `event.transaction.id`. */
  readonly id: string
  /** `?state=` of the login pages: not the application's state. */
  readonly state: string
  /** Origin of the domain it began on; the issuer is this with a slash. */
  readonly domain: string
  readonly request: AuthorizeRequest
  readonly arrival: Arrival
  /** Value of the browser's `did` cookie: nobody else can go on with this login. */
  readonly deviceId: string
  /** Typed on the first screen of an identifier-first login or sign-up. */
  entry?: Entry
  /** The code of a database's identifier that the browser is asked for. */
  challenge?: CodeChallenge
  /** What a code has proven of it so far. */
  proven?: KnownBy
  /** One of Auth0's own invitations to an organization, which this login is to accept. */
  invitation?: { ticketId: string; email: string }
  /** Fields of partials on the first screen of an identifier-first sign-up. */
  earlierFields?: Record<string, string>
  /** Fields of partials on the log-in screen that led to a provider. */
  providerFields?: Record<string, string>
  /** The social or enterprise connection the browser was sent to. */
  providerConnection?: string
}

/** What Post-Login sees as the request when a code ended the login: the authorization request, `ext-` by a switch. */
export function arrivalAfterCode(tenant: Tenant, { arrival }: LoginTransaction, ip: string): Arrival {
  return { ...(tenant.switches.extInviteAfterCode ? arrival : withoutExt(arrival)), ip }
}

/** Begins a login for a browser. */
export function createLoginTransaction(
  domain: string,
  request: AuthorizeRequest,
  arrival: Arrival,
  deviceId: string,
): LoginTransaction {
  const random = (bytes: number) => randomBytes(bytes).toString('base64url')
  return { id: random(15), state: random(32), domain, request, arrival, deviceId }
}
