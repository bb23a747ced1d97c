import { describe, expect, it, vi } from 'vitest'
import type { TenantState } from '../../local-tenant/state.ts'
import { createDeployWorld, type DeployWorld, type Disturbance, stagedWith } from './deploy-world.ts'
import { tenants } from './tenants/tenants.ts'
import { settled, theirs } from './whole-state.ts'

// Some hundred deployments each.
vi.setConfig({ testTimeout: 180_000 })

const fault = { status: 500, headers: {}, text: '{"message":"An internal server error occurred"}' }

/** Databases that were closed, and stand open although our Actions do not run first. */
function openedWithoutGate(before: TenantState, after: TenantState): string[] {
  const first = (trigger: string) => {
    const [bound] = after.bindings.filter(({ trigger_id }) => trigger_id === trigger)
    return after.actions.find(({ id }) => id === bound?.action_id)
  }
  const isGated = [
    ['post-login', 'Guestlist Post-Login'],
    ['pre-user-registration', 'Guestlist Pre-User-Registration'],
  ].every(([trigger = '', name]) => first(trigger)?.name === name && first(trigger)?.deployed_version)
  const wasClosed = before.connections.filter(({ options }) => options.disable_signup === true)
  const opened = after.connections.filter(
    ({ id, options }) => options.disable_signup !== true && wasClosed.some(closed => closed.id === id),
  )
  return isGated ? [] : opened.map(({ name }) => name)
}

/** Of a tenant, what is not ours, with the sign-up that was asked for as it was. */
async function ofTheirs(state: TenantState, opened: readonly string[]) {
  const { files } = await stagedWith('observe')
  const connections = state.connections.map(connection =>
    opened.includes(connection.name)
      ? { ...connection, options: { ...connection.options, disable_signup: true } }
      : connection,
  )
  return theirs({ ...state, connections }, files.pageTemplate)
}

/** Runs a command that something happens to, and returns what it said. */
async function failing(world: DeployWorld, run: () => Promise<unknown>, disturbance: Disturbance) {
  world.disturb(disturbance)
  const error = await run().then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  world.disturb(undefined)
  return error as Error | undefined
}

/** How many requests a deployment makes, and which of them write. */
async function countRequests(kind: (typeof tenants)[number], run: (world: DeployWorld) => Promise<unknown>) {
  const world = await createDeployWorld(kind)
  world.disturb(undefined)
  await run(world)
  return world.requests.map((request, index) => ({ request, number: index + 1 }))
}

describe('a write that the tenant answers with 500', () => {
  it('ends the deployment where it stands, in words, and the next one goes on from there', async () => {
    const kind = tenants.find(({ choices }) => choices?.openSignUp)
    if (!kind) throw new Error('a tenant whose sign-up is opened')
    const requests = await countRequests(kind, world => world.deploy())
    for (const { request, number } of requests.filter(one => !one.request.startsWith('GET'))) {
      const world = await createDeployWorld(kind)
      const error = await failing(world, world.deploy, (_, n) => (n === number ? fault : undefined))
      const isOpening = request.startsWith('PATCH /connections/') && !request.endsWith('/clients')
      const opened = isOpening ? 'The gate is bound' : 'No sign-up has been opened'
      const words = new RegExp(`^Stopped at .*: .* answered 500 .*\\n(Done|Nothing).*\\n${opened}`, 's')
      expect([request, error?.message]).toEqual([request, expect.stringMatching(words)])
      expect([request, await world.deploy()]).toEqual([request, 'deployed'])
    }
  })
})

describe.each(tenants)('a deployment to a tenant $title', kind => {
  const opened = kind.choices?.openSignUp ?? []

  it('leaves nothing open and nothing changed that is not ours, whenever it is killed, and runs again', async () => {
    const requests = await countRequests(kind, world => world.deploy())
    const writes = requests.filter(({ request }) => !request.startsWith('GET'))
    expect(writes.length).toBeGreaterThan(10)
    // Between two writes the tenant is the same; the last request is a look at what was written.
    for (const { request, number } of [...writes, ...requests.slice(-1)]) {
      const world = await createDeployWorld(kind)
      const before = world.state()
      const error = await failing(world, world.deploy, (_, n) => (n === number ? 'killed' : undefined))
      expect([request, error?.name]).toEqual([request, expect.stringMatching(/^(DeployError|TenantError)$/)])
      const after = world.state()
      expect([request, openedWithoutGate(before, after)]).toEqual([request, []])
      expect(await ofTheirs(after, opened)).toEqual(await ofTheirs(before, []))
      expect([request, await world.deploy()]).toEqual([request, 'deployed'])
      expect(await ofTheirs(world.state(), opened)).toEqual(await ofTheirs(before, []))
    }
  })

  it('leaves nothing open when the answer to any write is lost, says where it stopped, and can be undone', async () => {
    const requests = await countRequests(kind, world => world.deploy())
    const writes = requests.filter(({ request }) => !request.startsWith('GET'))
    for (const { request, number } of writes) {
      const world = await createDeployWorld(kind)
      const before = world.state()
      const error = await failing(world, world.deploy, (_, n) => (n === number ? 'lost' : undefined))
      expect([request, error?.message]).toEqual([
        request,
        expect.stringMatching(/^Stopped at .*run the same/s),
      ])
      expect([request, openedWithoutGate(before, world.state())]).toEqual([request, []])
      expect(await ofTheirs(world.state(), opened)).toEqual(await ofTheirs(before, []))
      await world.undeploy()
      expect([request, settled(world.state())]).toEqual([request, settled(before)])
    }
  })

  it('is undone in the end whenever undoing it is killed, and leaves nothing open meanwhile', async () => {
    const requests = await countRequests(kind, async world => {
      await world.deploy()
      world.disturb(undefined)
      await world.undeploy()
    })
    for (const { request, number } of requests.filter(one => !one.request.startsWith('GET'))) {
      const world = await createDeployWorld(kind)
      const before = world.state()
      await world.deploy()
      const error = await failing(world, world.undeploy, (_, n) => (n === number ? 'killed' : undefined))
      expect([request, error?.name]).toEqual([request, 'DeployError'])
      expect([request, openedWithoutGate(before, world.state())]).toEqual([request, []])
      expect(await ofTheirs(world.state(), opened)).toEqual(await ofTheirs(before, []))
      await world.undeploy()
      expect(settled(world.state())).toEqual(settled(before))
    }
  })
})
