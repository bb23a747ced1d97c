import type { Client, Connection } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { objectOf } from './json.ts'
import type { LoginContext } from './login-context.ts'

/** Where a code goes: by mail or as a text message. */
export interface CodeAddress {
  name: 'email' | 'phone_number'
  value: string
}

/** Of identifiers of databases (…/flexible-identifiers-and-attributes: 900 seconds). */
const databaseLifetimeSeconds = 900
const passwordlessLifetimeSeconds = 180
const usualLength = 6

/** Makes a code for `key` and sends it; `totp` of a passwordless connection's options says how long and how long-lived. */
export function sendCode(
  { tenant, oneTimeCodes }: LoginContext,
  key: string,
  connection: Connection,
  address: CodeAddress,
  clientId: string,
): void {
  const { length, time_step } = objectOf(connection.options.totp)
  const usualSeconds = connection.strategy === 'auth0' ? databaseLifetimeSeconds : passwordlessLifetimeSeconds
  const code = oneTimeCodes.issue(key, {
    length: Number(length ?? usualLength),
    lifetimeSeconds: Number(time_step ?? usualSeconds),
  })
  const client = tenant.state.clients.find(candidate => candidate.client_id === clientId)
  deliver(tenant, address, `Your verification code is: ${code}`, client)
  tenant.log({ type: 'cs', description: 'Code sent', client_id: clientId, connection: connection.name })
}

function deliver(
  tenant: Tenant,
  { name, value }: CodeAddress,
  text: string,
  client: Client | undefined,
): void {
  if (name === 'phone_number') {
    tenant.sendSms({ to: value, text })
    return
  }
  tenant.sendMail({
    to: value,
    from: `${tenant.state.tenant.name} <no-reply@auth0.invalid>`,
    subject: `Welcome to ${client?.name ?? tenant.state.tenant.name}`,
    text,
    html: `<p>${text}</p>`,
    via: 'tenant',
  })
}
