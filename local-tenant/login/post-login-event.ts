import { showIdentity } from '../identities.ts'
import type { Client, Connection, JsonObject, Session, User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import type { Arrival } from './arrival.ts'
import type { AuthorizeRequest } from './authorize-request.ts'
import {
  clientPart,
  connectionPart,
  customDomainPart,
  requestPart,
  tenantPart,
  transactionPart,
} from './event-parts.ts'
import { toJson } from './json.ts'
import { organizationPart } from './organizations/organization-login.ts'
import { roleNamesOf } from './user-permissions.ts'

/** https://auth0.com/docs/customize/actions/reference/post-login/post-login-event-object (event.transaction.protocol) */
export type LoginProtocol =
  | 'oidc-basic-profile'
  | 'oauth2-refresh-token'
  | 'oauth2-password'
  | 'oauth2-device-code'
  | 'oauth2-token-exchange'

/** One login, whichever way it came: what stays the same while the Actions run. */
export interface Login {
  userId: string
  client: Client
  connection: Connection
  domain: string
  /** Absent where the documentation names none. */
  protocol: LoginProtocol | undefined
  /** Of a token exchange. */
  subjectTokenType?: string
  scope: string[]
  audience: string | undefined
  organizationId?: string | undefined
  /** What the user has proven in this session, and when. */
  methods: Session['methods'] | undefined
  /** Permissions at the audience as they were when the Actions began. */
  permissionsBefore: string[]
  /** Only logins of a browser have the rest. */
  browser?: {
    transactionId: string
    request: AuthorizeRequest
    locale: string
    sessionId: string
  }
}

/**
 * Builds the event of one execution, from documented fields that are promised to every plan. `secrets` and
 * `transaction.metadata` differ from Action to Action and come later.
 */
export function buildPostLoginEvent(tenant: Tenant, login: Login, user: User, arrival: Arrival): JsonObject {
  const { browser } = login
  return toJson({
    authentication: login.methods && { methods: login.methods },
    authorization: { roles: roleNamesOf(tenant, user.user_id, login.organizationId) },
    client: clientPart(login.client),
    connection: connectionPart(login.connection),
    custom_domain: customDomainPart(tenant, login.domain),
    organization: organizationPart(tenant, login.organizationId),
    request: { ...requestPart(arrival), query: arrival.query },
    resource_server: login.audience && { identifier: login.audience },
    session: browser && { id: browser.sessionId },
    stats: { logins_count: user.logins_count },
    tenant: tenantPart(tenant),
    transaction: {
      ...(browser
        ? { id: browser.transactionId, ...transactionPart(browser.request, browser.locale) }
        : { requested_scopes: login.scope }),
      protocol: login.protocol,
      subject_token_type: login.subjectTokenType,
      metadata: {},
    },
    user: userPart(tenant, user),
  })
}

function userPart(tenant: Tenant, user: User) {
  return {
    app_metadata: user.app_metadata,
    created_at: user.created_at,
    email: user.email,
    email_verified: user.email_verified ?? false,
    family_name: user.family_name,
    given_name: user.given_name,
    identities: user.identities.map(identity => ({
      ...showIdentity(identity),
      hd: tenant.switches.hostedDomainInIdentity ? identity.hd : undefined,
    })),
    last_password_reset: user.last_password_reset,
    name: user.name,
    nickname: user.nickname,
    phone_number: user.phone_number,
    phone_verified: user.phone_verified,
    picture: user.picture,
    updated_at: user.updated_at,
    user_id: user.user_id,
    user_metadata: user.user_metadata,
    username: user.username,
  }
}
