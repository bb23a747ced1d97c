import type { JsonObject } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import type { SuspendedRun } from './actions/post-login-flow.ts'
import type { AuthorizationCode } from './authorization-code.ts'
import type { OtpSession } from './database-codes/otp-challenge.ts'
import type { DeviceAuthorization } from './device/device-authorization.ts'
import { createExpiringMap, type ExpiringMap } from './expiring-map.ts'
import type { LoginTransaction } from './login-transaction.ts'
import { createOneTimeCodes, type OneTimeCodes } from './one-time-codes.ts'
import type { ProviderAccount } from './provider/provider-account.ts'
import type { OpaqueToken } from './tokens/issue-tokens.ts'

/** What the login side has under way. Nothing of it outlives the process; what must is in the tenant's state. */
export interface LoginContext {
  readonly tenant: Tenant
  /** By `?state=` of the login pages. An hour: https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations */
  readonly transactions: ExpiringMap<LoginTransaction>
  /** Post-Login runs that wait for the browser, by their own `?state=`. */
  readonly suspended: ExpiringMap<{ transaction: LoginTransaction; run: SuspendedRun }>
  readonly codes: ExpiringMap<AuthorizationCode>
  readonly oneTimeCodes: OneTimeCodes
  /** Codes for identifiers of databases that the API asked for, by `auth_session`. */
  readonly otpSessions: ExpiringMap<OtpSession>
  /** Passwordless users whom the Pre-User-Registration Actions let pass before their code was sent. */
  readonly askedRegistrations: ExpiringMap<true>
  readonly opaqueTokens: ExpiringMap<OpaqueToken>
  /** Custom claims of the ID token that came with an access token: `/userinfo` answers them as well. */
  readonly userinfoClaims: ExpiringMap<JsonObject>
  /** Parameters that applications have pushed, by the end of their `request_uri`. */
  readonly pushedRequests: ExpiringMap<string>
  /** Devices that wait, by the code they poll with. Longer than the codes live, as an expired one is told so. */
  readonly devices: ExpiringMap<DeviceAuthorization>
  /** The same by the code that people type. */
  readonly deviceUserCodes: ExpiringMap<DeviceAuthorization>
  /** What a provider's stand-in has confirmed, by the code it gave out. */
  readonly providerCodes: ExpiringMap<{ connection: string; account: ProviderAccount }>
}

const hour = 3600

export function createLoginContext(tenant: Tenant): LoginContext {
  const map = <Value>(ttlSeconds: number) => createExpiringMap<Value>(() => tenant.now(), ttlSeconds)
  return {
    tenant,
    transactions: map(hour),
    suspended: map(hour),
    codes: map(600),
    otpSessions: map(hour),
    askedRegistrations: map(hour),
    oneTimeCodes: createOneTimeCodes(() => tenant.now()),
    opaqueTokens: map(24 * hour),
    userinfoClaims: map(24 * hour),
    pushedRequests: map(30),
    devices: map(hour),
    deviceUserCodes: map(hour),
    providerCodes: map(300),
  }
}
