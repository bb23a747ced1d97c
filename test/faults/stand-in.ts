import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/**
 * What goes wrong with a request on a real connection: another answer; the request is carried out and the connection
 * reset instead of an answer (`reset`), or in the middle of it (`cut`); or it is answered only when somebody lets it
 * (`held`).
 */
export type WireFault = OtherAnswer | 'reset' | 'cut' | 'held' | undefined

interface OtherAnswer {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** A server that stands in for somebody else's, on a port of its own. */
export interface StandIn {
  readonly url: string
  /** `METHOD /path` of every request that came in whole, in their order. */
  readonly requests: string[]
  /** What becomes of the next request; asked once for each. */
  faultOf: (request: string) => WireFault
  /** How often whoever had asked did not wait for the answer. */
  readonly abandoned: () => number
  /** How many are being held. */
  holding(): number
  /** Lets what is held be answered. */
  release(): void
  close(): Promise<void>
}

/** Starts a server that answers with `handle` where nothing goes wrong. */
export async function startStandIn(
  handle: (request: Request) => Response | Promise<Response>,
): Promise<StandIn> {
  let held: (() => void)[] = []
  let abandoned = 0
  const server = createServer((request, response) => void answer(request, response).catch(() => {}))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    faultOf: () => undefined,
    abandoned: () => abandoned,
    holding: () => held.length,
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
    response.once('close', () => {
      if (!response.writableEnded) abandoned++
    })
    const fault = standIn.faultOf(name)
    if (typeof fault === 'object')
      return response.writeHead(fault.status, fault.headers).end(fault.body ?? '{"errors":[]}')
    const handled = await handle(toRequest(incoming, body))
    if (fault === 'reset') return incoming.socket.resetAndDestroy()
    if (fault === 'held') await new Promise<void>(resolve => held.push(resolve))
    const answered = Buffer.from(await handled.arrayBuffer())
    response.writeHead(handled.status, Object.fromEntries(handled.headers))
    if (fault !== 'cut') return response.end(answered)
    // Its length has been promised: whoever reads it must notice.
    return response.write(answered.subarray(0, answered.length / 2), () => incoming.socket.destroy())
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
