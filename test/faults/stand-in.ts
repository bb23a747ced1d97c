import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/**
 * What goes wrong with a request on a real connection: another answer; the request is carried out and the connection
 * reset instead of an answer (`reset`); or it is answered only when somebody lets it (`held`).
 */
export type WireFault = { status: number; headers?: Record<string, string> } | 'reset' | 'held' | undefined

/** A server that stands in for somebody else's, on a port of its own. */
export interface StandIn {
  readonly url: string
  /** `METHOD /path` of every request that came in whole, in their order. */
  readonly requests: string[]
  /** What becomes of the next request; asked once for each. */
  faultOf: (request: string) => WireFault
  /** Lets what is held be answered. */
  release(): void
  close(): Promise<void>
}

/** Starts a server that answers with `handle` where nothing goes wrong. */
export async function startStandIn(
  handle: (request: Request) => Response | Promise<Response>,
): Promise<StandIn> {
  let held: (() => void)[] = []
  const server = createServer((request, response) => void answer(request, response).catch(() => {}))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    faultOf: () => undefined,
    release() {
      for (const goOn of held) goOn()
      held = []
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(incoming)
    const name = `${incoming.method} ${decodeURIComponent(incoming.url ?? '')}`
    standIn.requests.push(name)
    const fault = standIn.faultOf(name)
    if (typeof fault === 'object') return response.writeHead(fault.status, fault.headers).end('{"errors":[]}')
    const handled = await handle(toRequest(incoming, body))
    if (fault === 'reset') return incoming.socket.resetAndDestroy()
    if (fault === 'held') await new Promise<void>(resolve => held.push(resolve))
    response.writeHead(handled.status, Object.fromEntries(handled.headers))
    return response.end(Buffer.from(await handled.arrayBuffer()))
  }
  return standIn
}

function toRequest({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): Request {
  const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...rest } = headers
  return new Request(`https://localhost:4443${url}`, {
    method,
    headers: rest as Record<string, string>,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  })
}
