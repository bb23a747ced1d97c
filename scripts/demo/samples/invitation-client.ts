import * as oidc from 'openid-client'

/** What a back end needs to invite somebody: a machine client of the tenant, and where the service is. */
export interface InvitationClientOptions {
  issuer: string
  clientId: string
  clientSecret: string
  /** Audience of the service's API. */
  audience: string
  /** Where the service runs, without a slash at the end. */
  service: string
}

/** An order of somebody who is to be invited into an application. */
export interface OrderInvitation {
  email: string
  order: string
  clientId: string
}

export interface InvitationClient {
  /** Invites; false when the service did not accept the invitation. */
  invite(invitation: OrderInvitation): Promise<boolean>
}

/** All that a back end has to do to invite people: a token by client credentials, and one request. */
export function createInvitationClient(options: InvitationClientOptions): InvitationClient {
  return {
    async invite({ email, order, clientId }) {
      const { issuer, clientSecret } = options
      const configuration = await oidc.discovery(new URL(issuer), options.clientId, clientSecret, undefined, {
        execute: [oidc.allowInsecureRequests],
      })
      const token = await oidc.clientCredentialsGrant(configuration, { audience: options.audience })
      const response = await fetch(`${options.service}/api/invitations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          inviter: { name: 'Funnel' },
          invitee: { email },
          client_id: clientId,
          app_metadata: { order },
        }),
      })
      return response.status === 201
    },
  }
}
