import type { Client, JsonObject } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'
import { runAction, startBudget } from '../action-runtime.ts'
import type { BoundAction } from '../bound-actions.ts'
import { deployedAction } from '../bound-actions.ts'
import { clientPart, requestPart, tenantPart } from '../event-parts.ts'
import { type GrantError, type GrantRequest, type GrantResult, refuseGrant } from '../grant.ts'
import { loginByGrant } from '../grant-login.ts'
import { objectOf, textOf, textsOf, toJson } from '../json.ts'
import type { LoginContext } from '../login-context.ts'
import type { ApiCall } from '../sandbox/sandbox.ts'
import { exchangeUser } from './exchange-user.ts'

const trigger = 'custom-token-exchange'
/** Parameters of the grant itself; "other extension parameters are included in the event.request.body". */
const ownParameters = [
  'grant_type',
  'subject_token',
  'subject_token_type',
  'client_id',
  'client_secret',
  'audience',
  'scope',
]

/** Runs the Action of a profile, which says who the user is; then that user logs in. */
export async function customTokenExchange(
  context: LoginContext,
  request: GrantRequest,
  profile: JsonObject,
): Promise<GrantResult> {
  const { tenant } = context
  const { client } = request
  const action = deployedAction(tenant, textOf(profile.action_id))
  if (!isAllowed(client))
    return refuseGrant('unauthorized_client', 'Custom Token Exchange is not enabled for the client.')
  if (!action) return refuseGrant('invalid_request', 'The Action of the profile is not deployed.')
  const found = await userOf(tenant, request, action)
  if ('error' in found) {
    tenant.log({ type: 'fecte', description: found.description, client_id: client.client_id })
    return found
  }
  return await loginByGrant(context, request, {
    ...found,
    protocol: 'oauth2-token-exchange',
    subjectTokenType: request.body.subject_token_type ?? '',
    log: { success: ['secte', 'Custom Token Exchange'], failure: 'fecte' },
  })
}

async function userOf(tenant: Tenant, request: GrantRequest, action: BoundAction) {
  const task = {
    handler: 'onExecuteCustomTokenExchange',
    event: eventOf(tenant, request),
    redirect: { allowed: false, issuerHost: '', state: null },
  } as const
  const result = await runAction(tenant, trigger, action, task, startBudget(tenant))
  if (result.error !== undefined) return refusal('server_error', 'Internal error')
  return denialOf(result.calls) ?? (await exchangeUser(tenant, request, result.calls))
}

function eventOf(tenant: Tenant, { client, body, arrival }: GrantRequest): JsonObject {
  const { query: _query, ...visible } = { query: arrival.query, ...requestPart(arrival) }
  const extensions = Object.entries(body).filter(([name]) => !ownParameters.includes(name))
  return toJson({
    client: clientPart(client),
    request: { ...visible, body: Object.fromEntries(extensions) },
    resource_server: body.audience ? { identifier: body.audience } : undefined,
    tenant: tenantPart(tenant),
    transaction: {
      requested_scopes: body.scope?.split(' ') ?? [],
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      subject_token: body.subject_token,
      subject_token_type: body.subject_token_type,
    },
  })
}

function denialOf(calls: ApiCall[]): GrantError | undefined {
  const call = calls.find(({ method }) => method.startsWith('access.'))
  const [first, second] = call?.args.map(String) ?? []
  if (call?.method === 'access.deny') return refusal(first ?? '', second ?? '')
  return call && refusal('invalid_request', first ?? '')
}

function refusal(error: string, description: string): GrantError {
  return { status: 400, error, description }
}

/** https://auth0.com/docs/authenticate/custom-token-exchange/configure-custom-token-exchange */
function isAllowed({ token_exchange }: Client): boolean {
  return textsOf(objectOf(token_exchange).allow_any_profile_of_type).includes('custom_authentication')
}
