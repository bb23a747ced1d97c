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
  | 'hasSessions'
  | 'hasRefreshTokens'
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
    async hasSessions(userId, options) {
      const { sessions, next } = await send('list_sessions', options, async (client, call) =>
        toWhole(await client.users.sessions.list(userId, { take: 1 }, call)),
      )
      return isNotEmpty(sessions, next)
    },
    async hasRefreshTokens(userId, options) {
      const { tokens, next } = await send('list_refresh_tokens', options, async (client, call) =>
        toWhole(await client.users.refreshToken.list(userId, { take: 1 }, call)),
      )
      return isNotEmpty(tokens, next)
    },
    listOrganizationInvitees: (organizationId, options) => listInvitees(send, organizationId, options),
  }
}

function isNotEmpty(items: unknown[] | undefined, next: string | undefined): boolean {
  // fail closed: "no sessions" is a reason to delete a user, and must not come from a garbled response.
  if (!Array.isArray(items)) throw new ManagementError('rejected')
  return items.length > 0 || next !== undefined
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
