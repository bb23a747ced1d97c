import type { ServerOptions } from 'node:http'
import { optional, parseInteger } from '../base/setting.ts'

/**
 * How long the server waits for whoever sends it something. Node's five minutes for a whole request would cut a large
 * file that comes over a slow line; an hour lets 2 GiB in at 5 Mbit/s. Whoever only wants to occupy connections is ended
 * after 15 s without a whole head, after two minutes without a byte (`IDLE_TIMEOUT_MS`), and after the hour in any case.
 */
export const serverTimeouts = {
  headersTimeout: 15_000,
  requestTimeout: 3_600_000,
  connectionsCheckingInterval: 5_000,
  /** All headers of a request and its address together; Node's own limit, said aloud. A larger one is answered 431. */
  maxHeaderSize: 16 * 1024,
} as const satisfies ServerOptions

/**
 * Longer than load balancers keep an idle connection, which is 60 s for most: whoever closes first must not be the one
 * that a request may be on its way to (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#connection-idle-timeout).
 */
const KEEP_ALIVE_SECONDS = 72

/** What the operator may say about connections; `KEEP_ALIVE_SEC` has to be longer than that of the proxy before us. */
export const serverSettings = {
  KEEP_ALIVE_SEC: optional('a number of seconds from 1 to 600', KEEP_ALIVE_SECONDS, parseInteger(1, 600)),
} as const

/** The options of Node's server. */
export function toServerOptions({ keepAliveSeconds }: { keepAliveSeconds: number }): ServerOptions {
  return { ...serverTimeouts, keepAliveTimeout: keepAliveSeconds * 1000 }
}

/** Closes a connection without traffic; longer than any answer takes to compute. */
export const IDLE_TIMEOUT_MS = 120_000
