import '../../../local-tenant/reflect-polyfill.ts'
import { webcrypto } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import * as x509 from '@peculiar/x509'

/** What a receiver got. */
export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** A server that receives webhooks on the loopback; with a certificate, for the name that is in it. */
export interface Receiver {
  readonly port: number
  readonly received: Received[]
  /** Answers from now on; 204 until it is called. */
  answer(respond: (response: ServerResponse, request: Received) => void): void
  /** Resolves when so many messages have come. */
  waitFor(count: number): Promise<void>
  close(): Promise<void>
}

export async function startReceiver(certificate?: { cert: string; key: string }): Promise<Receiver> {
  const received: Received[] = []
  let respond: Parameters<Receiver['answer']>[0] = response => response.writeHead(204).end()
  let notify = () => {}
  const server = certificate ? createTlsServer(certificate) : createServer()
  server.on('request', async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const message = { path: `${request.method} ${request.url}`, headers: request.headers, body }
    received.push(message)
    notify()
    respond(response, message)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received,
    answer(next) {
      respond = next
    },
    async waitFor(count) {
      while (received.length < count)
        await new Promise<void>(resolve => {
          notify = resolve
        })
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** A certificate for one name, which is its own authority. */
export async function makeCertificate(name: string): Promise<{ cert: string; key: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
    ],
  })
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  return {
    cert: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
  }
}
