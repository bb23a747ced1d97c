import { type SendRequest, toWhole } from './auth0-requests.ts'
import { isList, listAll } from './list-all.ts'
import { type ManagementApi, ManagementError, type OrganizationInvitee } from './management-api.ts'
import { noneIfNotFound } from './to-management-error.ts'

type AccountRequests = Pick<
  ManagementApi,
  | 'createPasswordTicket'
  | 'listAuthenticationMethods'
  | 'deleteAuthenticationMethod'
  | 'deleteRefreshTokens'
  | 'listOrganizationInvitees'
>

/** A page of this size is the most that the Management API gives. */
const PAGE = { page: 0, per_page: 100, include_totals: true } as const

/** Requests about what opens an account beside its password, and about who is invited by Auth0 itself. */
export function accountRequests(send: SendRequest): AccountRequests {
  return {
    async createPasswordTicket(userId, { ttlSeconds, resultUrl }, options) {
      const made = await send('create_password_ticket', options, (client, call) =>
        client.tickets
          .changePassword(
            { user_id: userId, ttl_sec: ttlSeconds, result_url: resultUrl, mark_email_as_verified: true },
            call,
          )
          .withRawResponse(),
      )
      // fail closed: whoever gets the message must find a link in it.
      if (typeof made?.ticket !== 'string') throw new ManagementError('rejected')
      return made.ticket
    },
    // "No more passkeys" is a reason to hand an account over, so the list is read to its end, however long.
    listAuthenticationMethods: (userId, options) =>
      listAll(
        async page => {
          const { total, authenticators } = await send(
            'list_authentication_methods',
            options,
            async (client, call) =>
              toWhole(await client.users.authenticationMethods.list(userId, page, call)),
          )
          return { total, items: authenticators }
        },
        ({ id }) => String(id),
      ),
    async deleteAuthenticationMethod(userId, methodId, options) {
      await send('delete_authentication_method', options, (client, call) =>
        client.users.authenticationMethods.delete(userId, methodId, call).withRawResponse(),
      ).catch(noneIfNotFound)
    },
    async deleteRefreshTokens(userId, options) {
      await send('delete_refresh_tokens', options, (client, call) =>
        client.users.refreshToken.delete(userId, call).withRawResponse(),
      ).catch(noneIfNotFound)
    },
    listOrganizationInvitees: (organizationId, options) => listInvitees(send, organizationId, options),
  }
}

/** These pages come without a total: the last one is not full, by the limit that the API says it has. */
async function listInvitees(
  send: SendRequest,
  organizationId: string,
  options: Parameters<ManagementApi['listOrganizationInvitees']>[1],
): Promise<OrganizationInvitee[]> {
  const all: OrganizationInvitee[] = []
  for (let page = 0; ; page++) {
    const { invitations, limit = PAGE.per_page } = await send(
      'list_organization_invitations',
      options,
      async (client, call) =>
        toWhole(await client.organizations.invitations.list(organizationId, { ...PAGE, page }, call)),
    )
    if (!isList(invitations)) throw new ManagementError('rejected')
    for (const { invitee, expires_at } of invitations)
      all.push({ email: invitee?.email ?? '', expiresAt: new Date(expires_at ?? Number.NaN) })
    // An empty page ends the list, whatever limit the response claims.
    if (invitations.length === 0 || invitations.length < limit) return all
  }
}
