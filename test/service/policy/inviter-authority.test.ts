import { beforeEach, describe, expect, it } from 'vitest'
import { createInviterAuthority, type InviterAuthority } from '../../../service/policy/inviter-authority.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { createWireTenant, type WireTenant } from '../work/wire-tenant.ts'

const API = 'https://guestlist.example/api'

let clock: ManualClock
let wire: WireTenant
let authority: InviterAuthority
beforeEach(() => {
  clock = createManualClock(Date.now())
  wire = createWireTenant(clock)
  authority = createInviterAuthority({ management: wire.management, apiAudience: API, clock })
})

const later = () => clock.now() + 60_000
const addInviter = () =>
  wire.addUser({ connection: 'Users', email: 'grace@example.com', password: 'Correct-horse-1' }, clock.now())
    .user_id

describe('the standing of an inviter, on the wire of the real client', () => {
  it('is what roles and permissions say', async () => {
    const id = addInviter()
    const { state } = wire.tenant
    state.user_roles[id] = ['rol_editor', 'rol_viewer']
    state.role_permissions.rol_editor = [
      { permission_name: 'create:invitations', resource_server_identifier: API },
    ]
    state.role_permissions.rol_viewer = [
      { permission_name: 'read', resource_server_identifier: 'https://o.example' },
    ]
    state.user_permissions[id] = [{ permission_name: 'grant:any', resource_server_identifier: API }]
    expect(await authority.isActive(id, later())).toBe(true)
    expect(await authority.roleNames(id, later())).toEqual(['Editor', 'Viewer'])
    expect(await authority.permissionsByRole(id, later())).toEqual([
      { api: API, name: 'create:invitations' },
      { api: 'https://o.example', name: 'read' },
    ])
    expect(await authority.directPermissions(id, later())).toEqual([{ api: API, name: 'grant:any' }])
  })

  it('S16: ends with a block, and begins again without it', async () => {
    const id = addInviter()
    for (const blocked of [true, false, true]) {
      wire.userOf(id).blocked = blocked
      await clock.advance(60_000)
      expect(await authority.isActive(id, later())).toBe(!blocked)
    }
  })

  it('S16: is nothing for somebody who does not exist', async () => {
    const id = 'auth0|64f0c1d2e3a4b5c6d7e8f901'
    expect(await authority.isActive(id, later())).toBe(false)
    expect(await authority.roleNames(id, later())).toEqual([])
    expect(await authority.permissionsByRole(id, later())).toEqual([])
    expect(await authority.directPermissions(id, later())).toEqual([])
  })

  it('S16: is without the permissions of a role that was deleted a moment ago', async () => {
    const id = addInviter()
    wire.tenant.state.user_roles[id] = ['rol_editor', 'rol_viewer']
    wire.tenant.state.role_permissions.rol_viewer = [
      { permission_name: 'create:invitations', resource_server_identifier: API },
    ]
    await authority.roleNames(id, later())
    const { roles } = wire.tenant.state
    wire.tenant.state.roles = roles.filter(role => role.id !== 'rol_editor')
    expect(await authority.permissionsByRole(id, later())).toEqual([{ api: API, name: 'create:invitations' }])
  })

  it('of a client is the scopes of its grant, and nothing without one', async () => {
    const { state } = wire.tenant
    state.client_grants.push({ id: 'cgr_1', client_id: 'shop', audience: API, scope: ['create:invitations'] })
    expect(await authority.clientScopes('shop', later())).toEqual({
      scopes: ['create:invitations'],
      isAll: false,
    })
    expect(await authority.clientScopes('gone', later())).toEqual({ scopes: [], isAll: false })
  })

  it('cannot be told while the tenant fails', async () => {
    wire.tenant.switches.managementFault = { status: 503, requests: 9 }
    await expect(authority.isActive(addInviter(), later())).rejects.toMatchObject({ code: 'unreachable' })
  })
})
