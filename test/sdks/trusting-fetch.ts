import { readFileSync } from 'node:fs'
import { request } from 'node:https'

/** A fetch that trusts the local tenant's certificate; Node's own reads NODE_EXTRA_CA_CERTS at its start only. */
export function createTrustingFetch(caFile: string): typeof fetch {
  const ca = readFileSync(caFile)
  return async (input, init) => {
    const sent = new Request(input, init)
    const body = Buffer.from(await sent.arrayBuffer())
    if (!sent.url.startsWith('https:')) return await fetch(sent.url, init)
    return await new Promise<Response>((resolve, reject) => {
      const options = { ca, method: sent.method, headers: Object.fromEntries(sent.headers) }
      const outgoing = request(sent.url, options, answer => {
        const chunks: Buffer[] = []
        answer.on('data', chunk => chunks.push(chunk))
        answer.on('end', () => {
          const headers = new Headers()
          for (const [name, value] of Object.entries(answer.headersDistinct))
            for (const one of value ?? []) headers.append(name, one)
          const status = answer.statusCode ?? 500
          resolve(
            new Response([204, 304].includes(status) ? null : Buffer.concat(chunks), { status, headers }),
          )
        })
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }
}
