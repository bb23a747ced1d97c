import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ApiOperation } from '../../../../service/http/api/operation.ts'
import { operations } from '../../../../service/http/api/operations.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as } from './people.ts'

let service: TestService

beforeEach(async () => {
  service = await startTestService()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** Every operation on one invitation, from the document: none can be forgotten. */
const onOne = operations.filter(({ path }) => path.startsWith('/api/invitations/{id}'))

let count = 0

async function invite(): Promise<string> {
  const { body } = await as(service, 'ada').ask('POST', '/api/invitations', {
    invitee: { email: `guest${count++}@example.com` },
  })
  return String(body.id)
}

function toPath({ path }: ApiOperation, id: string): string {
  return path.replace('{id}', id)
}

function withoutRequestId({ status, body }: { status: number; body: Record<string, unknown> }) {
  return { status, body: { error: { ...(body.error as object), request_id: '' } } }
}

test('there are operations on one invitation', () => {
  expect(onOne.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['getInvitation', 'resendInvitation', 'revokeInvitation', 'updateInvitation']),
  )
})

describe.each(onOne.map(operation => [operation.id, operation] as const))('S33 %s', (_id, operation) => {
  const { method, example, permissions } = operation

  test('checks the scope of the caller, not only the id: "not yours" is exactly "not there"', async () => {
    const id = await invite()
    const before = await service.ledger.findInvitation(id)
    // Whatever the operation needs, and no right to look after others' invitations.
    const eve = as(service, 'eve')
    const [notYours, notThere] = [
      await eve.ask(method, toPath(operation, id), example.body),
      await eve.ask(method, toPath(operation, 'inv_00000000000000000000'), example.body),
    ]
    expect(withoutRequestId(notYours)).toEqual(withoutRequestId(notThere))
    // What only administrators may do is refused by the token alone.
    expect(notYours.status).toBe(permissions.includes('grant:any') ? 403 : 404)
    expect(await service.ledger.findInvitation(id)).toEqual(before)
  })

  test('S5 finds only the exact id', async () => {
    const id = await invite()
    const before = await service.ledger.findInvitation(id)
    const others = [
      id.slice(0, -1),
      `${id}x`,
      '%25',
      '*',
      '%22',
      `${id}%20`,
      id.toUpperCase(),
      `${id}%20OR%201=1`,
    ]
    for (const other of [...others, '_'.repeat(id.length)]) {
      const answer = await as(service, 'root').ask(method, toPath(operation, other), example.body)
      expect(answer.status, other).toBe(404)
    }
    expect(await service.ledger.findInvitation(id)).toEqual(before)
  })

  test('lets an administrator', async () => {
    const id = await invite()
    await service.clock.advance(120_000)
    const body = method === 'patch' ? { message: 'Hello' } : example.body
    const answer = await as(service, 'root').ask(method, toPath(operation, id), body)
    expect([200, 204]).toContain(answer.status)
  })
})
