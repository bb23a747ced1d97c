import type { Client } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { isSecret } from '../../tokens.ts'
import { textOf } from '../json.ts'

/**
 * The client of a token request, by the one method it is registered with
 * (https://auth0.com/docs/get-started/applications/application-settings, "Token endpoint authentication method").
 */
export function authenticateClient(
  tenant: Tenant,
  body: Record<string, string>,
  authorization: string | undefined,
): Client | undefined {
  const basic = basicCredentials(authorization)
  const clientId = basic?.clientId ?? body.client_id
  const client = tenant.state.clients.find(candidate => candidate.client_id === clientId)
  if (!client) return undefined
  const method = textOf(client.token_endpoint_auth_method)
  if (method === 'none') return client
  // Registered with none in particular, either way is good.
  const secret = { client_secret_basic: basic?.secret, client_secret_post: body.client_secret }
  const sent =
    method === 'client_secret_basic' || method === 'client_secret_post'
      ? secret[method]
      : (basic?.secret ?? body.client_secret)
  return sent !== undefined && isSecret(sent, client.client_secret) ? client : undefined
}

/** RFC 6749 section 2.3.1: both parts are form-encoded before they are joined. */
function basicCredentials(header: string | undefined): { clientId: string; secret: string } | undefined {
  const encoded = header?.match(/^Basic (.+)$/i)?.[1]
  if (!encoded) return undefined
  const [clientId = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':').map(formDecode)
  return { clientId, secret }
}

function formDecode(text: string): string {
  return new URLSearchParams(`v=${text}`).get('v') ?? ''
}
