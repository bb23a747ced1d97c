import { describe, expect, it } from 'vitest'
import { createInMemoryTenant, type InMemoryTenant } from '../in-memory-tenant.ts'

const greeter = {
  name: 'greeter',
  code: 'exports.onExecutePostLogin = async () => {}',
  supported_triggers: [{ id: 'post-login', version: 'v3' }],
  secrets: [{ name: 'KEY', value: 'top secret' }],
}

/** A tenant whose clock stands still until a test moves it. */
function createScene(): InMemoryTenant & { wait(ms: number): void } {
  let time = Date.parse('2026-11-01T00:00:00Z')
  const scene = createInMemoryTenant({ now: () => new Date(time), switches: { actionBuildMs: 500 } })
  function wait(ms: number): void {
    time += ms
  }
  return { ...scene, wait }
}

async function createAction({ call }: InMemoryTenant, body = greeter): Promise<string> {
  return (await call<{ id: string }>('POST', '/actions/actions', body)).body.id
}

describe('actions', () => {
  it('cannot be deployed before they are built, in the words the deploy CLI waits for', async () => {
    const scene = createScene()
    const id = await createAction(scene)
    const early = await scene.call('POST', `/actions/actions/${id}/deploy`)
    expect(early).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("must be in the 'built' state") },
    })
    expect((await scene.call('GET', `/actions/actions/${id}`)).body).toMatchObject({ status: 'pending' })
    scene.wait(500)
    expect((await scene.call('GET', `/actions/actions/${id}`)).body).toMatchObject({ status: 'built' })
    expect((await scene.call('POST', `/actions/actions/${id}/deploy`)).status).toBe(200)
  })

  it('run as they were deployed, whatever the draft says, until they are deployed again', async () => {
    const scene = createScene()
    const id = await createAction(scene)
    scene.wait(500)
    await scene.call('POST', `/actions/actions/${id}/deploy`)
    await scene.call('PATCH', `/actions/actions/${id}`, { code: 'exports.x = 2' })
    expect(scene.tenant.state.actions[0]?.deployed_version).toMatchObject({ number: 1, code: greeter.code })
    expect((await scene.call('GET', `/actions/actions/${id}`)).body).toMatchObject({
      all_changes_deployed: false,
    })
    scene.wait(500)
    await scene.call('POST', `/actions/actions/${id}/deploy`)
    expect(scene.tenant.state.actions[0]?.deployed_version).toMatchObject({
      number: 2,
      code: 'exports.x = 2',
    })
    expect((await scene.call('GET', `/actions/actions/${id}`)).body).toMatchObject({
      all_changes_deployed: true,
    })
  })

  it('never show the value of a secret, and keep it when a change names the secret only', async () => {
    const scene = createScene()
    const id = await createAction(scene)
    scene.wait(500)
    const answers = [
      await scene.call('POST', `/actions/actions/${id}/deploy`),
      await scene.call('GET', '/actions/actions'),
      await scene.call('PATCH', `/actions/actions/${id}`, {
        secrets: [{ name: 'KEY' }, { name: 'NEW', value: 'v' }],
      }),
      await scene.call('PATCH', '/actions/triggers/post-login/bindings', {
        bindings: [{ ref: { type: 'action_name', value: 'greeter' } }],
      }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(JSON.stringify(answers)).not.toContain('top secret')
    expect(scene.tenant.state.actions[0]?.secrets).toMatchObject([
      { name: 'KEY', value: 'top secret' },
      { name: 'NEW', value: 'v' },
    ])
  })

  it('have at most 100 kB of code, counted in bytes', async () => {
    const scene = createScene()
    const code = 'ä'.repeat(50_000)
    expect((await scene.call('POST', '/actions/actions', { ...greeter, code })).status).toBe(201)
    const long = await scene.call('POST', '/actions/actions', { ...greeter, name: 'long', code: `${code}x` })
    expect(long).toMatchObject({ status: 400, body: { message: expect.stringContaining('100 kB') } })
    expect(
      (
        await scene.call('PATCH', `/actions/actions/${scene.tenant.state.actions[0]?.id}`, {
          code: `${code}x`,
        })
      ).status,
    ).toBe(400)
  })

  it('have names of their own', async () => {
    const scene = createScene()
    await createAction(scene)
    expect((await scene.call('POST', '/actions/actions', greeter)).status).toBe(409)
  })
})

describe('bindings of a trigger', () => {
  const bind = ({ call }: InMemoryTenant, trigger: string, ...names: string[]) =>
    call('PATCH', `/actions/triggers/${trigger}/bindings`, {
      bindings: names.map(value => ({ ref: { type: 'action_name', value }, display_name: value })),
    })

  async function createDeployed(scene: ReturnType<typeof createScene>, name: string) {
    const id = await createAction(scene, { ...greeter, name })
    scene.wait(500)
    await scene.call('POST', `/actions/actions/${id}/deploy`)
  }

  it('are replaced as a whole, in the order given, and leave other triggers alone', async () => {
    const scene = createScene()
    for (const name of ['one', 'two']) await createDeployed(scene, name)
    scene.tenant.state.bindings.push({
      id: 'b',
      trigger_id: 'pre-user-registration',
      action_id: 'x',
      display_name: 'x',
    })
    expect((await bind(scene, 'post-login', 'one', 'two')).status).toBe(200)
    expect((await bind(scene, 'post-login', 'two', 'one')).status).toBe(200)
    const { body } = await scene.call('GET', '/actions/triggers/post-login/bindings')
    expect(body).toMatchObject({ total: 2, bindings: [{ display_name: 'two' }, { display_name: 'one' }] })
    expect(scene.tenant.state.bindings).toHaveLength(3)
  })

  it('are refused for an action that is not deployed, unknown, or made for another trigger', async () => {
    const scene = createScene()
    await createAction(scene, { ...greeter, name: 'draft' })
    await createDeployed(scene, 'ready')
    expect(await bind(scene, 'post-login', 'draft')).toMatchObject({
      status: 400,
      body: { errorCode: 'not_deployed' },
    })
    expect((await bind(scene, 'post-login', 'nobody')).status).toBe(404)
    expect((await bind(scene, 'pre-user-registration', 'ready')).status).toBe(400)
    expect((await bind(scene, 'nowhere')).status).toBe(404)
  })
})
