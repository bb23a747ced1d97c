import { afterAll, beforeAll } from 'vitest'
import type { TenantUser } from '../../../service/management/management-api.ts'
import { describeManagement } from './management-contract.ts'
import { DATABASE, type ManagementUnderTest, SOCIAL, type UserSeed } from './management-under-test.ts'
import { createMemoryManagement, type MemoryManagement } from './memory-management.ts'
import { prepareTenantOnWire, type TenantOnWire } from './tenant-on-wire.ts'

let wire: TenantOnWire
beforeAll(async () => {
  wire = await prepareTenantOnWire()
})
afterAll(() => wire.close())

describeManagement('the real client, over https, of the local tenant', () => wire.open())
describeManagement('the stand-in that tests use', async () => openMemory(createMemoryManagement()))

function openMemory(management: MemoryManagement): ManagementUnderTest {
  const { roles } = management
  return {
    management,
    addUser(seed) {
      const user = toUser(seed)
      management.users.push(user)
      return user.userId
    },
    // It has users as they are put there.
    allowSharedAddresses: () => undefined,
    addRole(name) {
      const id = `rol_${roles.length}`
      roles.push({ id, name })
      return id
    },
    // It has none of those.
    addRoleOfOrganization: name => `rol_of_organization_${name}`,
    setRoles: (userId, ids) => void management.rolesOf.set(userId, new Set(ids)),
    addApi: (identifier, names) => void management.apis.set(identifier, names),
    setPermissions: (id, permissions) => void management.permissionsOf.set(id, permissions),
    addClient: client => void management.clients.push(client),
    setScopes: (clientId, api, scopes) => void management.scopesOf.set(clientId, { ...scopes, api }),
    setOrganizations: (userId, ids) => void management.organizationsOf.set(userId, ids),
    setMethods: (userId, ids) => void management.methodsOf.set(userId, ids),
    addRefreshToken: userId => void management.holders.add(userId),
    holders: () => [...management.holders],
    setInvitees: (id, invitees) => void management.inviteesOf.set(id, invitees),
    async goDown() {
      management.isDown = true
    },
    close: async () => undefined,
  }
}

function toUser(seed: UserSeed = {}): TenantUser {
  const { connection = DATABASE, id = 'ada', email: asTyped = `${id}@example.com`, linked } = seed
  const isSocial = connection === SOCIAL
  const provider = isSocial ? SOCIAL : 'auth0'
  const email = isSocial ? asTyped : asTyped.toLowerCase()
  const profileData = { email: linked?.email ?? '', email_verified: false, phone_verified: false }
  const other = { provider: 'auth0', userId: linked?.id ?? '', connection: DATABASE, isSocial: false }
  const hosted = seed.hostedDomain === undefined ? {} : { hostedDomain: seed.hostedDomain }
  return {
    userId: `${provider}|${id}`,
    email,
    emailVerified: seed.emailVerified ?? false,
    phoneNumber: undefined,
    phoneVerified: false,
    blocked: seed.blocked ?? false,
    createdAt: seed.createdAt ?? new Date(),
    loginsCount: seed.loginsCount ?? 0,
    identities: [
      { provider, userId: id, connection, isSocial, ...hosted },
      ...(linked ? [{ ...other, profileData }] : []),
    ],
    appMetadata: { ...seed.appMetadata },
    userMetadata: {},
    profile: { name: email, ...seed.profile },
  }
}
