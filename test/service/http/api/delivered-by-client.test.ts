import nock from 'nock'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { operations } from '../../../../service/http/api/operations.ts'
import { openBrowser } from '../browser.ts'
import { accept, makeUser, redeem } from '../invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

const DELIVER = 'deliver:invitations'
const inviting = ['create:invitations', 'read:invitations', 'update:invitations', 'grant:any']

let service: TestService
/** A back end that writes its own messages. */
let writer: Person
/** Another one, which does not. */
let shop: Person
/** An administrator, with the permission of the back end in their token besides. */
let root: Person

beforeAll(async () => {
  service = await startTestService()
  const client = { sub: 'writer@clients', gty: 'client-credentials' }
  writer = as(service, 'shop', { ...client, permissions: [...inviting, DELIVER] })
  shop = as(service, 'shop', { permissions: inviting })
  root = as(service, 'root', { permissions: [...inviting, DELIVER] })
  service.management.scopesOf.set('writer', { scopes: [...inviting, DELIVER], isAll: false })
  service.management.scopesOf.set('shop', { scopes: inviting, isAll: false })
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/invitations'
const own = { delivered_by_client: true } as const
let count = 0
const someone = () => ({ email: `guest${count++}@example.com` })
const create = (by: Person, fields: object = {}) => by.ask('POST', path, { invitee: someone(), ...fields })
const linkIn = ({ body }: { body: Record<string, unknown> }) => String(body.invitation_url)
const pageOf = async (link: string) => (await openBrowser(service.app).get(link)).text
const historyOf = async (id: unknown) => (await root.ask('GET', `${path}/${id}/history`)).body

describe('a client that writes its own messages', () => {
  test('gets the link, sends it itself, and whoever opens it is the invitee', async () => {
    const mails = service.mails.length
    const invitee = someone()
    const answer = await create(writer, { invitee, ...own })
    expect(answer).toMatchObject({
      status: 201,
      body: { send_invitation_email: false, delivered_by_client: true, delivery_status: null },
    })
    await service.worker.drain()
    expect(service.mails.length).toBe(mails)
    const authorization = await accept(openBrowser(service.app), linkIn(answer))
    expect(new URL(authorization.url).searchParams.get('login_hint')).toBe(invitee.email)
    const { body } = await redeem(service, makeUser(service, invitee.email), authorization)
    expect(body.outcome).toBe('redeemed')
  })

  test('S34 is the only one who ever gets it, and once', async () => {
    const { body } = await create(writer, own)
    const at = `${path}/${body.id}`
    for (const by of [writer, shop, root])
      for (const later of [await by.ask('GET', at), await by.ask('PATCH', at, { message: 'Hello' })])
        expect(later.text).not.toMatch(/invitation_url|eyJ/)
  })

  test('S34 is the only one also when somebody else changes something at the same moment', async () => {
    const { body } = await create(writer)
    const at = `${path}/${body.id}`
    const { findInvitation } = service.ledger
    let made = ''
    vi.spyOn(service.ledger, 'findInvitation').mockImplementationOnce(async id => {
      const row = await findInvitation(id)
      made = linkIn(await writer.ask('POST', `${at}/link`, own))
      return row
    })
    const changed = await root.ask('PATCH', at, { message: 'Hello' })
    expect(changed).toMatchObject({ status: 200, body: { message: 'Hello', delivered_by_client: true } })
    expect(made).toContain('/i/eyJ')
    expect(changed.text).not.toMatch(/invitation_url|eyJ/)
  })

  test('is named in the history as whoever vouches', async () => {
    const { body } = await create(writer, own)
    expect(await historyOf(body.id)).toMatchObject({
      events: [
        {
          type: 'created',
          actor: { kind: 'client', id: 'writer@clients' },
          after: { delivery: 'delivered', vouched_by: 'writer@clients' },
        },
      ],
    })
  })

  test('gets another link, by itself or for what it changes; every older one is dead', async () => {
    const first = await create(writer, own)
    const at = `${path}/${first.body.id}`
    const second = await writer.ask('POST', `${at}/link`, own)
    const third = await writer.ask('PATCH', at, { roles: ['Editor'] })
    for (const answer of [second, third])
      expect(answer).toMatchObject({ status: 200, body: { delivered_by_client: true } })
    for (const older of [first, second])
      expect(await pageOf(linkIn(older))).toContain('There’s a newer invitation')
    expect(await pageOf(linkIn(third))).toContain('Accept invitation')
  })

  test('takes over what the service has mailed, and gives it back', async () => {
    const { body } = await create(writer)
    const at = `${path}/${body.id}`
    const taken = await writer.ask('PATCH', at, own)
    expect(taken.body).toMatchObject({ delivered_by_client: true, delivery_status: null })
    expect(await pageOf(linkIn(taken))).toContain('Accept invitation')
    const back = await writer.ask('PATCH', at, { send_invitation_email: true })
    expect(back.body).toMatchObject({ send_invitation_email: true, delivered_by_client: false })
    expect(back.body).not.toHaveProperty('invitation_url')
    expect(await pageOf(linkIn(taken))).toContain('There’s a newer invitation')
  })

  test('may write to telephones, which the service cannot', async () => {
    const invitee = { phone_number: '+493012345680' }
    const answer = await create(writer, { invitee, ...own })
    expect(answer.status).toBe(201)
    // Its message proves the number: the person may sign up as the tenant lets them.
    const { url } = await accept(openBrowser(service.app), linkIn(answer))
    expect(new URL(url).searchParams.has('connection')).toBe(false)
  })

  test('says who writes: not both, and not for a link that several people use', async () => {
    const both = await create(writer, { ...own, send_invitation_email: true })
    expect(both).toMatchObject({ status: 422, body: { error: { field: 'send_invitation_email' } } })
    const sharing = as(service, 'shop', {
      sub: 'writer@clients',
      permissions: [...inviting, 'create:shared_links', DELIVER],
    })
    const shared = await sharing.ask('POST', path, { kind: 'shared', max_uses: 9, ...own })
    expect(shared).toMatchObject({ status: 422, body: { error: { field: 'delivered_by_client' } } })
  })

  test('S16 counts no more, with the links that are out, once it may not vouch any more', async () => {
    const link = linkIn(await create(writer, own))
    service.management.scopesOf.set('writer', { scopes: inviting, isAll: false })
    await service.clock.advance(120_000)
    const browser = openBrowser(service.app)
    const refused = await browser.submit(await browser.get(link))
    expect(refused).toMatchObject({ status: 403, url: expect.stringContaining('/i/accept') })
    service.management.scopesOf.set('writer', { scopes: [...inviting, DELIVER], isAll: false })
    await service.clock.advance(120_000)
    expect((await accept(browser, link)).url).toContain('/authorize?')
  })
})

describe.each<[string, () => Person]>([
  ['a client without the permission', () => shop],
  ['S61 a person, whatever their token allows', () => root],
])('%s', (_, whoever) => {
  test('is refused by name, at creating, editing, and making a link', async () => {
    const by = whoever()
    const refusal = { status: 403, body: { error: { code: 'forbidden', field: 'delivered_by_client' } } }
    const { body } = await create(by)
    const before = await service.ledger.findInvitation(String(body.id))
    for (const answer of [
      await create(by, own),
      await create(by, { ...own, send_invitation_email: false }),
      await by.ask('PATCH', `${path}/${body.id}`, own),
      await by.ask('PATCH', `${path}/${body.id}`, { ...own, roles: ['Editor'] }),
      await by.ask('POST', `${path}/${body.id}/link`, own),
    ]) {
      expect(answer).toMatchObject(refusal)
      expect(answer.text).toContain(`the permission ${DELIVER}`)
      expect(answer.text).not.toMatch(/invitation_url|eyJ/)
    }
    expect(await service.ledger.findInvitation(String(body.id))).toEqual(before)
  })

  test('gets no link of what a client sends itself: an edit of theirs is mailed, a link of theirs was seen', async () => {
    const by = whoever()
    const invitee = someone()
    const { body } = await create(writer, { invitee, ...own })
    const at = `${path}/${body.id}`
    const edited = await by.ask('PATCH', at, { roles: ['Editor'] })
    expect(edited.body).toMatchObject({ send_invitation_email: true, delivered_by_client: false })
    expect(edited.text).not.toMatch(/invitation_url|eyJ/)
    await service.worker.drain()
    expect(service.mails.filter(({ to }) => to === invitee.email)).toHaveLength(1)
    const shown = await by.ask('POST', `${at}/link`)
    expect(shown.body).toMatchObject({ delivered_by_client: false })
    const page = await pageOf(linkIn(shown))
    expect(page).toContain('Send the invitation to')
    expect(page).not.toContain('Accept invitation')
  })
})

test('the reference describes the field wherever it can be asked for, and in every answer', () => {
  const asking = operations
    .filter(({ body }) => body && JSON.stringify(body.toJSONSchema({ io: 'input' })).includes(DELIVER))
    .map(({ id }) => id)
  expect(asking.sort()).toEqual(['createInvitation', 'createInvitationLink', 'updateInvitation'])
})
