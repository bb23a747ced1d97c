import type { AdmissionRequest, RedemptionRequest } from '../../../contract/calls.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { Ledger } from '../../ledger/ledger.ts'

export interface ObserveDeps {
  ledger: Pick<Ledger, 'countObservation'>
  /** Milliseconds since 1970. */
  now(): number
}

/** Counts what a gate that only observes would have refused: by day, code, door and application, and nobody by name. */
export function observe(
  { ledger, now }: ObserveDeps,
  { request, code }: { request: AdmissionRequest | RedemptionRequest; code: RefusalCode },
): Promise<void> {
  return ledger.countObservation({
    day: new Date(now()).toISOString().slice(0, 10),
    code,
    door: doorOf(request),
    client_id: request.client_id ?? '',
  })
}

/** `event.transaction.protocol` of logins that no person sees (https://auth0.com/docs/customize/actions/explore-triggers). */
const kindsByProtocol: Record<string, string> = {
  'oauth2-refresh-token': 'refresh_token',
  'oauth2-password': 'password_grant',
  'oauth2-device-code': 'device',
  'oauth2-token-exchange': 'token_exchange',
}

/** The kind of access and its connection: `sign_up Users`, `log_in google-oauth2`. */
function doorOf(request: AdmissionRequest | RedemptionRequest): string {
  return `${kindOf(request)} ${request.connection.name}`
}

function kindOf(request: AdmissionRequest | RedemptionRequest): string {
  if (!('user' in request)) return request.interactive === false ? 'sign_up_by_api' : 'sign_up'
  const { protocol = '' } = request
  return Object.hasOwn(kindsByProtocol, protocol) ? (kindsByProtocol[protocol] ?? '') : 'log_in'
}
