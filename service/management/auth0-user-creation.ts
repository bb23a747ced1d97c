import type { SendRequest } from './auth0-requests.ts'
import type { ManagementApi } from './management-api.ts'
import { toTenantUser } from './tenant-user.ts'

/**
 * The one request that makes a user (https://auth0.com/docs/api/management/v2/users/post-users). No mail goes out: who
 * admits somebody tells them.
 */
export function userCreation(send: SendRequest): Pick<ManagementApi, 'createUser'> {
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
