import { readFileSync } from 'node:fs'
import { request } from 'node:https'

/** A client of the local tenant's Management API, for what the demo and its tests do as the tenant's owner. */
export interface ManagementClient {
  /** Resolves with the parsed answer (undefined for 204). Rejects for any other status than 2xx. */
  call<Answer = unknown>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer>
}

export interface ManagementClientOptions {
  /** The canonical domain, as `https://localhost:4443`. */
  tenant: string
  /** The tenant's CA, trusted here only: nothing else of this process needs it. */
  caFile: string
  clientId: string
  clientSecret: string
}

export function createManagementClient(options: ManagementClientOptions): ManagementClient {
  const ca = readFileSync(options.caFile)
  let token: Promise<string> | undefined
  const fetchToken = async () => {
    const answer = await send<{ access_token: string }>(`${options.tenant}/oauth/token`, { ca }, 'POST', {
      grant_type: 'client_credentials',
      client_id: options.clientId,
      client_secret: options.clientSecret,
      audience: `${options.tenant}/api/v2/`,
    })
    return answer.access_token
  }
  return {
    async call<Answer>(method: string, path: string, body?: object) {
      token ??= fetchToken()
      const headers = { authorization: `Bearer ${await token}` }
      return await send<Answer>(`${options.tenant}/api/v2${path}`, { ca, headers }, method, body)
    },
  }
}

function send<Answer>(
  url: string,
  { ca, headers }: { ca: Buffer; headers?: Record<string, string> },
  method: string,
  body?: object,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const content = body ? JSON.stringify(body) : ''
    const outgoing = request(
      url,
      {
        ca,
        method,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(content),
        },
      },
      async response => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        const text = Buffer.concat(chunks).toString()
        const status = response.statusCode ?? 0
        if (status < 200 || status > 299) reject(new Error(`${method} ${url}: ${status} ${text}`))
        else resolve((text === '' ? undefined : JSON.parse(text)) as Answer)
      },
    )
    outgoing.once('error', reject)
    outgoing.end(content)
  })
}
