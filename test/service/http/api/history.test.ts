import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { accept, makeUser, redeem } from '../invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let ada: Person
let root: Person

interface EventJson {
  id: string
  type: string
  actor: { kind: string; id: string | null }
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

beforeEach(async () => {
  service = await startTestService()
  ;[ada, root] = [as(service, 'ada'), as(service, 'root')]
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/invitations'

const historyOf = async (id: unknown, person = root) =>
  (await person.ask('GET', `${path}/${id}/history`)).body.events as EventJson[]

/** Invites somebody and changes the invitation in every way. */
async function live(email: string): Promise<string> {
  const { body } = await ada.ask('POST', path, {
    invitee: { email },
    message: 'A secret word',
    profile: { name: 'Secret Name' },
    external_id: 'crm-1',
  })
  await service.worker.drain()
  await service.clock.advance(60_000)
  await ada.ask('POST', `${path}/${body.id}/resend`)
  await ada.ask('POST', `${path}/${body.id}/extend`, { ttl_sec: 1_209_600 })
  await root.ask('PATCH', `${path}/${body.id}`, {
    roles: ['Editor'],
    app_metadata: { order: 'secret value' },
  })
  await ada.ask('POST', `${path}/${body.id}/revoke`)
  return String(body.id)
}

describe('the history of an invitation', () => {
  test('says what happened, in its order, who did it, and what was before and after', async () => {
    const events = await historyOf(await live('history@example.com'))
    expect(events.map(({ type }) => type)).toEqual([
      'created',
      'sent',
      'resent',
      'extended',
      'updated',
      'revoked',
    ])
    expect(events.map(({ actor }) => actor)).toEqual([
      { kind: 'person', id: 'auth0|ada' },
      { kind: 'system', id: null },
      { kind: 'person', id: 'auth0|ada' },
      { kind: 'person', id: 'auth0|ada' },
      { kind: 'person', id: 'auth0|root' },
      { kind: 'person', id: 'auth0|ada' },
    ])
    expect(events[4]).toMatchObject({ before: { roles: [] }, after: { roles: ['Editor'] } })
    expect(events[5]).toMatchObject({ before: { status: 'pending' }, after: { status: 'revoked' } })
  })

  test('names what is personal as changed, and never its value', async () => {
    const id = await live('personal@example.com')
    await root.ask('POST', `${path}/${id}/erase`)
    const text = JSON.stringify(await historyOf(id))
    for (const secret of ['personal@example.com', 'secret word', 'Secret Name', 'secret value', 'eyJ', '/i/'])
      expect(text).not.toContain(secret)
    expect(text).toContain('app_metadata')
  })

  test('is the same to its inviter as to an administrator', async () => {
    const id = await live('same@example.com')
    expect(await historyOf(id, ada)).toEqual(await historyOf(id))
  })

  test('comes in pages that miss nothing', async () => {
    const id = await live('pages@example.com')
    const all = await historyOf(id)
    const seen: EventJson[] = []
    let next: unknown = ''
    while (next !== undefined) {
      const { body } = await ada.ask('GET', `${path}/${id}/history?take=4${next ? `&from=${next}` : ''}`)
      seen.push(...(body.events as EventJson[]))
      next = body.next
    }
    expect(seen).toEqual(all)
    const whole = await ada.ask('GET', `${path}/${id}/history?take=${all.length}`)
    expect(whole.body).not.toHaveProperty('next')
  })

  test.each([
    ['take', 'take=0'],
    ['from', 'from=first'],
  ])('refuses an invalid %s', async (field, query) => {
    const id = await live(`${field}@example.com`)
    expect(await ada.ask('GET', `${path}/${id}/history?${query}`)).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field } },
    })
  })
})

describe('who joined through what', () => {
  test('is said by the invitation and by the user, and in the history', async () => {
    const invited = await service.invite({ invitee: { email: 'joins@example.com' } })
    const accepted = await accept(openBrowser(service.app), invited.link)
    const user = makeUser(service, 'joins@example.com')
    await redeem(service, user, accepted)
    await service.clock.advance(3_000)
    await service.worker.drain()
    const { body } = await root.ask('GET', `${path}/${invited.id}`)
    expect(body).toMatchObject({
      status: 'accepted',
      uses: 1,
      redemptions: [{ user_id: user.userId, account: 'new', granted_at: expect.any(String) }],
    })
    const byUser = await root.ask('GET', `/api/users/${encodeURIComponent(user.userId)}/invitations`)
    expect(byUser.body.invitations).toEqual([body])
    const events = await historyOf(invited.id)
    expect(events.map(({ type }) => type)).toEqual([
      'created',
      'sent',
      'opened',
      'accepted',
      'grant_completed',
    ])
    expect(events[3]).toMatchObject({ actor: { kind: 'invitee', id: user.userId } })
  })

  test('is said of each use by a user, the latest first', async () => {
    const ids: string[] = []
    for (let use = 1; use <= 2; use++) {
      const { id, link } = await service.invite({ invitee: { email: 'twice@example.com' } })
      const known = service.management.users.find(({ email }) => email === 'twice@example.com')
      const user = known ?? makeUser(service, 'twice@example.com', { emailVerified: true })
      await redeem(service, user, await accept(openBrowser(service.app), link))
      await service.clock.advance(60_000)
      ids.unshift(id)
    }
    const { body } = await root.ask('GET', '/api/users/auth0%7Ctwiceexamplecom/invitations')
    expect((body.invitations as { id: string }[]).map(({ id }) => id)).toEqual(ids)
  })

  test("S33 an inviter learns nothing about the users of others' invitations", async () => {
    const id = encodeURIComponent('auth0|joinsexamplecom')
    const [theirs, nobodys] = [
      await as(service, 'eve').ask('GET', `/api/users/${id}/invitations`),
      await as(service, 'eve').ask('GET', '/api/users/auth0%7Cnobody/invitations'),
    ]
    expect([theirs.status, theirs.body]).toEqual([200, { invitations: [] }])
    expect([nobodys.status, nobodys.body]).toEqual([200, { invitations: [] }])
  })
})

describe('erasing', () => {
  test('takes out what is personal, and leaves what is counted', async () => {
    const { body } = await ada.ask('POST', path, {
      invitee: { email: 'erase@example.com' },
      message: 'Hello Grace',
      profile: { name: 'Grace' },
      external_id: 'crm-erase',
    })
    const total = async () =>
      (await root.ask('GET', `${path}?external_id=crm-erase&include_totals=true`)).body.total
    expect(await total()).toBe(1)
    const answer = await root.ask('POST', `${path}/${body.id}/erase`)
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: body.id,
        status: 'revoked',
        invitee: { email: null, phone_number: null },
        inviter: { id: 'auth0|ada', name: null },
        message: null,
        profile: {},
        app_metadata: {},
        user_metadata: {},
        erased_at: expect.any(String),
      },
    })
    expect(await total()).toBe(1)
    expect((await root.ask('GET', `${path}?email=erase@example.com`)).body.invitations).toEqual([])
    expect((await root.ask('POST', `${path}/${body.id}/erase`)).body).toEqual(answer.body)
  })

  test('is for administrators, also of what an inviter has made themselves', async () => {
    const { body } = await ada.ask('POST', path, { invitee: { email: 'mine@example.com' } })
    expect(await ada.ask('POST', `${path}/${body.id}/erase`)).toMatchObject({
      status: 403,
      body: { error: { code: 'insufficient_permissions' } },
    })
  })
})
