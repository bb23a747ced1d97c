import { once } from 'node:events'
import { type ServerType, serve } from '@hono/node-server'
import nock from 'nock'
import { OpenAPIClientAxios } from 'openapi-client-axios'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findFreePort } from '../../../../local-tenant/free-port.ts'
import { operations } from '../../../../service/http/api/operations.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { expectDocumented } from './documented.ts'

let service: TestService
let server: ServerType
let origin: string
let client: Client
/** One method for each operation, made by a generator that knows nothing but the document. */
type Client = (
  name: string,
  parameters?: Record<string, string>,
  body?: object,
  headers?: Record<string, string>,
) => Promise<{
  status: number
  headers: Record<string, string>
  // biome-ignore lint/suspicious/noExplicitAny: what the document promises is checked for each answer.
  body: any
}>

beforeEach(async () => {
  const port = await findFreePort()
  origin = `http://localhost:${port}`
  service = await startTestService({ PUBLIC_URL: origin })
  nock.enableNetConnect(`localhost:${port}`)
  server = serve({ fetch: service.app.fetch, port })
  if (!server.listening) await once(server, 'listening')
  client = await generateClient()
})
afterEach(async () => {
  server.close()
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

async function generateClient(): Promise<Client> {
  const generator = new OpenAPIClientAxios({
    definition: `${origin}/openapi.json`,
    axiosConfigDefaults: { validateStatus: () => true },
  })
  const generated = await generator.init()
  return async (name, parameters, body, headers) => {
    const operation = generated.api.getOperation(name)
    const method = generated[name]
    if (!operation || !method) throw new TypeError(`the document has no ${name}`)
    const claims = { permissions: Object.values(operation.security?.[0] ?? {}).flat() }
    // Just what the document says that the operation needs, and to be an administrator.
    claims.permissions.push('grant:any', 'grant:metadata')
    const authorization = `Bearer ${await service.tenant.issueAccessToken(claims)}`
    const answer = await method(parameters, body, { headers: { authorization, ...headers } })
    expectDocumented(operation.method, String(answer.config.url), {
      status: answer.status,
      body: answer.data,
    })
    return {
      status: answer.status,
      headers: { ...(answer.headers as Record<string, string>) },
      body: answer.data,
    }
  }
}

/** Opens a link as somebody without cookies does, over the network. */
const opens = async (link: string) => (await fetch(link)).status

/** Every operation of the document is asked for, with an answer that the document promises. */
describe('a client generated from the document of the running service', () => {
  const body = { invitee: { email: 'grace@example.com' }, roles: ['Editor'], send_invitation_email: false }
  let id: string
  let link: string

  /** Three invitations of one batch, two of them revoked together with the third. */
  async function revokeBatch() {
    for (const number of [1, 2, 3])
      await client('createInvitation', undefined, {
        invitee: { email: `guest${number}@example.com` },
        external_id: 'batch',
      })
    return (await client('revokeInvitations', undefined, { external_id: 'batch' })).body
  }

  beforeEach(async () => {
    const created = await client('createInvitation', undefined, body)
    ;({ id, invitation_url: link } = created.body)
  })

  test('creates an invitation, once for each key', async () => {
    const asked = { ...body, invitee: { email: 'alan@example.com' } }
    const created = await client('createInvitation', undefined, asked, { 'Idempotency-Key': 'order-4711' })
    expect(created.status).toBe(201)
    expect(created.headers.location).toBe(`${origin}/api/invitations/${created.body.id}`)
    expect(await opens(created.body.invitation_url)).toBe(200)
    const again = await client('createInvitation', undefined, asked, { 'Idempotency-Key': 'order-4711' })
    expect(again.body).toEqual(created.body)
  })

  test('lists, filters and counts', async () => {
    const { body } = await client('listInvitations', {
      status: 'pending',
      include_totals: 'true',
      take: '10',
    })
    expect(body).toMatchObject({ invitations: [{ id, roles: ['Editor'] }], total: 1, counts: { pending: 1 } })
    expect((await client('listInvitations', { role: 'Viewer' })).body.invitations).toEqual([])
  })

  test('edits, and has the new link', async () => {
    const changes = { roles: ['Viewer'], external_id: 'crm-1' }
    const { status, body } = await client('updateInvitation', { id }, changes)
    expect(status).toBe(200)
    expect(body).toMatchObject(changes)
    expect([await opens(link), await opens(body.invitation_url)]).toEqual([410, 200])
  })

  test('resends: a mail goes out, and the link that was handed out is dead', async () => {
    const { status, body } = await client('resendInvitation', { id })
    expect([status, body.send_invitation_email]).toEqual([200, true])
    await service.worker.drain()
    expect(service.mails.map(({ to }) => to)).toEqual(['grace@example.com'])
    expect(await opens(link)).toBe(410)
    const soon = await client('resendInvitation', { id })
    expect(soon).toMatchObject({ status: 429, body: { error: { limit: 'cool_down' } } })
    expect(soon.headers['retry-after']).toBe('60')
  })

  test('extends', async () => {
    const before = await client('getInvitation', { id })
    const { body } = await client('extendInvitation', { id }, { ttl_sec: 1_209_600 })
    expect(Date.parse(body.expires_at)).toBeGreaterThan(Date.parse(before.body.expires_at))
  })

  test('makes a new link', async () => {
    const { body } = await client('createInvitationLink', { id })
    expect(await opens(body.invitation_url)).toBe(200)
    expect((await client('getInvitation', { id })).body).not.toHaveProperty('invitation_url')
  })

  test('reads the history', async () => {
    await client('updateInvitation', { id }, { external_id: 'crm-1' })
    await client('resendInvitation', { id })
    await service.worker.drain()
    await client('extendInvitation', { id }, { ttl_sec: 1_209_600 })
    await client('createInvitationLink', { id })
    const { body } = await client('getInvitationHistory', { id })
    const types = body.events.map(({ type }: { type: string }) => type)
    expect(types).toEqual(['created', 'updated', 'resent', 'sent', 'extended', 'updated'])
  })

  test('revokes, once', async () => {
    expect((await client('revokeInvitation', { id })).body.status).toBe('revoked')
    expect(await client('revokeInvitation', { id })).toMatchObject({
      status: 409,
      body: { error: { code: 'not_pending' } },
    })
  })

  test('revokes by filter, and learns how many', async () => {
    expect(await revokeBatch()).toEqual({ revoked: 3 })
  })

  test('exports as CSV and NDJSON', async () => {
    await revokeBatch()
    const csv = await client('exportInvitations', { status: 'revoked' })
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(4)
    const ndjson = await client('exportInvitations', { format: 'ndjson', external_id: 'batch' })
    expect(ndjson.body.trimEnd().split('\n')).toHaveLength(3)
  })

  test('asks for policy, users, deliveries and erasure', async () => {
    expect((await client('getPolicy')).body.grantable.roles).toBeNull()
    expect((await client('listUserInvitations', { user_id: 'auth0|nobody' })).body.invitations).toEqual([])
    expect((await client('listWebhookDeliveries')).body.deliveries).toEqual([])
    expect((await client('replayWebhookDelivery', { id: '1' })).status).toBe(404)
    await client('revokeInvitation', { id })
    expect((await client('eraseInvitation', { id })).body.invitee.email).toBeNull()
    expect((await client('deleteInvitation', { id })).status).toBe(409)
  })

  test.each(operations.map(({ id: name, example }) => ({ name, example })))(
    'gets an answer that the document promises from $name',
    async ({ name, example }) => {
      const { status } = await client(name, { ...example.parameters, ...example.query }, example.body)
      expect(status).toBeLessThan(500)
    },
  )
})
