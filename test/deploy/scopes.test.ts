import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { managementScopes } from '../../local-tenant/management/scopes.ts'
import { optionsScopes, readingScopes, writingScopes } from '../../scripts/deploy/scopes.ts'
import { createDeployWorld, type DeployWorld } from './deploy-world.ts'
import { tenants } from './tenants/tenants.ts'

/** What a deployment says when it may not, and that it has not begun. */
async function refusal(world: DeployWorld, run: () => Promise<unknown> = world.deploy): Promise<string> {
  const before = world.state()
  world.disturb(undefined)
  const error = await run().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'DeployError' })
  expect(world.requests.filter(request => !request.startsWith('GET'))).toEqual([])
  expect(world.state().connections).toEqual(before.connections)
  expect(existsSync(world.folder.backups)).toBe(false)
  return (error as Error).message
}

describe.each(tenants)('a deployment to a tenant $title', kind => {
  const options = kind.choices?.openSignUp ? optionsScopes : []

  it.each(readingScopes)(
    'stops before the first write without %s, and takes it for no absence',
    async scope => {
      const world = await createDeployWorld(kind)
      world.withoutScopes(scope)
      const message = await refusal(world)
      expect(message).toContain(`\n  ${scope}`)
      expect(message.match(/^ {2}\w+:\w+$/gm)).toEqual([`  ${scope}`])
    },
  )

  it('stops before the first write without any scope for writing that it needs', async () => {
    const world = await createDeployWorld(kind)
    const needed = new Set<string>()
    for (const scope of [...writingScopes, ...options]) {
      world.withoutScopes(scope)
      const before = world.requests.length
      const outcome = await world
        .deploy({ confirm: async () => false })
        .catch((error: Error) => error.message)
      if (outcome === 'declined') continue
      expect(outcome).toContain(`\n  ${scope}`)
      expect(world.requests.slice(before).filter(request => !request.startsWith('GET'))).toEqual([])
      needed.add(scope)
    }
    // What it did not ask for it did not need, either.
    world.withoutScopes(...managementScopes.filter(scope => !needed.has(scope) && !scope.startsWith('read:')))
    expect(await world.deploy()).toBe('deployed')
  })
})

const [plain, , , opening] = tenants

describe('a deployment', () => {
  it('names all missing scopes at once, those for writing included', async () => {
    if (!opening) throw new Error('a tenant whose sign-up is opened')
    const world = await createDeployWorld(opening)
    world.withoutScopes(...managementScopes)
    const message = await refusal(world)
    for (const scope of [...readingScopes, ...writingScopes, ...optionsScopes])
      expect(message).toContain(`\n  ${scope}`)
  })

  it('finds the missing scopes by looking, all of them, where the token does not say what it allows', async () => {
    if (!plain) throw new Error('a tenant')
    const world = await createDeployWorld(plain)
    world.withoutScopes('read:roles', 'read:prompts', 'read:connections')
    world.withholdScopes()
    const message = await refusal(world)
    expect(message.match(/^ {2}\w+:\w+$/gm)).toEqual(['  read:connections', '  read:prompts', '  read:roles'])
  })

  it('needs no options of connections where no sign-up is opened', async () => {
    if (!plain) throw new Error('a tenant')
    const world = await createDeployWorld(plain)
    world.withoutScopes(...optionsScopes)
    expect(await world.deploy()).toBe('deployed')
  })

  it('opens no sign-up where a connection comes without options after all', async () => {
    if (!opening) throw new Error('a tenant whose sign-up is opened')
    const world = await createDeployWorld(opening)
    world.withoutScopes('read:connections_options')
    world.withholdScopes()
    expect(await refusal(world)).toContain('the options of the connection cannot be seen')
  })
})

describe('undoing', () => {
  it('names what it lacks before it begins, and needs next to nothing for the gate', async () => {
    if (!plain) throw new Error('a tenant')
    const world = await createDeployWorld(plain)
    await world.deploy()
    world.withoutScopes('delete:clients', 'delete:roles', 'update:prompts')
    world.disturb(undefined)
    await expect(world.undeploy()).rejects.toThrow(/delete:clients\n {2}delete:roles\n {2}update:prompts/)
    expect(world.requests.filter(request => !request.startsWith('GET'))).toEqual([])
    world.withoutScopes(...managementScopes.filter(scope => !scope.endsWith(':actions')))
    world.disturb(undefined)
    expect(await world.undeploy({ gateOnly: true })).toBe('undone')
    expect(world.requests).toHaveLength(6)
  })
})
