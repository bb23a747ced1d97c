import { beforeEach, describe, expect, it } from 'vitest'
import { readGuestlistMetadata } from '../../contract/guestlist-metadata.ts'
import type { TenantState } from '../../local-tenant/state.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import { accept, claimsOf, invite, logIn, openBrowser, outcomeOf, signUp } from './world/person.ts'

const ada = 'ada@example.com'
const rolesClaim = 'https://guestlist.example/roles'

async function rolesIn(world: GateWorld, page: Awaited<ReturnType<typeof logIn>>) {
  const outcome = await outcomeOf(world, page)
  if (outcome.outcome !== 'in') throw new TypeError(JSON.stringify(outcome))
  return (await claimsOf(world, outcome.code))[rolesClaim]
}

async function change(world: GateWorld, edit: (state: TenantState, userId: string) => void) {
  const state = await world.tenant.control.snapshot()
  edit(state, state.users.find(({ email }) => email === ada)?.user_id ?? '')
  await world.tenant.control.restore(state)
}

/** Signs up through an invitation; the grant is not made yet. */
async function join(world: GateWorld) {
  const { token } = await accept(world, await invite(world, { invitee_email: ada }))
  return signUp(world, openBrowser(world), ada, { 'ext-invite': token })
}

const again = (world: GateWorld) => logIn(world, openBrowser(world), ada)
const assign = async (world: GateWorld) => {
  world.ahead.ms += 5_000
  await world.service.worker.drain()
  world.ahead.ms = 0
}

describe.each(['rbac', 'metadata'] as const)('roles that are granted as %s', grant_roles_as => {
  const world = useGateWorld({ grant_roles_as })
  beforeEach(() => world.reset())

  it('are in the login of the invitation, and in every later one', async () => {
    expect(await rolesIn(world, await join(world))).toEqual(['Editor'])
    await assign(world)
    expect(await rolesIn(world, await again(world))).toEqual(['Editor'])
    const { control } = world.tenant
    const user = (await control.users()).find(({ email }) => email === ada)
    const assigned = (await control.snapshot()).user_roles[user?.user_id ?? '']
    expect(assigned).toEqual(grant_roles_as === 'rbac' ? ['rol_editor'] : undefined)
    const { invitation } = readGuestlistMetadata(user?.app_metadata)
    expect(user?.app_metadata).toEqual({
      guestlist: { admitted: true, invitation: expect.any(String) },
      ...(grant_roles_as === 'metadata' && { [`guestlist_roles_${invitation}`]: ['Editor'] }),
    })
  })

  it('S10 are there in the end, also if the login lost its metadata', async () => {
    await world.tenant.control.setSwitches({ metadataWriteFails: true })
    await join(world)
    await world.tenant.control.setSwitches({ metadataWriteFails: false })
    await assign(world)
    expect(await rolesIn(world, await again(world))).toEqual(['Editor'])
  })

  it('S52 are gone from the next token when they were taken away in the tenant', async () => {
    await join(world)
    await assign(world)
    await change(world, (state, userId) => {
      state.user_roles[userId] = []
      const user = state.users.find(candidate => candidate.user_id === userId)
      for (const key of Object.keys(user?.app_metadata ?? {}))
        if (user && key.startsWith('guestlist_roles_')) user.app_metadata[key] = []
    })
    expect(await rolesIn(world, await again(world))).toEqual([])
  })

  it('come on top of those that somebody has', async () => {
    await join(world)
    await assign(world)
    const second = await invite(world, { invitee_email: ada, roles: '["Administrator"]' })
    const { token } = await accept(world, second)
    await change(world, (state, userId) => {
      // The account is the invitee's own.
      for (const user of state.users) if (user.user_id === userId) user.email_verified = true
    })
    const page = await logIn(world, openBrowser(world), ada, { 'ext-invite': token })
    expect(await rolesIn(world, page)).toEqual(['Editor', 'Administrator'])
    await assign(world)
    expect(await rolesIn(world, await again(world))).toEqual(['Editor', 'Administrator'])
  })
})
