import type { Stack } from './stack.ts'

/** The fields of an invitation that the demo and its tests look at. */
export interface InvitationBody {
  id: string
  status: string
  uses: number
  accepted_at: string
  /** Of a link that is handed out, once. */
  invitation_url?: string
  /** Of an import. */
  rows?: { sent: number }
  redemptions: { user_id: string; redeemed_at: string; granted_at: string }[]
}

/** An answer of the service's API; the body of another status than 2xx is an error. */
export interface ApiAnswer {
  status: number
  body: InvitationBody
}

/** The service's API as the machine client of demo.json uses it. */
export interface ApiClient {
  /** `POST /api/invitations` */
  create(invitation: object): Promise<ApiAnswer>
  /** `GET /api/invitations/:id` */
  read(id: string): Promise<ApiAnswer>
  /** `DELETE /api/invitations/:id` */
  revoke(id: string): Promise<ApiAnswer>
  /** `POST /api/invitations/:id/link` */
  renewLink(id: string): Promise<ApiAnswer>
  /** `POST /api/imports` with a CSV file of new people that is confirmed at once; `id` is the import's then. */
  importFile(csv: string): Promise<ApiAnswer>
  /** `GET /api/imports/:id` */
  readImport(id: string): Promise<ApiAnswer>
}

/** Makes a client that asks for one token and uses it for all requests. */
export function createApiClient({ api, urls }: Pick<Stack, 'api' | 'urls'>): ApiClient {
  let token: Promise<string> | undefined
  const send = async (method: string, path: string, body?: object | string): Promise<ApiAnswer> => {
    token ??= fetchToken(api)
    const type = typeof body === 'string' ? 'text/csv' : 'application/json'
    const response = await fetch(`${urls.service}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token}`, 'content-type': type },
      ...(body ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
    })
    // 204 has no body.
    return { status: response.status, body: JSON.parse((await response.text()) || '{}') as InvitationBody }
  }
  return {
    create: invitation => send('POST', '/api/invitations', invitation),
    read: id => send('GET', `/api/invitations/${id}`),
    revoke: id => send('DELETE', `/api/invitations/${id}`),
    renewLink: id => send('POST', `/api/invitations/${id}/link`, {}),
    importFile: csv =>
      send('POST', '/api/imports?confirm=true&file_name=new-people.csv&inviter_name=HR%20system', csv),
    readImport: id => send('GET', `/api/imports/${id}`),
  }
}

async function fetchToken({ token_url, ...client }: Stack['api']): Promise<string> {
  const response = await fetch(token_url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials', ...client }),
  })
  const answer = (await response.json()) as { access_token?: string }
  if (!answer.access_token) throw new Error(`The tenant gave no token (${response.status}).`)
  return answer.access_token
}
