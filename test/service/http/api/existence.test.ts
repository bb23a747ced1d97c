import nock from 'nock'
import { afterAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { accept, makeUser, redeem } from '../invitee/invitee-flow.ts'
import { type ApiAnswer, startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

afterAll(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/invitations'

/** One address with an account, and one without. */
const [known, unknown] = ['member@example.com', 'nobody@example.com']

/** All that an answer says, with what must differ between two invitations taken out. */
function comparable({ status, text, headers }: ApiAnswer): unknown {
  const sameForAll = (part: string) =>
    part
      .replaceAll(known, 'address')
      .replaceAll(unknown, 'address')
      .replace(/(inv|red)_[\w-]+/g, 'id')
      .replace(/auth0\|\w+examplecom/g, 'user')
      .replace(/"request_id":"[^"]+"/, '')
      .replace(/\/i\/[\w.-]+/g, '/i/')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'instant')
      .replace(/"id":"\d+"/g, '"id":""')
  return { status, text: sameForAll(text), headers: [...headers].map(pair => sameForAll(pair.join(': '))) }
}

/** The tenant knows one of the two addresses. */
async function start(visibleTo: string): Promise<TestService> {
  const service = await startTestService({ EXISTENCE_VISIBLE_TO: visibleTo })
  makeUser(service, known, {
    emailVerified: true,
    createdAt: new Date(service.clock.now() - 86_400_000),
    loginsCount: 5,
  })
  return service
}

const everyWay = [
  {},
  { send_invitation_email: false },
  { on_existing_user: 'refuse' },
  { on_existing_user: 'refuse', send_invitation_email: false },
  { on_live_invitation: 'replace', on_existing_user: 'refuse' },
]

/** The life of an invitation for an address, as far as it goes without the invitee. */
async function live(
  service: TestService,
  person: Person,
  email: string,
  fields: object,
): Promise<ApiAnswer[]> {
  const created = await person.ask('POST', path, { invitee: { email }, ...fields })
  const id = String(created.body.id)
  await service.clock.advance(120_000)
  return [
    created,
    await person.ask('GET', `${path}/${id}`),
    await person.ask('PATCH', `${path}/${id}`, { invitee: { email: `other-${email}` } }),
    await person.ask('PATCH', `${path}/${id}`, { invitee: { email } }),
    await person.ask('GET', `${path}?email=${email}`),
    await person.ask('GET', `${path}/${id}/history`),
    await person.ask('POST', `${path}/${id}/revoke`),
  ]
}

describe.each([
  ['administrators', 'ada'],
  ['nobody', 'ada'],
  ['nobody', 'root'],
] as const)('EXISTENCE_VISIBLE_TO=%s, asked by %s', (visibleTo, name) => {
  test.each(everyWay)('S41 answers alike for addresses with and without an account: %j', async fields => {
    const service = await start(visibleTo)
    const person = as(service, name)
    const withAccount = await live(service, person, known, fields)
    const without = await live(service, person, unknown, fields)
    expect(withAccount[0]?.status).toBe(201)
    expect(withAccount.map(comparable)).toEqual(without.map(comparable))
    // And takes no other time: the tenant is not even asked.
    expect(service.management.requests).not.toContain('findUsersByEmail')
    await service.close()
  })

  test('does not say afterwards whether the account was made for the invitation', async () => {
    const service = await start(visibleTo)
    const person = as(service, name)
    // Whoever joins needs an inviter whom the tenant knows.
    const answers: ApiAnswer[][] = []
    for (const email of [known, unknown]) {
      const { body } = await as(service, 'ada').ask('POST', path, { invitee: { email } })
      await service.worker.drain()
      const handoff = await accept(openBrowser(service.app), await service.linkOf(String(body.id)))
      const user = service.management.users.find(one => one.email === email) ?? makeUser(service, email)
      expect((await redeem(service, user, handoff)).body.outcome).toBe('redeemed')
      answers.push([
        await person.ask('GET', `${path}/${body.id}`),
        await person.ask('GET', `${path}/${body.id}/history`),
        await person.ask('GET', `${path}/export?format=ndjson&email=${email}`),
        await person.ask('GET', `/api/users/${encodeURIComponent(user.userId)}/invitations`),
      ])
    }
    const [withAccount = [], without = []] = answers
    expect(withAccount.map(comparable)).toEqual(without.map(comparable))
    expect(withAccount[0]?.body.redemptions).toMatchObject([{ account: null }])
    await service.close()
  })
})

describe.each([
  ['administrators', 'root'],
  ['inviters', 'ada'],
] as const)('EXISTENCE_VISIBLE_TO=%s, asked by %s', (visibleTo, name) => {
  test('says that the address has an account, where it was to be refused', async () => {
    const service = await start(visibleTo)
    const person = as(service, name)
    const refusing = { on_existing_user: 'refuse' }
    expect(await person.ask('POST', path, { invitee: { email: known }, ...refusing })).toMatchObject({
      status: 409,
      body: { error: { code: 'user_exists', field: 'invitee.email' } },
    })
    expect((await person.ask('POST', path, { invitee: { email: unknown }, ...refusing })).status).toBe(201)
    expect((await person.ask('POST', path, { invitee: { email: known } })).status).toBe(201)
    await service.close()
  })
})

test('on_existing_user: refuse refuses at acceptance, where creation may not tell', async () => {
  const service = await start('administrators')
  const body = { invitee: { email: known }, on_existing_user: 'refuse' }
  const created = await as(service, 'ada').ask('POST', path, body)
  await service.worker.drain()
  const handoff = await accept(openBrowser(service.app), await service.linkOf(String(created.body.id)))
  const user = service.management.users.find(({ email }) => email === known)
  if (!user) throw new TypeError('no user')
  expect((await redeem(service, user, handoff)).body).toMatchObject({
    outcome: 'refused',
    code: 'account_exists',
  })
  await service.close()
})
