import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { operations } from '../../../../service/http/api/operations.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let ada: Person
let root: Person

beforeEach(async () => {
  service = await startTestService({
    LOG_LEVEL: 'debug',
    WEBHOOKS: JSON.stringify([{ url: 'https://hooks.acme.example/', secret: `whsec_${'a'.repeat(32)}` }]),
  })
  ;[ada, root] = [as(service, 'ada'), as(service, 'root')]
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/invitations'
/** What a usable link or token looks like, whole or cut off. */
const LINK = /\/i\/[\w.-]+|eyJ[\w-]+\.|invitation_url/

/** The operations whose answer may hold a link, by the document. */
const withLink = ['createInvitation', 'createInvitationLink', 'updateInvitation']

test('S34 by the document, only three operations may answer with a link', () => {
  const promising = operations
    .filter(({ answers }) =>
      answers.some(({ content = [] }) =>
        content.some(
          part => 'schema' in part && JSON.stringify(part.schema.toJSONSchema()).includes('invitation_url'),
        ),
      ),
    )
    .map(({ id }) => id)
  expect(promising.sort()).toEqual(withLink)
})

describe.each([
  ['delivered', {}],
  ['handed out', { send_invitation_email: false }],
])('S34 of an invitation that is %s', (_delivery, fields) => {
  let id: string

  beforeEach(async () => {
    const invitee = { email: `${_delivery.replace(' ', '-')}@example.com` }
    const { body } = await ada.ask('POST', path, { invitee, ...fields })
    id = String(body.id)
    await service.worker.drain()
    await service.clock.advance(120_000)
  })

  const others = operations.filter(operation => !withLink.includes(operation.id))

  test.each(others.map(operation => [operation.id, operation] as const))(
    '%s answers without a link, to the inviter and to administrators',
    async (_id, { method, path: template, example }) => {
      const target = template.replace('{id}', id).replace('{user_id}', 'auth0%7Cada')
      // Read first: what revokes or erases comes when nothing else is asked any more.
      for (const person of [ada, root]) {
        const answer = await person.ask(method, target, method === 'get' ? undefined : example.body)
        expect(answer.text).not.toMatch(LINK)
        expect(JSON.stringify([...answer.headers])).not.toMatch(LINK)
      }
    },
  )
})

describe('S34 the link is in an answer exactly once', () => {
  afterEach(() => {
    expect(service.logLines).not.toHaveLength(0)
    expect(service.logLines.join('\n')).not.toMatch(/eyJ[\w-]+\./)
  })

  test('for whoever makes it, and in no later one', async () => {
    const { body } = await ada.ask('POST', path, {
      invitee: { email: 'once@example.com' },
      send_invitation_email: false,
    })
    expect(body.invitation_url).toBeDefined()
    const later = [
      await ada.ask('GET', `${path}/${body.id}`),
      await ada.ask('GET', path),
      await ada.ask('GET', `${path}/export?format=ndjson`),
      await ada.ask('PATCH', `${path}/${body.id}`, { message: 'Hello' }),
      await ada.ask('PATCH', `${path}/${body.id}`, {}),
      await ada.ask('POST', `${path}/${body.id}/extend`, { ttl_sec: 1_209_600 }),
    ]
    for (const answer of later) {
      expect(answer.status).toBe(200)
      expect(answer.text).not.toMatch(LINK)
    }
  })

  test('the link of a delivered invitation is shown to nobody, however it is asked for', async () => {
    const { body } = await root.ask('POST', path, { invitee: { email: 'mailbox@example.com' } })
    await service.worker.drain()
    await service.clock.advance(120_000)
    for (const answer of [
      await root.ask('PATCH', `${path}/${body.id}`, { roles: ['Editor'] }),
      await root.ask('PATCH', `${path}/${body.id}`, { send_invitation_email: true }),
      await root.ask('POST', path, {
        invitee: { email: 'mailbox@example.com' },
        on_live_invitation: 'extend',
        ttl_sec: 1_209_600,
        send_invitation_email: false,
      }),
    ]) {
      expect(answer.status).toBe(200)
      expect(answer.text).not.toMatch(LINK)
    }
  })
})
