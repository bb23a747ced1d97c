import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewUser } from '../../../local-tenant/user-store.ts'
import { createLog } from '../../../service/base/log.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createGrantJob } from '../../../service/work/grant.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { createGate } from '../../contract/gate-fixture.ts'
import { NOW } from '../ledger/ledger-rows.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { redeemForGrant } from './grant-scene.ts'
import { createWireTenant, type WireTenant } from './wire-tenant.ts'

const HOUR_MS = 3_600_000
const API = 'https://shop.example/api'
const ada: NewUser = { connection: 'Users', email: 'ada@example.com' }

let ledger: Ledger
let clock: ManualClock
let wire: WireTenant

beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
  clock = createManualClock(NOW + 5_000)
  wire = createWireTenant(clock)
  wire.tenant.state.resource_servers.push({
    id: 'rs_shop',
    identifier: API,
    name: 'Shop',
    scopes: [{ value: 'read:orders' }, { value: 'write:orders' }],
  })
})
afterEach(() => ledger.close())

function createScene() {
  const { management, catalog } = wire
  const log = createLog(() => {})
  const job = createGrantJob({
    gate: createGate(),
    ledger,
    management,
    catalog,
    verifyEmail: 'never',
    now: clock.now,
    log,
  })
  return createWorker({ ledger, clock, log, jobs: [job], random: () => 0.5 })
}

const permission = (name: string) => ({ permission_name: name, resource_server_identifier: API })
const permissionsOf = (userId: string) =>
  (wire.tenant.state.user_permissions[userId] ?? []).map(({ permission_name }) => permission_name)

/** What the history says about the grant. */
async function grantsIn(invitationId: string) {
  const events = await ledger.listEvents(invitationId, { take: 100 })
  return events
    .filter(({ type }) => type.startsWith('grant_') || type === 'released')
    .map(({ type, after }) => ({ type, ...JSON.parse(after ?? '{}') }))
}

/** Until the job has been given up: two days of a tenant that takes nothing. */
async function giveUp(worker: ReturnType<typeof createScene>) {
  while ((await ledger.nextWorkAt(['grant'])) !== undefined) {
    await worker.drain()
    await clock.advance(HOUR_MS)
  }
}

describe('permissions that an invitation promised', () => {
  const promised = {
    roles: '[]',
    permissions: JSON.stringify(['read:orders', 'write:orders'].map(permission)),
  }

  it('are assigned in one request, and those that the user has stay', async () => {
    const user = wire.addUser(ada, NOW + 500)
    wire.tenant.state.user_permissions[user.user_id] = [permission('read:orders')]
    const { redemption } = await redeemForGrant(ledger, user, { invitation: promised })
    await createScene().drain()
    expect(permissionsOf(user.user_id).sort()).toEqual(['read:orders', 'write:orders'])
    const requests = wire.requests().filter(request => request.endsWith('/permissions'))
    expect(requests).toHaveLength(1)
    expect((await ledger.findRedemption(redemption.id))?.granted_at).not.toBeNull()
  })

  it('are assigned but for the one that its API does not have any more, until it is there again', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const shop = wire.tenant.state.resource_servers.at(-1)
    if (shop) shop.scopes = [{ value: 'read:orders' }]
    const { invitation, redemption } = await redeemForGrant(ledger, user, { invitation: promised })
    const worker = createScene()
    await worker.drain()
    expect(permissionsOf(user.user_id)).toEqual(['read:orders'])
    expect(wire.userOf(user.user_id).app_metadata).toMatchObject({ guestlist: { invitation: invitation.id } })
    expect((await ledger.findRedemption(redemption.id))?.granted_at).toBeNull()
    if (shop) shop.scopes = [{ value: 'read:orders' }, { value: 'write:orders' }]
    await clock.advance(10_000)
    await worker.drain()
    expect(permissionsOf(user.user_id).sort()).toEqual(['read:orders', 'write:orders'])
    expect((await ledger.findRedemption(redemption.id))?.granted_at).not.toBeNull()
  })

  it('are given to nobody to whom roles would not be given', async () => {
    const user = wire.addUser({ connection: 'Users', email: 'mallory@example.com' }, NOW + 500)
    await redeemForGrant(ledger, user, { invitation: promised })
    await createScene().drain()
    expect(permissionsOf(user.user_id)).toEqual([])
  })
})

describe('metadata that the policy lets an invitation replace', () => {
  it('replaces what the user had under these keys, and nothing else', async () => {
    const user = wire.addUser({ ...ada, app_metadata: { plan: 'free', team: 'a' } }, NOW + 500)
    await redeemForGrant(ledger, user, {
      invitation: { app_metadata: '{"plan":"gold","team":"b","seat":1}' },
      claims: { overwrite: '["plan"]' },
    })
    await createScene().drain()
    expect(wire.userOf(user.user_id).app_metadata).toMatchObject({ plan: 'gold', team: 'a', seat: 1 })
  })
})

describe('the profile of a new account', () => {
  const profile = '{"given_name":"Ada","family_name":"Lovelace"}'

  it('is filled in with the rest, in one request', async () => {
    const user = wire.addUser({ ...ada, family_name: 'King' }, NOW + 500)
    await redeemForGrant(ledger, user, { invitation: { roles: '[]', profile } })
    await createScene().drain()
    expect(wire.userOf(user.user_id)).toMatchObject({ given_name: 'Ada', family_name: 'King' })
    expect(wire.requests()).toHaveLength(2)
  })

  it('is left alone in an account from before', async () => {
    const user = wire.addUser({ ...ada, email_verified: true }, NOW - 1_000)
    await redeemForGrant(ledger, user, { invitation: { profile }, claims: { account: 'existing' } })
    await createScene().drain()
    expect(wire.userOf(user.user_id).given_name).toBeUndefined()
  })
})

describe('the history of a grant', () => {
  it('says once that it is complete, for whom and how', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { invitation, redemption } = await redeemForGrant(ledger, user)
    const worker = createScene()
    await worker.drain()
    const work = { kind: 'grant', subject: redemption.id, generation: 0, priority: 10 } as const
    await ledger.enqueue({ ...work, available_at: NOW }, NOW)
    await worker.drain()
    expect(await grantsIn(invitation.id)).toEqual([
      {
        type: 'grant_completed',
        redemption: redemption.id,
        user_id: user.user_id,
        account: 'new',
        connection: 'Users',
      },
    ])
  })

  it('says once that it was given up, and why', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { invitation, redemption } = await redeemForGrant(ledger, user)
    wire.tenant.deleteUser(user.user_id)
    await createScene().drain()
    await ledger.markGrantFailed(redemption.id, 'again', clock.now())
    expect(await grantsIn(invitation.id)).toMatchObject([
      { type: 'grant_failed', user_id: user.user_id, code: 'user_gone' },
    ])
  })

  it('says that it was taken back from somebody who is not the invitee', async () => {
    const user = wire.addUser({ connection: 'Users', email: 'mallory@example.com' }, NOW + 500)
    const { invitation } = await redeemForGrant(ledger, user)
    await createScene().drain()
    expect(await grantsIn(invitation.id)).toMatchObject([{ type: 'released', user_id: user.user_id }])
  })

  it('says that it is complete after all when it was begun anew', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { invitation, redemption } = await redeemForGrant(ledger, user, {
      invitation: { roles: '["Owner"]' },
    })
    const worker = createScene()
    await giveUp(worker)
    expect((await grantsIn(invitation.id)).map(({ type, code }) => `${type} ${code}`)).toEqual([
      'grant_failed unknown_role',
    ])
    wire.tenant.state.roles.push({ id: 'rol_owner', name: 'Owner' })
    const work = { kind: 'grant', subject: redemption.id, generation: 0, priority: 10 } as const
    await ledger.enqueue({ ...work, available_at: clock.now() }, clock.now())
    await worker.drain()
    expect(wire.rolesOf(user.user_id)).toEqual(['rol_owner'])
    expect((await grantsIn(invitation.id)).map(({ type }) => type)).toEqual([
      'grant_failed',
      'grant_completed',
    ])
  })
})
