import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import nock from 'nock'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createTerminal } from '../../scripts/deploy/terminal.ts'
import { chooseAccounts } from '../../scripts/gate/choose-accounts.ts'
import type { RefusedAccount } from '../../scripts/gate/find-refused.ts'
import { changeGate, type SwitchOptions, switchGate } from '../../scripts/gate/switch-gate.ts'
import { generateKeys } from '../../scripts/keys.ts'
import { startTestService } from '../service/http/test-service.ts'
import { apiAudience, createDeployWorld, type DeployWorld, publicUrl } from './deploy-world.ts'
import { shippedGate } from './shipped-gate.ts'
import { addConnection } from './tenants/furniture.ts'
import { settled } from './whole-state.ts'

vi.setConfig({ testTimeout: 30_000 })
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

const keys = await generateKeys()
const since = '2026-11-01T00:00:00Z'

interface Scene {
  world: DeployWorld
  switchTo(change: SwitchOptions['change'], overrides?: Partial<SwitchOptions>): Promise<string>
  gate(): { mode: string }
  metadataOf(email: string): unknown
}

/** A tenant in which the gate has observed for a month, and its service. */
async function observe(users: (world: DeployWorld) => void = () => undefined): Promise<Scene> {
  const world = await createDeployWorld({
    title: 'observed',
    furnish: state => addConnection(state, { name: 'email', strategy: 'email' }),
  })
  await world.deploy()
  writeFileSync(world.folder.gateFile, shippedGate({ mode: 'observe', since }))
  users(world)
  world.lines.length = 0
  const service = await startTestService({
    PUBLIC_URL: publicUrl,
    API_AUDIENCE: apiAudience,
    AUTH0_DOMAIN: 'localhost:4443',
    AUTH0_CUSTOM_DOMAIN: undefined,
    GATE_FILE: world.folder.gateFile,
    ...keys.service,
  })
  onTestFinished(() => service.close())
  const fetch = ((url: string, init: RequestInit) =>
    service.app.request(url, init)) as typeof globalThis.fetch
  let clock = Date.parse('2026-12-01T10:00:00Z')
  // Two backups are never of the same moment.
  const now = () => {
    clock += 1_000
    return new Date(clock)
  }
  return {
    world,
    switchTo: (change, overrides) =>
      switchGate({
        folder: world.folder,
        api: world.api(),
        publicUrl,
        apiAudience,
        choices: { connections: [], openSignUp: [], adopt: [] },
        mappings: keys.deployment,
        print: text => void world.lines.push(text),
        confirm: async () => true,
        now,
        fetch,
        change,
        pick: () => Promise.reject(new Error('nobody is to be picked')),
        ...overrides,
      }),
    gate: () => JSON.parse(readFileSync(world.folder.gateFile, 'utf8')),
    metadataOf: email => world.state().users.find(user => user.email === email)?.app_metadata ?? {},
  }
}

/** People in all situations; of those who would be refused, three. */
function people({ tenant }: DeployWorld): void {
  const add = (email: string, fields: object = {}, app_metadata = {}) =>
    Object.assign(tenant.createUser({ connection: 'email', email, app_metadata }), fields)
  add('old@example.com', { created_at: '2026-01-01T00:00:00.000Z' })
  add(
    'refused-once@example.com',
    { created_at: '2026-01-02T00:00:00.000Z' },
    { guestlist_refused_at: since, plan: 'gold' },
  )
  add('seen@example.com', { created_at: '2026-11-02T00:00:00.000Z', last_login: '2026-11-30T00:00:00.000Z' })
  add('never-seen@example.com', { created_at: '2026-11-03T00:00:00.000Z' })
  add('admitted@example.com', {}, { guestlist: { admitted: true } })
  add('blocked@example.com', { blocked: true })
}

const actionsOf = (world: DeployWorld) =>
  world
    .state()
    .actions.filter(({ name }) => name.startsWith('Guestlist'))
    .map(({ deployed_version }) => String(deployed_version?.code))

describe('npm run gate -- invite-only', () => {
  it('shows by name whom it would refuse, and nobody else, before anything is asked', async () => {
    const { world, switchTo } = await observe(people)
    let asked: readonly RefusedAccount[] = []
    const before = world.state()
    const switching = switchTo(
      { mode: 'invite-only' },
      {
        pick: async accounts => {
          asked = accounts
          throw new Error('enough seen')
        },
      },
    )
    await expect(switching).rejects.toThrow('enough seen')
    expect(asked.map(({ name }) => name).sort()).toEqual([
      'never-seen@example.com',
      'refused-once@example.com',
      'seen@example.com',
    ])
    const shown = world.lines.join('\n')
    expect(shown).toContain(
      'refuse 3 accounts that are not admitted; 1 of them have logged in since 2026-11-01',
    )
    expect(shown).toMatch(/seen@example\.com \(.+, email\), made 2026-11-02, last seen 2026-11-30/)
    expect(settled(world.state())).toEqual(settled(before))
  })

  it('admits those that are picked before it closes, keeping what else is in their metadata', async () => {
    const { world, switchTo, gate, metadataOf } = await observe(people)
    const order: string[] = []
    world.disturb(({ method, url }) => {
      const path = new URL(url).pathname
      if (method === 'PATCH' && /users|actions\/actions/.test(path))
        order.push(path.includes('users') ? 'user' : 'action')
      return undefined
    })
    expect(await switchTo({ mode: 'invite-only' }, { pick: async () => ['1,3'] })).toBe('deployed')
    expect(order).toEqual(['user', 'user', 'action', 'action'])
    expect(gate().mode).toBe('invite-only')
    for (const code of actionsOf(world)) expect(code).toContain('invite-only')
    const admitted = ['refused-once@example.com', 'seen@example.com', 'never-seen@example.com'].filter(
      email => (metadataOf(email) as { guestlist?: object }).guestlist !== undefined,
    )
    expect(admitted).toHaveLength(2)
    expect(metadataOf('old@example.com')).toEqual({})
    expect(world.lines.join('\n')).toContain('Admitted will be 2, refused at their next login 1.')
  })

  it('keeps all else of somebody who was refused and is admitted by id', async () => {
    const { world, switchTo, metadataOf } = await observe(people)
    const id = world.state().users.find(({ email }) => email === 'refused-once@example.com')?.user_id
    await switchTo({ mode: 'invite-only' }, { pick: async () => [String(id)] })
    expect(metadataOf('refused-once@example.com')).toEqual({ guestlist: { admitted: true }, plan: 'gold' })
    expect(metadataOf('seen@example.com')).toEqual({})
  })

  it('finds everybody of more than a search shows at once', async () => {
    const { switchTo } = await observe(({ tenant }) => {
      for (let number = 0; number < 1_203; number++) {
        const created_at = new Date(Date.parse(since) + number * 60_000).toISOString()
        Object.assign(tenant.createUser({ connection: 'email', email: `${number}@example.com` }), {
          created_at,
        })
      }
    })
    let found = 0
    await switchTo(
      { mode: 'invite-only' },
      {
        pick: async accounts => {
          found = new Set(accounts.map(({ userId }) => userId)).size
          return ['none']
        },
      },
    )
    expect(found).toBe(1_203)
  })

  it('changes nothing when it is not confirmed, and admits nobody', async () => {
    const { world, switchTo, gate } = await observe(people)
    const before = world.state()
    const outcome = await switchTo(
      { mode: 'invite-only' },
      { pick: async () => ['all'], confirm: async () => false },
    )
    expect([outcome, gate().mode]).toEqual(['declined', 'observe'])
    expect(settled(world.state())).toEqual(settled(before))
  })

  it.each([
    [
      'does not answer',
      () => Promise.reject(new TypeError('fetch failed')),
      'does not answer, and an invite-only gate would refuse everybody',
    ],
    [
      'answers with an error',
      async () => new Response('', { status: 502 }),
      'answered 502, and an invite-only gate',
    ],
    [
      'does not know the key',
      async () => new Response('', { status: 401 }),
      "does not know the Actions' key",
    ],
  ])('is refused while the service %s', async (_, fetch, sentence) => {
    const { world, switchTo, gate } = await observe(people)
    const before = world.state()
    await expect(
      switchTo({ mode: 'invite-only' }, { fetch: fetch as typeof globalThis.fetch }),
    ).rejects.toThrow(sentence)
    expect([gate().mode, settled(world.state())]).toEqual(['observe', settled(before)])
  })

  it('names the scopes that looking and admitting take, before anything is written', async () => {
    const { world, switchTo, gate } = await observe(people)
    world.withoutScopes('read:users')
    await expect(switchTo({ mode: 'invite-only' })).rejects.toThrow(/lacks these scopes[\s\S]+read:users$/)
    world.withoutScopes('update:users_app_metadata')
    await expect(switchTo({ mode: 'invite-only' }, { pick: async () => ['all'] })).rejects.toThrow(
      'update:users_app_metadata',
    )
    expect(gate().mode).toBe('observe')
  })

  it('goes back to observing without asking about anybody or the service', async () => {
    const { switchTo, gate } = await observe(people)
    await switchTo({ mode: 'invite-only' }, { pick: async () => ['none'] })
    const fetch = (() => Promise.reject(new TypeError('down'))) as typeof globalThis.fetch
    expect(await switchTo({ mode: 'observe' }, { fetch })).toBe('deployed')
    expect(gate().mode).toBe('observe')
  })
})

describe('npm run gate -- pardon', () => {
  it('adds to the gate file and deploys it; what is pardoned already stays so', async () => {
    const { world, switchTo, gate } = await observe()
    await switchTo({ pardoned: { users: ['auth0|1'] } })
    await switchTo({ pardoned: { before: '2026-11-30T00:00:00Z', users: ['auth0|2'] } })
    expect(gate()).toMatchObject({
      mode: 'observe',
      pardoned: { before: '2026-11-30T00:00:00Z', users: ['auth0|1', 'auth0|2'] },
    })
    expect(actionsOf(world).filter(code => code.includes('auth0|2'))).not.toEqual([])
  })

  it.each(['2026-12-01T10:00:01Z', 'yesterday'])(
    'refuses %s, from which on refusals would be forgotten at once',
    before => {
      const now = new Date('2026-12-01T10:00:00Z')
      expect(() => changeGate(shippedGate({}), { pardoned: { before, users: [] } }, now)).toThrow(
        'a moment that has passed',
      )
    },
  )

  it('leaves every other setting of the file, in its order', () => {
    const text = shippedGate({ entry_by_address: false })
    const changed = changeGate(text, { mode: 'invite-only' }, new Date())
    const { mode, ...rest } = JSON.parse(changed)
    expect(mode).toBe('invite-only')
    expect(JSON.stringify(rest)).toBe(JSON.stringify({ ...JSON.parse(text), mode: undefined }))
  })
})

describe('whom an operator picks', () => {
  const accounts = ['a', 'b', 'c', 'd'].map(id => ({ userId: `auth0|${id}` }) as RefusedAccount)
  const pick = (...words: string[]) =>
    chooseAccounts(accounts, words)
      .map(({ userId }) => userId.at(-1))
      .join('')

  it('is all, none, numbers of the list or ids', () => {
    expect([pick('all'), pick('none'), pick('1,3-4'), pick('auth0|b', '1'), pick('2, 2')]).toEqual([
      'abcd',
      '',
      'acd',
      'ab',
      'b',
    ])
  })

  it.each(['5', '0', '3-2', 'al', 'all,1', 'auth0|x', '', '1;2'])('is never guessed: %j', word => {
    expect(() => pick(word)).toThrow()
  })
})

describe('questions', () => {
  const silent = () => new Writable({ write: (_chunk, _encoding, done) => done() })

  it('are answered by lines that came before them, and by nobody at the end', async () => {
    const terminal = createTerminal(Readable.from(['one\n two \n']), silent())
    expect([await terminal.ask('?'), await terminal.ask('?')]).toEqual(['one', 'two'])
    await expect(terminal.ask('?')).rejects.toThrow('nobody answers here')
    terminal.close()
  })
})

it('makes no gate file where there was none and nothing was confirmed', async () => {
  const world = await createDeployWorld({ title: 'new', furnish: () => undefined })
  expect(existsSync(world.folder.gateFile)).toBe(false)
})
