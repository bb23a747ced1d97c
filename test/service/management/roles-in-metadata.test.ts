import { expect, it } from 'vitest'
import { createCatalog } from '../../../service/management/catalog.ts'
import { readRolesFromMetadata } from '../../../service/management/roles-in-metadata.ts'
import { createMemoryManagement } from './memory-management.ts'

const waiting = { urgency: 'waiting' } as const

it('roles of a user are the names in their metadata, and the tenant is not asked for others', async () => {
  const tenant = createMemoryManagement()
  const management = readRolesFromMetadata(tenant)
  const user = {
    userId: 'auth0|ada',
    email: 'ada@example.com',
    emailVerified: true,
    phoneNumber: undefined,
    phoneVerified: false,
    blocked: false,
    createdAt: new Date(),
    loginsCount: 1,
    identities: [],
    appMetadata: { guestlist: { roles: ['Editor'] } },
    userMetadata: {},
    profile: {},
  }
  tenant.users.push(user)
  expect(await management.listUserRoles('auth0|ada', waiting)).toEqual([{ id: 'Editor', name: 'Editor' }])
  expect(await management.listUserRoles('auth0|nobody', waiting)).toEqual([])
  expect(await management.listRoles(waiting)).toEqual([])
  expect(await management.listRolePermissions('Editor', waiting)).toEqual([])
  expect(new Set(tenant.requests)).toEqual(new Set(['findUser']))
})

it('a catalog without roles takes any name, and asks for none', async () => {
  const management = createMemoryManagement()
  const catalog = createCatalog({ management, now: () => 0, hasNoRoles: true })
  expect(await catalog.roleIds(['Anything', 'Editor'])).toEqual({ ids: ['Anything', 'Editor'], unknown: [] })
  expect(management.requests).toEqual([])
})
