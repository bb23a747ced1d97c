import { Agent, type IncomingMessage, request } from 'node:http'
import { performance } from 'node:perf_hooks'

/** One request of a load: what is sent, and the status that says it was done. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly expectedStatus: number
}

/** What a load came to. Latencies in milliseconds, as the client saw them. */
export interface LoadResult {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
}

/** Enough to keep one core of the service busy, few enough that waiting does not dominate the latencies. */
const CONCURRENCY = 32

/**
 * Sends all requests over kept connections, so many at a time, and reads every answer to its end. Throws when one is
 * not answered as it should be: a fast refusal is no figure.
 */
export async function runLoad(
  port: number,
  requests: readonly LoadRequest[],
  { concurrency = CONCURRENCY }: { concurrency?: number } = {},
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const latencies: number[] = []
  const waiting = requests.values()
  const startedAt = performance.now()
  const work = async () => {
    for (const wanted of waiting) {
      const sentAt = performance.now()
      await send(agent, port, wanted)
      latencies.push(performance.now() - sentAt)
    }
  }
  try {
    await Promise.all(Array.from({ length: concurrency }, work))
  } finally {
    agent.destroy()
  }
  const seconds = (performance.now() - startedAt) / 1000
  latencies.sort((one, other) => one - other)
  const quantile = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0
  return {
    perSecond: requests.length / seconds,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    maxMs: quantile(1),
  }
}

function send(agent: Agent, port: number, wanted: LoadRequest): Promise<void> {
  const { method, path, headers = {}, body = '', expectedStatus } = wanted
  return new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      { agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } },
      answer => {
        readToEnd(answer)
          .then(text => {
            if (answer.statusCode === expectedStatus) resolve()
            else reject(new Error(`${method} answered ${answer.statusCode}: ${text.slice(0, 300)}`))
          })
          .catch(reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

async function readToEnd(answer: IncomingMessage): Promise<string> {
  let text = ''
  answer.setEncoding('utf8')
  for await (const chunk of answer) text += chunk
  return text
}
