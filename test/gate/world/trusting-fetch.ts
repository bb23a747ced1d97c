import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { text } from 'node:stream/consumers'

/** A `fetch` that trusts one CA more: the local tenant's, which a process can only be told when it starts. */
export function createTrustingFetch(caFile: string): typeof fetch {
  const agent = new Agent({ ca: readFileSync(caFile), keepAlive: true })
  return async (input, init = {}) => {
    const { method, headers, body } = new Request(input, init)
    const sent = body ? await text(body) : undefined
    return new Promise((resolve, reject) => {
      const asked = request(String(input instanceof Request ? input.url : input), {
        agent,
        method,
        headers: Object.fromEntries(headers),
        signal: init.signal ?? undefined,
      })
      asked.once('error', reject)
      asked.once('response', async response => {
        const status = response.statusCode ?? 500
        const answer = await text(response)
        const hasBody = status !== 204 && status !== 304
        resolve(new Response(hasBody ? answer : null, { status, headers: toHeaders(response.headers) }))
      })
      asked.end(sent)
    })
  }
}

function toHeaders(headers: NodeJS.Dict<string | string[]>): Headers {
  const kept = new Headers()
  for (const [name, value] of Object.entries(headers))
    for (const item of [value ?? []].flat()) kept.append(name, item)
  return kept
}
