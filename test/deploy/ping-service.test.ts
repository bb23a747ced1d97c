import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Deployed, pingService } from '../../scripts/deploy/ping-service.ts'
import { generateKeys } from '../../scripts/keys.ts'
import { startTestService, type TestService } from '../service/http/test-service.ts'
import { createDeployWorld, publicUrl, stagedWith } from './deploy-world.ts'

let service: TestService
let deployed: Deployed

beforeAll(async () => {
  service = await startTestService()
  const { env } = service
  const { d: _private, ...publicKey } = JSON.parse(env.HANDOFF_SIGNING_KEY ?? '')
  const { body } = await service.call('/actions/ping', {})
  deployed = {
    publicUrl: env.PUBLIC_URL ?? '',
    apiAudience: env.API_AUDIENCE ?? '',
    domain: env.AUTH0_DOMAIN ?? '',
    actionKey: env.ACTION_KEYS?.split(',')[0] ?? '',
    handoffKeys: JSON.stringify({ keys: [publicKey] }),
    gate: { fingerprint: String(body.gate) },
  }
})
afterAll(() => service.close())

/** The real service, without a port. */
const send = ((url: string, init: RequestInit) => service.app.request(url, init)) as typeof fetch

const differences = async (changes: Partial<Deployed>) => {
  const result = await pingService({ ...deployed, ...changes }, send)
  return result.outcome === 'differs' ? result.differences.join('\n') : result.outcome
}

describe('a deployment that asks the service', () => {
  it('hears that both were given the same', async () => {
    expect(await differences({})).toBe('agrees')
  })

  it.each([
    ['domain', 'other.eu.auth0.com', 'AUTH0_DOMAIN'],
    ['apiAudience', 'https://other.example/api', 'API_AUDIENCE'],
    ['gate', { fingerprint: '0000000000000000' }, 'another gate'],
    ['actionKey', 'x'.repeat(40), 'ACTION_KEYS'],
  ])('hears of another %s', async (name, value, word) => {
    const told = await differences({ [name]: value })
    expect(told).toContain(word)
    expect(told.split('\n')).toHaveLength(1)
  })

  it('hears that handoffs would be signed with a key that the Actions do not know', async () => {
    const { GUESTLIST_HANDOFF_KEYS: handoffKeys } = (await generateKeys()).deployment
    expect(await differences({ handoffKeys })).toContain('HANDOFF_SIGNING_KEY')
  })

  it('hears of an address that people reach and the service does not know', async () => {
    const elsewhere = ((_: string, init: RequestInit) =>
      send(`${deployed.publicUrl}/actions/ping`, init)) as typeof fetch
    const result = await pingService({ ...deployed, publicUrl: 'https://old.example' }, elsewhere)
    expect(result).toMatchObject({ outcome: 'differs', differences: [expect.stringContaining('PUBLIC_URL')] })
  })

  it.each([
    ['nobody answers', () => Promise.reject(new TypeError('fetch failed'))],
    ['something else answers', async () => new Response('<html>', { status: 200 })],
    ['a proxy answers', async () => new Response('{}', { status: 502 })],
  ])('does not take it for agreement when %s', async (_, answer) => {
    expect((await pingService(deployed, answer as typeof fetch)).outcome).toBe('absent')
  })

  it('never shows the key to another address', async () => {
    let seen: RequestInit | undefined
    await pingService(deployed, (async (_: string, init: RequestInit) => {
      seen = init
      return new Response(null, { status: 500 })
    }) as typeof fetch)
    expect(seen?.redirect).toBe('error')
  })
})

describe('the end of a deployment', () => {
  it('says what is next, with everything that the service needs and no secret', async () => {
    const world = await createDeployWorld({ title: 'new', furnish: () => undefined })
    await world.deploy()
    const told = world.lines.at(-1) ?? ''
    expect(told).toContain(`The service was not asked: ${publicUrl} does not answer.`)
    const { clients } = world.state()
    for (const [variable, name] of [
      ['AUTH0_CLIENT_ID', 'Guestlist'],
      ['AUTH0_ADMIN_CLIENT_ID', 'Guestlist administration'],
      ['AUTH0_MANAGEMENT_CLIENT_ID', 'Guestlist management'],
    ])
      expect(told).toContain(`${variable}=${clients.find(client => client.name === name)?.client_id}`)
    expect(told).toContain('GATE_FILE=')
    expect(told).toContain('The gate observes and refuses nobody.')
    const secrets = clients.map(({ client_secret }) => client_secret)
    const { files } = await stagedWith('observe')
    const values = files.actions.flatMap(action =>
      action.secrets.map(({ name, value }) => (name === 'GUESTLIST_URL' ? '' : value)),
    )
    for (const secret of [...secrets, ...values].filter(Boolean))
      expect(world.lines.join('\n')).not.toContain(secret)
  })

  it('has less to say once the service runs with what is deployed', async () => {
    const world = await createDeployWorld({ title: 'new', furnish: () => undefined, gate: 'invite-only' })
    await world.deploy({
      fetch: async () => {
        const { files, gate } = await stagedWith('invite-only')
        const [action] = files.actions
        const keys = action?.secrets.find(({ name }) => name === 'GUESTLIST_HANDOFF_KEYS')?.value ?? ''
        return Response.json({
          gate: gate.fingerprint,
          mode: gate.mode,
          public_url: publicUrl,
          tenant: 'localhost:4443',
          api_audience: files.api.identifier,
          handoff_key: JSON.parse(keys).keys[0].kid,
        })
      },
    })
    expect(world.lines.at(-1)).toBe('\nNext:\n  - The service answers, and runs with what is deployed.')
  })
})
