import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ServiceRequest {
  method: string | undefined
  path: string | undefined
  authorization: string | undefined
  contentType: string | undefined
  body: Record<string, unknown>
}

/** A service that answers every call as told, and remembers the calls. */
export interface ServiceStub {
  url: string
  requests: ServiceRequest[]
  /** How the next calls are answered: a JSON answer with status 200, or by hand. */
  answer(how: object | ((response: ServerResponse) => void)): void
  close(): Promise<void>
}

export async function startServiceStub(): Promise<ServiceStub> {
  const requests: ServiceRequest[] = []
  let respond = (response: ServerResponse) => sendJson(response, {})
  const server = createServer(async (request, response) => {
    const text = await readAll(request)
    const { method, url: path, headers } = request
    const { authorization, 'content-type': contentType } = headers
    requests.push({ method, path, authorization, contentType, body: JSON.parse(text || '{}') })
    respond(response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer(how) {
      respond = typeof how === 'function' ? (how as typeof respond) : response => sendJson(response, how)
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function sendJson(response: ServerResponse, answer: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
