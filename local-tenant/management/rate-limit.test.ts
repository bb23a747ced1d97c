import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from '../in-memory-tenant.ts'

function createScene() {
  let time = Date.parse('2026-11-01T00:00:00Z')
  const scene = createInMemoryTenant({
    now: () => new Date(time),
    switches: { managementRateLimit: { perSecond: 2, burst: 2 } },
  })
  function wait(ms: number): void {
    time += ms
  }
  return { ...scene, wait }
}

describe('the rate limit of the Management API', () => {
  it('lets the burst pass and answers 429 with the documented headers then', async () => {
    const { call, tenant } = createScene()
    const nowSeconds = tenant.now().getTime() / 1000
    expect((await call('GET', '/roles')).headers.get('x-ratelimit-remaining')).toBe('1')
    expect((await call('GET', '/users')).headers.get('x-ratelimit-remaining')).toBe('0')
    const { status, headers, body } = await call('GET', '/roles')
    expect({ status, body }).toEqual({
      status: 429,
      body: {
        statusCode: 429,
        error: 'Too Many Requests',
        message: 'Global limit has been reached',
        errorCode: 'too_many_requests',
      },
    })
    expect(headers.get('x-ratelimit-limit')).toBe('2')
    expect(headers.get('x-ratelimit-remaining')).toBe('0')
    expect(Number(headers.get('x-ratelimit-reset'))).toBe(nowSeconds + 1)
    expect(headers.get('retry-after')).toBe('1')
  })

  it('adds two tokens a second, never more than the burst', async () => {
    const { call, wait } = createScene()
    const statuses = async (count: number) => {
      const answers = []
      for (let index = 0; index < count; index++) answers.push((await call('GET', '/roles')).status)
      return answers
    }
    expect(await statuses(3)).toEqual([200, 200, 429])
    wait(500)
    expect(await statuses(2)).toEqual([200, 429])
    wait(60_000)
    expect(await statuses(3)).toEqual([200, 200, 429])
  })

  it('is off by default, and says so in the headers that every answer has', async () => {
    const { call } = createInMemoryTenant()
    for (let index = 0; index < 20; index++) expect((await call('GET', '/roles')).status).toBe(200)
    const { headers } = await call('GET', '/roles/none')
    expect(Number(headers.get('x-ratelimit-remaining'))).toBeGreaterThan(100)
    expect(headers.get('x-ratelimit-limit')).toBe('1000')
    expect(headers.get('x-ratelimit-reset')).toMatch(/^\d{10}$/)
  })
})

describe('an injected fault of the Management API', () => {
  it('is answered for the next n requests only', async () => {
    const { call } = createInMemoryTenant({ switches: { managementFault: { status: 503, requests: 2 } } })
    const statuses = [
      await call('GET', '/roles'),
      await call('GET', '/roles'),
      await call('GET', '/roles'),
    ].map(({ status }) => status)
    expect(statuses).toEqual([503, 503, 200])
  })

  it('can be a delay alone', async () => {
    const { call } = createInMemoryTenant({ switches: { managementFault: { latencyMs: 30 } } })
    const startedAt = performance.now()
    expect((await call('GET', '/roles')).status).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29)
  })
})
