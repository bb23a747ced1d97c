import { Hono } from 'hono'
import { sendVerificationMail } from '../../messages/tenant-mail.ts'
import { showIdentity } from '../../state/identities.ts'
import { mergeMetadata } from '../../state/metadata.ts'
import type { Connection, JsonObject, User } from '../../state/state.ts'
import type { NewUser } from '../../state/user-store.ts'
import type { PreUserRegistration, Tenant } from '../../tenant.ts'
import { insufficientScope, type ManagementEnv, needs } from '../bearer.ts'
import { invalidBody, ManagementError, notFound } from '../management-error.ts'
import { selectFields } from '../paging.ts'
import { readBody } from '../request-body.ts'
import { type UserCreation, userCreation, userUpdate } from './user-schemas.ts'
import { assertStrongPassword, assertUpdatable } from './user-update-rules.ts'

/** `/users`: one user at a time. Searching is in user-search.ts. */
export function createUserRoutes(
  tenant: Tenant,
  preUserRegistration: PreUserRegistration,
): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id', needs('read:users'), c =>
    c.json(selectFields(c, showUser(existingUser(tenant, c.req.param('id'))))),
  )

  app.post('/', needs('create:users'), async c => {
    const body = await readBody(c, userCreation)
    const connection = connectionFor(tenant, body)
    const user = tenant.createUser(await register(tenant, preUserRegistration, connection, body))
    const isMailed = body.verify_email ?? body.email_verified !== true
    if (connection.strategy === 'auth0' && isMailed) sendVerificationMail(tenant, user)
    tenant.log({
      type: 'sapi',
      description: 'Create a User',
      user_id: user.user_id,
      client_id: c.var.clientId,
    })
    return c.json(showUser(user), 201)
  })

  app.patch('/:id', needs('update:users', 'update:users_app_metadata'), async c => {
    const {
      connection: _connection,
      client_id,
      verify_email,
      verify_phone_number: _phone,
      ...patch
    } = await readBody(c, userUpdate)
    const user = existingUser(tenant, c.req.param('id'))
    const isOther = Object.keys(patch).some(name => name !== 'app_metadata')
    if (patch.app_metadata && !c.var.scopes.has('update:users_app_metadata'))
      throw insufficientScope(['update:users_app_metadata'])
    if (isOther && !c.var.scopes.has('update:users')) throw insufficientScope(['update:users'])
    assertUpdatable(tenant, user, patch)
    tenant.updateUser(user.user_id, patch)
    if (verify_email) sendVerificationMail(tenant, user, client_id)
    return c.json(showUser(user))
  })

  app.delete('/:id', needs('delete:users'), c => {
    // Deleting a user that is not there is a success, too.
    tenant.deleteUser(c.req.param('id'))
    return c.body(null, 204)
  })

  return app
}

/** The user of a request's path; 404 `inexistent_user`. */
export function existingUser(tenant: Tenant, userId: string): User {
  const user = tenant.findUser(userId)
  if (!user) throw notFound('inexistent_user', 'The user does not exist.')
  return user
}

/** A user as the API shows it: no password, no metadata where none was ever set, no count before the first login. */
export function showUser(kept: User): JsonObject {
  const { password_hash: _hash, keeps_email_verified: _keeps, app_metadata, user_metadata, ...user } = kept
  const { logins_count, ...profile } = user
  const shown: JsonObject = { ...profile, identities: user.identities.map(showIdentity) }
  if (logins_count > 0) shown.logins_count = logins_count
  if (Object.keys(app_metadata).length > 0) shown.app_metadata = app_metadata
  if (Object.keys(user_metadata).length > 0) shown.user_metadata = user_metadata
  return shown
}

function connectionFor(tenant: Tenant, body: UserCreation): Connection {
  const connection = tenant.state.connections.find(candidate => candidate.name === body.connection)
  if (!connection) throw new ManagementError(400, 'inexistent_connection', 'The connection does not exist.')
  if (!['auth0', 'email', 'sms'].includes(connection.strategy)) {
    throw new ManagementError(
      400,
      'operation_not_supported',
      'The connection does not support creating users.',
    )
  }
  if (
    connection.strategy === 'sms' ? !body.phone_number : !body.email && !body.phone_number && !body.username
  ) {
    throw invalidBody(
      `'Missing required property: ${connection.strategy === 'sms' ? 'phone_number' : 'email'}'.`,
    )
  }
  if (connection.strategy === 'auth0') {
    if (!body.password) throw invalidBody("'Missing required property: password'.")
    const { email = '', username = '', name = '', nickname = '' } = body
    assertStrongPassword(connection, body.password, { email, username, name, nickname })
  }
  return connection
}

/** Users made by the Management API pass the Pre-User-Registration Actions; a denial shows as a sandbox error. */
async function register(
  tenant: Tenant,
  hook: PreUserRegistration,
  connection: Connection,
  body: UserCreation,
): Promise<NewUser> {
  const { user_id, verify_email: _verify, ...profile } = body
  const user: NewUser = { ...profile, provider_user_id: user_id }
  if (connection.strategy === 'auth0' && user.email) user.email = user.email.toLowerCase()
  const verdict = await hook(tenant, user)
  if (verdict.outcome === 'denied') {
    throw new ManagementError(400, 'auth0_idp_error', `Auth0 Sandbox Error: ${verdict.reason}`)
  }
  return {
    ...user,
    app_metadata: mergeMetadata(user.app_metadata ?? {}, verdict.app_metadata),
    user_metadata: mergeMetadata(user.user_metadata ?? {}, verdict.user_metadata),
  }
}
