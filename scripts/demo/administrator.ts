import { randomBytes } from 'node:crypto'
import type { LocalTenant } from '../../local-tenant/start-local-tenant.ts'
import { createManagementClient } from './management-client.ts'

const email = 'admin@acme.example'

/** Makes the demo's administrator as an operator would: a user whom the gate lets pass, with the role. */
export async function seedAdministrator(
  { canonicalUrl, caFile }: LocalTenant,
  deployer: { clientId: string; clientSecret: string },
): Promise<{ email: string; password: string }> {
  const management = createManagementClient({ tenant: canonicalUrl, caFile, ...deployer })
  const password = `Demo-${randomBytes(6).toString('base64url')}-1`
  const user = await management.call<{ user_id: string }>('POST', '/users', {
    connection: 'Username-Password-Authentication',
    email,
    password,
    name: 'Ada Admin',
    email_verified: true,
    app_metadata: { guestlist: { admitted: true } },
  })
  const roles = await management.call<{ id: string; name: string }[]>('GET', '/roles')
  const role = roles.find(({ name }) => name === 'Invitation Administrator')
  if (!role) throw new Error('The deployed tenant has no role "Invitation Administrator".')
  await management.call('POST', `/users/${encodeURIComponent(user.user_id)}/roles`, { roles: [role.id] })
  return { email, password }
}
