import type { ServerOptions } from 'node:http'

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

/** For a connection on which nothing goes either way; longer than any answer that is being thought about takes. */
export const IDLE_TIMEOUT_MS = 120_000
