import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { accept, makeUser, redeem } from './invitee/invitee-flow.ts'
import { startTestService, type TestService } from './test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ LOG_LEVEL: 'info' })
})
beforeEach(() => void service.logLines.splice(0))
afterAll(() => service.close())

const lines = () => service.logLines.map(line => JSON.parse(line) as Record<string, unknown>)
const requests = () => lines().filter(({ event }) => event === 'request')
const ask = (path: string, headers: Record<string, string> = {}) =>
  service.app.request(`https://guestlist.example${path}`, { headers })

describe('the line of a request', () => {
  it.each([
    ['/api/invitations/inv_1', '/api/invitations/:id'],
    ['/api/nothing', 'none'],
    ['/i/code', '/i/code'],
    ['/i/eyJhbGciOiJFZERTQSJ9.canary', '/i/:token'],
    ['/admin/invitations', '/admin/invitations'],
    ['/canary', 'none'],
  ])('for %s has the pattern %s, and no more of the path', async (path, route) => {
    await ask(path)
    expect(requests().map(line => line.route)).toEqual([route])
    expect(service.logLines.join('\n')).not.toContain('canary')
  })

  it('has the id that a proxy has given, as has the answer, and else one of its own', async () => {
    const given = '0123456789abcdef0123456789abcdef'
    expect((await ask('/canary', { 'x-request-id': given })).headers.get('x-request-id')).toBe(given)
    const other = await ask('/canary', { 'x-request-id': 'rosa@example.org' })
    expect(other.headers.has('x-request-id')).toBe(false)
    expect(requests().map(line => line.requestId)).toEqual([given, expect.stringMatching(/^[0-9a-f-]{36}$/)])
  })

  it('has the trace that it belongs to (W3C Trace Context)', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    await ask('/canary', { traceparent: `00-${trace}-00f067aa0ba902b7-01` })
    await ask('/canary', { traceparent: 'canary' })
    expect(requests().map(line => line.traceId)).toEqual([trace, undefined])
  })

  it('is not written for health checks, unless one fails', async () => {
    await ask('/health/live')
    await ask('/health/ready')
    expect(requests()).toEqual([])
    service.readiness.isReady = false
    await ask('/health/ready')
    service.readiness.isReady = true
    expect(requests()).toMatchObject([{ route: '/health/ready', status: 503 }])
  })

  it('says why the API refused, by its code and field', async () => {
    await service.api('/api/invitations', { body: { invitee: { email: 'nobody' } } })
    expect(requests()).toMatchObject([
      {
        method: 'POST',
        route: '/api/invitations',
        status: 422,
        code: 'invalid_field',
        field: 'invitee.email',
      },
    ])
  })
})

describe('one invitation', () => {
  it('can be followed by ids alone, from the API call to the role in the tenant', async () => {
    const { id, link } = await service.invite({ roles: ['Editor'] })
    const authorization = await accept(openBrowser(service.app), link)
    const user = makeUser(service, 'grace@example.com')
    await redeem(service, user, authorization)
    await service.clock.advance(2_000)
    await service.worker.drain()
    const about = lines().filter(line => [line.invitation, line.subject].includes(id))
    expect(about).toMatchObject([
      { event: 'request', route: '/api/invitations', status: 201 },
      { event: 'work.done', kind: 'invitation_mail' },
      { event: 'request', route: '/actions/redemption', outcome: 'redeemed', user: user.userId },
    ])
    const { redemption } = about[2] ?? {}
    const granted = lines().filter(({ subject }) => subject === redemption)
    expect(granted).toMatchObject([{ event: 'work.done', kind: 'grant' }])
    expect(service.management.rolesOf.get(user.userId)).toHaveLength(1)
  })

  it('says with one line why somebody was refused', async () => {
    const { link } = await service.invite({ invitee: { email: 'kim@example.com' } })
    const authorization = await accept(openBrowser(service.app), link)
    await redeem(service, makeUser(service, 'mallory@example.com'), authorization)
    expect(requests().at(-1)).toMatchObject({
      route: '/actions/redemption',
      outcome: 'refused',
      code: 'address_mismatch',
      connection: 'auth0',
    })
    expect(service.logLines.join('\n')).not.toContain('@')
  })
})
