import type { JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import {
  clientPart,
  connectionPart,
  customDomainPart,
  requestPart,
  tenantPart,
  transactionPart,
} from './event-parts.ts'
import { toJson } from './json.ts'
import type { Registration } from './pre-user-registration-flow.ts'

/** Builds the event from documented fields; `secrets` differ from Action to Action and come later. */
export function buildPreUserRegistrationEvent(tenant: Tenant, registration: Registration): JsonObject {
  const { client, connection, domain, arrival } = registration
  return toJson({
    client: client && clientPart(client),
    connection: connectionPart(connection),
    custom_domain: customDomainPart(tenant, domain),
    request: requestPart(arrival),
    tenant: tenantPart(tenant),
    transaction: transactionOf(tenant, registration),
    user: userOf(tenant, registration),
  })
}

/** Documented as filled, never tried on a real tenant: so `state` and `login_hint` have switches. */
function transactionOf(tenant: Tenant, { transaction }: Registration) {
  if (!transaction) return undefined
  const { stateInPreRegistration, loginHintInPreRegistration } = tenant.switches
  const part = transactionPart(transaction.request, transaction.locale)
  return {
    ...part,
    state: stateInPreRegistration ? part.state : undefined,
    login_hint: loginHintInPreRegistration ? part.login_hint : undefined,
  }
}

function userOf(tenant: Tenant, { profile }: Registration) {
  const empty = tenant.switches.emptyMetadataInPreRegistration ? {} : undefined
  const { email, phone_number, username, name, nickname, given_name, family_name, picture } = profile
  return {
    email,
    phone_number,
    username,
    name,
    nickname,
    given_name,
    family_name,
    picture,
    app_metadata: profile.app_metadata ?? empty,
    user_metadata: profile.user_metadata ?? empty,
  }
}
