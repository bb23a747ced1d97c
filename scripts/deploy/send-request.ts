import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { rootCertificates } from 'node:tls'

export interface HttpRequest {
  method: string
  url: string
  headers: Record<string, string>
  body?: string
}

export interface HttpAnswer {
  status: number
  /** By their names in lower case. */
  headers: Record<string, string | undefined>
  text: string
}

/** Sends one request over https. Rejects when there is no answer. */
export type SendRequest = (request: HttpRequest) => Promise<HttpAnswer>

const TIMEOUT_MS = 30_000

/** Creates what sends requests; `caFile` (PEM) is trusted besides the usual authorities, by these requests only. */
export function createSendRequest({ caFile }: { caFile?: string | undefined }): SendRequest {
  const ca = caFile === undefined ? undefined : [...rootCertificates, readFileSync(caFile, 'utf8')]
  return ({ method, url, headers, body = '' }) =>
    new Promise((resolve, reject) => {
      const length = { 'content-length': String(Buffer.byteLength(body)) }
      const options = { method, headers: { ...headers, ...length }, timeout: TIMEOUT_MS, ca }
      const outgoing = request(url, options, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () => {
          const named = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
          const text = Buffer.concat(chunks).toString()
          resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(named), text })
        })
      })
      outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)))
      outgoing.once('error', reject)
      outgoing.end(body)
    })
}
