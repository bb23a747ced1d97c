import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser } from '../http/browser.ts'
import { accept, makeUser, redeem } from '../http/invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../http/test-service.ts'

const policy = {
  blocked_domains: ['evil.example'],
  limits: { per_inviter_per_day: 4 },
  roles: {
    Inviter: { grantable_roles: ['Viewer'], metadata_keys: ['team'], overwrite_metadata_keys: ['plan'] },
  },
}
const inviterPermissions = ['create:invitations', 'read:invitations', 'update:invitations', 'grant:metadata']

let folder: string
let service: TestService
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guestlist-policy-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  nock.cleanAll()
  nock.enableNetConnect()
})

beforeEach(async () => {
  const POLICY_FILE = join(folder, 'policy.json')
  await writeFile(POLICY_FILE, JSON.stringify(policy))
  service = await startTestService({ POLICY_FILE })
  const { management } = service
  management.roles.push({ id: 'rol_inviter', name: 'Inviter' })
  management.permissionsOf.set(
    'rol_inviter',
    inviterPermissions.map(name => ({ api: String(service.env.API_AUDIENCE), name })),
  )
  makeUser(service, 'carol@acme.example', { userId: 'auth0|carol' })
  management.rolesOf.set('auth0|carol', new Set(['rol_inviter']))
})
afterEach(() => service.close())

/** Carol is an inviter without grant:any. */
async function ask(method: string, path: string, body?: unknown) {
  const claims = { sub: 'auth0|carol', permissions: inviterPermissions }
  const token = await service.tenant.issueAccessToken(claims)
  return service.api(path, { method, token, ...(body !== undefined && { body }) })
}

const invite = (fields: object = {}) =>
  ask('POST', '/api/invitations', { invitee: { email: 'grace@example.com' }, ...fields })

/** Invites Grace and has her press Accept; returns her login, to be made as often as a test likes. */
async function acceptAs(fields: object = {}) {
  const { body } = await invite(fields)
  await service.worker.drain()
  const authorization = await accept(openBrowser(service.app), await service.linkOf(String(body.id)))
  const user = makeUser(service, 'grace@example.com', { appMetadata: { plan: 'gold', team: 'old' } })
  const id = String(body.id)
  return { id, user, logIn: async () => (await redeem(service, user, authorization)).body }
}

const statusOf = async (id: string) => (await ask('GET', `/api/invitations/${id}`)).body.status

describe('S16: an inviter who is blocked between invitation and login', () => {
  it('S16: lets nobody in; the invitation is not used up, and works when the block was a mistake', async () => {
    const { id, logIn } = await acceptAs({ roles: ['Viewer'] })
    const carol = service.management.users.find(({ userId }) => userId === 'auth0|carol')
    Object.assign(carol ?? {}, { blocked: true })
    await service.clock.advance(60_000)
    expect(await logIn()).toMatchObject({ outcome: 'refused', code: 'inviter_not_allowed' })
    expect(await statusOf(id)).toBe('pending')
    Object.assign(carol ?? {}, { blocked: false })
    await service.clock.advance(60_000)
    expect(await logIn()).toMatchObject({ outcome: 'redeemed', grant: { roles: ['Viewer'] } })
    expect(await statusOf(id)).toBe('accepted')
  })

  it('S16: takes away nothing from somebody who has joined already, and tells them nothing else', async () => {
    const { user, logIn } = await acceptAs({ roles: ['Viewer'] })
    await logIn()
    service.management.rolesOf.get('auth0|carol')?.clear()
    await service.clock.advance(60_000)
    expect(await logIn()).toMatchObject({ outcome: 'redeemed', grant: { roles: ['Viewer'] } })
    expect(await service.ledger.findRefusalsOfUser(user.userId)).toEqual([])
  })

  it('S16: is told to the person who opens the link', async () => {
    const { body } = await invite()
    service.management.rolesOf.get('auth0|carol')?.clear()
    const browser = openBrowser(service.app)
    const page = await browser.submit(await browser.get(await service.linkOf(String(body.id))))
    expect(page.status).toBe(403)
    expect(page.text).toContain('can no longer invite you to this')
    expect(await statusOf(String(body.id))).toBe('pending')
  })

  it('S16: counts while the tenant is down, as long as a handoff lives', async () => {
    const { logIn } = await acceptAs()
    service.management.isDown = true
    await service.clock.advance(15 * 60_000 - 1_000)
    expect(await logIn()).toMatchObject({ outcome: 'redeemed' })
  })

  it('S16: who cannot be asked about lets nobody in, and nothing is used up', async () => {
    const { body } = await invite()
    service.management.isDown = true
    const browser = openBrowser(service.app)
    const link = await service.linkOf(String(body.id))
    const page = await browser.submit(await browser.get(link))
    expect(page.text).toContain('check invitations right now')
    service.management.isDown = false
    expect(await statusOf(String(body.id))).toBe('pending')
    expect((await accept(openBrowser(service.app), link)).handoff).not.toBe('')
  })
})

describe('S32: an inviter without grant:any', () => {
  it('S32: gives what they have and what the policy lists, at creation and in an edit', async () => {
    const refused = { status: 403, body: { error: { code: 'forbidden', field: 'roles' } } }
    expect(await invite({ roles: ['Editor'] })).toMatchObject(refused)
    const { body, status } = await invite({ roles: ['Inviter', 'Viewer'] })
    expect(status).toBe(201)
    expect(await ask('PATCH', `/api/invitations/${body.id}`, { roles: ['Editor'] })).toMatchObject(refused)
    expect((await ask('GET', `/api/invitations/${body.id}`)).body.roles).toEqual(['Inviter', 'Viewer'])
  })

  it('S32: passes on to nobody else what an administrator has put into their invitation', async () => {
    const { body } = await invite()
    const path = `/api/invitations/${body.id}`
    expect((await service.api(path, { method: 'PATCH', body: { roles: ['Editor'] } })).status).toBe(200)
    expect(await ask('PATCH', path, { invitee: { email: 'eve@example.com' } })).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden', field: 'roles' } },
    })
    expect((await ask('PATCH', path, { external_id: 'x' })).status).toBe(200)
  })

  it('S33: may not look at, and so not judge, what is somebody else’s', async () => {
    const { id } = await service.invite({ invitee: { email: 'else@example.com' }, roles: ['Editor'] })
    for (const changes of [{ roles: ['Viewer'] }, { roles: ['Editor'] }, { app_metadata: { team: 1 } }])
      expect(await ask('PATCH', `/api/invitations/${id}`, changes)).toMatchObject({
        status: 404,
        body: { error: { code: 'not_found' } },
      })
  })
})

describe('S53: metadata of a user', () => {
  it('S53: is set where the policy lists the key, and replaced only where it lists it for that', async () => {
    expect(await invite({ app_metadata: { other: 1 } })).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden', field: 'app_metadata' } },
    })
    expect(await invite({ app_metadata: { guestlist: { admitted: true } } })).toMatchObject({ status: 422 })
    const { user, logIn } = await acceptAs({ app_metadata: { plan: 'basic', team: 'new' } })
    expect(await logIn()).toMatchObject({
      grant: { app_metadata: { plan: 'basic', team: 'new' }, overwrite: ['plan'] },
    })
    await service.clock.advance(2_000)
    await service.worker.drain()
    expect(user.appMetadata).toMatchObject({ plan: 'basic', team: 'old' })
  })
})

describe('S39: the limits of the policy', () => {
  it('S39: are answered with 429, their name and when they end; what was refused counts', async () => {
    expect((await invite()).status).toBe(201)
    expect((await invite()).status).toBe(409)
    expect((await invite({ roles: ['Editor'] })).status).toBe(403)
    expect((await invite({ invitee: { email: 'ada@evil.example' } })).status).toBe(422)
    const answer = await invite({ invitee: { email: 'other@example.com' } })
    expect(answer).toMatchObject({
      status: 429,
      body: { error: { code: 'limit_reached', limit: 'per_inviter_per_day' } },
    })
    const midnight = (Math.floor(service.clock.now() / 86_400_000) + 1) * 86_400_000
    const seconds = Math.ceil((midnight - service.clock.now()) / 1000)
    expect(answer.headers.get('retry-after')).toBe(String(seconds))
    await service.clock.advance(seconds * 1000)
    expect((await invite({ invitee: { email: 'other@example.com' } })).status).toBe(201)
  })
})
