import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'

/** A client of the API that keeps its connection, as a proxy does. */
export interface KeptClient {
  /** Invites an address; a request that was cut throws. */
  invite(email: string): Promise<{ status: number | undefined; id: string }>
  /** False when an answer has said that the connection ends with it. */
  isWelcome(): boolean
  /** How many it has used. */
  connections(): number
}

export function keepClient(port: number, token: string): KeptClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const connections = new Set<unknown>()
  let isWelcome = true
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const post = (body: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request({ agent, port, method: 'POST', path: '/api/invitations', headers }, resolve)
      sent.on('error', reject).on('socket', socket => connections.add(socket))
      sent.end(body)
    })
  return {
    async invite(email) {
      const answer = await post(JSON.stringify({ invitee: { email } }))
      isWelcome &&= answer.headers.connection !== 'close'
      const { id } = JSON.parse(await text(answer)) as { id: string }
      return { status: answer.statusCode, id }
    },
    isWelcome: () => isWelcome,
    connections: () => connections.size,
  }
}
