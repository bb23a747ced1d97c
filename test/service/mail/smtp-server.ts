import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerAuthentication, type SMTPServerOptions } from 'smtp-server'
import { ensureCertificates } from '../../../local-tenant/certificates.ts'

/** What the server does with one command; an error's `responseCode` is its reply. */
export interface SmtpBehaviour {
  onSender?: (address: string) => Error | undefined
  onRecipient?: (address: string) => Error | undefined
  /** Takes the whole message; `break` ends the connection without a reply. */
  onMessage?: (source: string) => Error | 'break' | undefined
}

export interface TestSmtpServer {
  readonly port: number
  /** The messages that it took, as they came. */
  readonly messages: string[]
  /** Connections so far. */
  connections(): number
  /** The certificate of the authority that signed the server's, as PEM. */
  readonly ca: string
  close(): Promise<void>
}

/** A reply with this code. */
export function reply(responseCode: number, text = 'canary'): Error {
  return Object.assign(new Error(text), { responseCode })
}

/** Starts a real SMTP server on loopback that lets `ann` in with the password `p@ss word`. */
export async function startSmtpServer(
  behaviour: SmtpBehaviour = {},
  options: SMTPServerOptions = {},
): Promise<TestSmtpServer> {
  const directory = mkdtempSync(join(tmpdir(), 'guestlist-smtp-'))
  const { caFile, cert, key } = await ensureCertificates(directory)
  const messages: string[] = []
  let connections = 0
  const server = new SMTPServer({
    cert,
    key,
    closeTimeout: 100,
    onAuth({ username, password }: SMTPServerAuthentication, _session, callback) {
      const isKnown = username === 'ann' && password === 'p@ss word'
      callback(isKnown ? null : reply(535), isKnown ? { user: username } : undefined)
    },
    onConnect(_session, callback) {
      connections++
      callback()
    },
    onMailFrom({ address }, _session, callback) {
      callback(behaviour.onSender?.(address))
    },
    onRcptTo({ address }, _session, callback) {
      callback(behaviour.onRecipient?.(address))
    },
    async onData(stream, _session, callback) {
      let source = ''
      for await (const piece of stream) source += String(piece)
      const verdict = behaviour.onMessage?.(source)
      if (verdict === 'break') {
        for (const connection of server.connections)
          (connection as unknown as { _socket: { destroy(): void } })._socket.destroy()
        return
      }
      if (verdict === undefined) messages.push(source)
      callback(verdict)
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as { port: number }
  return {
    port,
    messages,
    connections: () => connections,
    ca: readFileSync(caFile, 'utf8'),
    async close() {
      await new Promise<void>(resolve => server.close(() => resolve()))
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
