import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createDeployWorld, stagedWith } from './deploy-world.ts'
import { tenants } from './tenants/tenants.ts'
import { settled, theirs, withoutVersions } from './whole-state.ts'

describe.each(tenants)('a tenant $title', kind => {
  it('keeps everything of its own through a deployment, but the sign-up that it opened by name', async () => {
    const world = await createDeployWorld(kind)
    const { files } = await stagedWith('observe')
    const before = world.state()
    expect(await world.deploy()).toBe('deployed')
    const after = world.state()
    for (const name of kind.choices?.openSignUp ?? []) {
      const connection = after.connections.find(candidate => candidate.name === name)
      expect(connection?.options.disable_signup).toBe(false)
      if (connection) connection.options.disable_signup = true
      expect(world.lines.join('\n')).toContain(`CHANGED  sign-up of "${name}"`)
    }
    expect(theirs(after, files.pageTemplate)).toEqual(theirs(before, null))
  })

  it('has the gate first on both triggers, our applications on its connections, and both roles', async () => {
    const world = await createDeployWorld(kind)
    await world.deploy()
    const { bindings, actions, connections, connection_clients, clients, roles, role_permissions } =
      world.state()
    const order = (trigger: string) =>
      bindings
        .filter(({ trigger_id }) => trigger_id === trigger)
        .map(({ action_id }) => actions.find(({ id }) => id === action_id)?.name)
    expect(order('post-login')[0]).toBe('Guestlist Post-Login')
    expect(order('pre-user-registration')[0]).toBe('Guestlist Pre-User-Registration')
    const idOf = (name: string) => clients.find(client => client.name === name)?.client_id
    for (const name of kind.choices?.connections ?? []) {
      const connection = connections.find(candidate => candidate.name === name)
      const enabled = connection_clients[connection?.id ?? '']
      expect(enabled).toEqual(expect.arrayContaining([idOf('Guestlist'), idOf('Guestlist administration')]))
    }
    const permissionsOf = (name: string) =>
      role_permissions[roles.find(role => role.name === name)?.id ?? '']?.length
    expect([permissionsOf('Inviter'), permissionsOf('Invitation Administrator')]).toEqual([4, 7])
  })

  it('is the same after a second deployment, which finds nothing to change but the values of secrets', async () => {
    const world = await createDeployWorld(kind)
    await world.deploy()
    const once = world.state()
    world.lines.length = 0
    await world.deploy()
    expect(withoutVersions(world.state())).toEqual(withoutVersions(once))
    const changed = world.lines.join('\n').match(/^(NEW|CHANGED) .*$/gm)
    expect(changed).toEqual([
      'CHANGED  Action "Guestlist Post-Login"',
      'CHANGED  Action "Guestlist Pre-User-Registration"',
    ])
  })

  it('is what it was, whole, after two deployments are undone', async () => {
    const world = await createDeployWorld(kind)
    const before = world.state()
    await world.deploy()
    await world.deploy()
    expect(await world.undeploy()).toBe('undone')
    expect(settled(world.state())).toEqual(settled(before))
    expect(readdirSync(world.folder.backups).every(name => name.endsWith('.undone'))).toBe(true)
    expect(await world.undeploy()).toBe('nothing')
  })

  it('lets everybody in again with --gate, closes what was opened, and keeps the rest', async () => {
    const world = await createDeployWorld(kind)
    const before = world.state()
    await world.deploy()
    const deployed = world.state()
    expect(await world.undeploy({ gateOnly: true })).toBe('undone')
    const after = world.state()
    expect(settled(after).bindings).toEqual(settled(before).bindings)
    expect(after.connections).toEqual(before.connections)
    const rest = (state: typeof after) => ({ ...settled(state), bindings: {}, connections: [] })
    expect(rest(after)).toEqual(rest(deployed))
  })
})
