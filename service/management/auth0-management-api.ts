import type { Management } from 'auth0'
import { type Clock, systemClock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { accountRequests } from './auth0-accounts.ts'
import { permissionRequests } from './auth0-permissions.ts'
import { type Auth0Access, createSendRequest, type SendRequest, toWhole } from './auth0-requests.ts'
import { isList, listAll } from './list-all.ts'
import {
  type ManagementApi,
  ManagementError,
  type TenantClient,
  type TenantRole,
  type UserPatch,
} from './management-api.ts'
import { createRateLimiter, type RateLimiterDeps } from './rate-limiter.ts'
import { toTenantUser } from './tenant-user.ts'
import { noneIfNotFound } from './to-management-error.ts'

/** All that the service reads of a client; its secret stays where it is. */
const CLIENT_FIELDS = 'client_id,name,client_metadata,initiate_login_uri,callbacks'

/** Stands for the response of a request that was not made after all. */
const NO_RESPONSE = { data: undefined, rawResponse: { status: 0, headers: new Headers() } }

export type ManagementApiOptions = Auth0Access &
  Omit<RateLimiterDeps, 'clock'> & { readonly clock?: Clock; readonly log: Log }

/** Creates the client of a tenant's Management API. */
export function createManagementApi(options: ManagementApiOptions): ManagementApi {
  const { requestsPerSecond, shared, clock = systemClock, log, ...access } = options
  const limiter = createRateLimiter({ requestsPerSecond, clock, shared })
  const send = createSendRequest(access, { limiter, clock, log })
  return {
    ...userRequests(send),
    ...listRequests(send),
    ...permissionRequests(send),
    ...userCreation(send),
    ...accountRequests(send),
  }
}

type UserRequests = Omit<
  ManagementApi,
  | keyof ListRequests
  | keyof ReturnType<typeof permissionRequests>
  | keyof ReturnType<typeof userCreation>
  | keyof ReturnType<typeof accountRequests>
>
type ListRequests = Pick<
  ManagementApi,
  'listUserRoles' | 'listUserOrganizations' | 'listRoles' | 'listClients'
>

function userRequests(send: SendRequest): UserRequests {
  return {
    async findUser(userId, options) {
      const found = send('find_user', options, (client, call) =>
        client.users.get(userId, {}, call).withRawResponse(),
      )
      // The order matters: an empty response is no answer, and does not say that the user does not exist.
      return found.then(toTenantUser).catch(noneIfNotFound)
    },
    async findUsersByEmail(email, options) {
      const users = await send('find_users_by_email', options, (client, call) =>
        client.users.listUsersByEmail({ email }, call).withRawResponse(),
      )
      if (!isList(users)) throw new ManagementError('rejected')
      return users.map(toTenantUser)
    },
    async updateUser(userId, patch, options) {
      const updated = await send('update_user', options, (client, call) =>
        client.users.update(userId, fromPatch(patch), call).withRawResponse(),
      )
      // fail closed: an account counts as secured, or as granted, only after the tenant itself has confirmed the write.
      if (updated?.user_id !== userId) throw new ManagementError('rejected')
    },
    async deleteUser(userId, { stillWanted, ...options }) {
      await send('delete_user', options, async (client, call) =>
        stillWanted === undefined || (await stillWanted())
          ? client.users.delete(userId, call).withRawResponse()
          : NO_RESPONSE,
      ).catch(noneIfNotFound)
    },
    async assignRoles(userId, roles, options) {
      await send('assign_roles', options, (client, call) =>
        client.users.roles.assign(userId, { roles }, call).withRawResponse(),
      )
    },
  }
}

function listRequests(send: SendRequest): ListRequests {
  return {
    listUserRoles: (userId, options) =>
      listAll(async page => {
        const { total, roles } = await send('list_user_roles', options, async (client, call) =>
          toWhole(await client.users.roles.list(userId, page, call)),
        )
        return { total, items: roles }
      }, toRole),
    listUserOrganizations: (userId, options) =>
      listAll(async page => {
        const { total, organizations } = await send(
          'list_user_organizations',
          options,
          async (client, call) => toWhole(await client.users.organizations.list(userId, page, call)),
        )
        return { total, items: organizations }
      }, toOrganization),
    listRoles: options =>
      listAll(async page => {
        const { total, roles } = await send('list_roles', options, async (client, call) =>
          // Those of organizations would be among them, under the same names.
          toWhole(await client.roles.list({ ...page, type: 'tenant' }, call)),
        )
        return { total, items: roles }
      }, toRole),
    listClients: options =>
      listAll(async page => {
        // The global client stands for the tenant itself: nobody logs in to it.
        const fields = { fields: CLIENT_FIELDS, include_fields: true, is_global: false }
        const { total, clients } = await send('list_clients', options, async (client, call) =>
          toWhole(await client.clients.list({ ...page, ...fields }, call)),
        )
        return { total, items: clients }
      }, toClient),
  }
}

function toRole(role: Management.Role): TenantRole {
  return { id: String(role.id), name: String(role.name) }
}

function toOrganization({ id }: Management.Organization): { id: string } {
  return { id: String(id) }
}

function toClient(client: Management.Client): TenantClient {
  return {
    clientId: String(client.client_id),
    name: client.name ?? '',
    clientMetadata: toTexts(client.client_metadata),
    initiateLoginUri: client.initiate_login_uri || undefined,
    callbacks: client.callbacks ?? [],
  }
}

function toTexts(metadata: Record<string, unknown> | null | undefined): Record<string, string> {
  const texts = Object.entries(metadata ?? {}).filter(entry => typeof entry[1] === 'string')
  return Object.fromEntries(texts) as Record<string, string>
}

function fromPatch(patch: UserPatch): Management.UpdateUserRequestContent {
  return {
    ...(patch.appMetadata && { app_metadata: patch.appMetadata }),
    ...(patch.userMetadata && { user_metadata: patch.userMetadata }),
    ...(patch.emailVerified && { email_verified: true }),
    ...(patch.password !== undefined && { password: patch.password }),
    ...patch.profile,
  }
}

/**
 * The one request that makes a user (https://auth0.com/docs/api/management/v2/users/post-users). No mail goes out: who
 * admits somebody tells them.
 */
function userCreation(send: SendRequest): Pick<ManagementApi, 'createUser'> {
  return {
    async createUser({ connection, email, password, appMetadata }, options) {
      const body = { connection, email, password, app_metadata: appMetadata, verify_email: false }
      const user = await send('create_user', options, (client, call) =>
        client.users.create(body, call).withRawResponse(),
      )
      return toTenantUser(user)
    },
  }
}
