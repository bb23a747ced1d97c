import { describe, expect, it } from 'vitest'
import { createCatalog } from '../../../service/management/catalog.ts'
import { ManagementError, type TenantRole } from '../../../service/management/management-api.ts'

const SECOND = 1_000
const HOUR = 3_600_000

/** A catalog over a tenant whose roles and reachability a test can change. */
function createScene(roles: TenantRole[]) {
  const tenant = { roles, reads: 0, isReachable: true }
  let now = 0
  const catalog = createCatalog({
    now: () => now,
    management: {
      async listRoles() {
        tenant.reads++
        if (!tenant.isReachable) throw new ManagementError('unreachable')
        return tenant.roles
      },
      async listClients() {
        tenant.reads++
        return [{ clientId: 'portal', name: 'Portal', clientMetadata: {}, initiateLoginUri: undefined }]
      },
    },
  })
  const pass = (milliseconds: number) => {
    now += milliseconds
  }
  return { catalog, tenant, pass }
}

const editor = { id: 'rol_1', name: 'Editor' }
const viewer = { id: 'rol_2', name: 'Viewer' }

describe('the catalog', () => {
  it('finds the ids of roles in the order of their names', async () => {
    const { catalog } = createScene([editor, viewer])
    expect(await catalog.roleIds(['Viewer', 'Editor'])).toEqual({ ids: ['rol_2', 'rol_1'], unknown: [] })
  })

  it('names the roles that do not exist, another case of letters being another name', async () => {
    const { catalog } = createScene([editor])
    expect(await catalog.roleIds(['editor', 'Editor', 'Owner'])).toEqual({
      ids: ['rol_1'],
      unknown: ['editor', 'Owner'],
    })
  })

  it('finds a client and says when there is none', async () => {
    const { catalog } = createScene([])
    expect(await catalog.client('portal')).toMatchObject({ name: 'Portal' })
    expect(await catalog.client('other')).toBeUndefined()
  })

  it('asks nothing when there is nothing to find', async () => {
    const { catalog, tenant } = createScene([])
    await catalog.roleIds([])
    expect(tenant.reads).toBe(0)
  })

  it('reads again only after a minute', async () => {
    const { catalog, tenant, pass } = createScene([editor])
    await catalog.roleIds(['Editor'])
    pass(59 * SECOND)
    await catalog.roleIds(['Editor'])
    expect(tenant.reads).toBe(1)
    pass(SECOND)
    tenant.roles = [{ id: 'rol_3', name: 'Editor' }]
    expect((await catalog.roleIds(['Editor'])).ids).toEqual(['rol_3'])
  })

  it('finds a role that was made after the last read', async () => {
    const { catalog, tenant, pass } = createScene([editor])
    await catalog.roleIds(['Editor'])
    pass(6 * SECOND)
    tenant.roles = [editor, viewer]
    expect((await catalog.roleIds(['Viewer'])).ids).toEqual(['rol_2'])
  })

  it('does not ask again for each unknown name', async () => {
    const { catalog, tenant } = createScene([editor])
    for (let n = 0; n < 10; n++) await catalog.roleIds([`Unknown ${n}`])
    expect(tenant.reads).toBe(1)
  })

  it('names all roles in their order', async () => {
    const { catalog } = createScene([{ id: 'rol_2', name: 'Viewer' }, editor])
    expect(await catalog.roleNames()).toEqual(['Editor', 'Viewer'])
  })

  it('shares one request between all who miss it at once', async () => {
    const { catalog, tenant } = createScene([editor])
    await Promise.all([catalog.roleIds(['Editor']), catalog.roleIds(['Editor']), catalog.roleIds(['Editor'])])
    expect(tenant.reads).toBe(1)
  })

  it('serves the old list for an hour while the API is unreachable, and asks only now and then', async () => {
    const { catalog, tenant, pass } = createScene([editor])
    await catalog.roleIds(['Editor'])
    tenant.isReachable = false
    pass(HOUR - SECOND)
    for (let n = 0; n < 3; n++) expect((await catalog.roleIds(['Editor'])).ids).toEqual(['rol_1'])
    expect(tenant.reads).toBe(2)
    pass(SECOND)
    await expect(catalog.roleIds(['Editor'])).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('fails when it never could read, and recovers', async () => {
    const { catalog, tenant } = createScene([editor])
    tenant.isReachable = false
    await expect(catalog.roleIds(['Editor'])).rejects.toMatchObject({ code: 'unreachable' })
    tenant.isReachable = true
    expect((await catalog.roleIds(['Editor'])).ids).toEqual(['rol_1'])
  })
})
