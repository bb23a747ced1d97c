import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestService, type TestService } from './test-service.ts'

let service: TestService
let id: string

beforeEach(async () => {
  service = await startTestService()
  id = (await service.invite()).id
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const read = async (path: string, claims: object) =>
  service.api(`/api/invitations/${path}`, { token: await service.tenant.issueAccessToken({ ...claims }) })

describe('accepts', () => {
  test('the inviter', async () => {
    const answer = await read(id, { sub: 'auth0|ada', permissions: ['read:invitations'] })
    expect(answer).toMatchObject({
      status: 200,
      body: { id, status: 'pending', sent_at: expect.any(String) },
    })
  })

  test('an administrator, who may grant anything', async () => {
    const answer = await read(id, { sub: 'auth0|root', permissions: ['read:invitations', 'grant:any'] })
    expect(answer).toMatchObject({ status: 200, body: { id } })
  })

  test('an expired invitation and says so, exactly from that second on', async () => {
    const { body } = await service.api('/api/invitations', {
      body: { invitee: { email: 'late@example.com' }, ttl_sec: 60 },
    })
    const statusNow = async () => (await service.api(`/api/invitations/${body.id}`)).body.status
    const left = Date.parse(String(body.expires_at)) - service.clock.now()
    await service.clock.advance(left - 1)
    expect(await statusNow()).toBe('pending')
    await service.clock.advance(1)
    expect(await statusNow()).toBe('expired')
  })
})

describe('security', () => {
  test("S36 somebody else's invitation is answered exactly like one that is not there", async () => {
    const stranger = { sub: 'auth0|eve', permissions: ['read:invitations', 'create:invitations'] }
    const [notYours, notThere] = [await read(id, stranger), await read('inv_00000000000000000000', stranger)]
    expect(withoutRequestId(notYours.body)).toEqual(withoutRequestId(notThere.body))
    expect([notYours.status, notThere.status]).toEqual([404, 404])
  })

  test('S5 only the exact id finds an invitation', async () => {
    for (const other of [
      id.slice(0, -1),
      `${id}x`,
      '%25',
      '*',
      '%22',
      `${id}%20`,
      id.toUpperCase(),
      `${id}%20OR%201=1`,
      '_'.repeat(id.length),
    ])
      expect((await read(other, { permissions: ['read:invitations', 'grant:any'] })).status).toBe(404)
  })
})

function withoutRequestId(body: Record<string, unknown>) {
  return { ...body, error: { ...(body.error as object), request_id: '' } }
}
