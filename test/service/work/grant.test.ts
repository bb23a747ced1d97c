import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { User } from '../../../local-tenant/state.ts'
import type { NewUser } from '../../../local-tenant/user-store.ts'
import { createLog } from '../../../service/base/log.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createGrantJob, type GrantDeps } from '../../../service/work/grant.ts'
import { createVerifyEmailJob } from '../../../service/work/verify-email.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { createGate } from '../../contract/gate-fixture.ts'
import { DAY_MS, NOW } from '../ledger/ledger-rows.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { redeemForGrant } from './grant-scene.ts'
import { createWireTenant, type WireTenant } from './wire-tenant.ts'

const HOUR_MS = 3_600_000
const ada: NewUser = { connection: 'Users', email: 'ada@example.com' }

let ledger: Ledger
let clock: ManualClock
let wire: WireTenant
let lines: string[]

beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
  clock = createManualClock(NOW + 5_000)
  wire = createWireTenant(clock)
  lines = []
})
afterEach(() => ledger.close())

function createScene(verifyEmail: GrantDeps['verifyEmail'] = 'never') {
  const { management, catalog } = wire
  const log = createLog(line => lines.push(line))
  const grantJob = createGrantJob({
    gate: createGate(),
    ledger,
    management,
    catalog,
    verifyEmail,
    now: clock.now,
    log,
  })
  const jobs = [grantJob, createVerifyEmailJob({ ledger, management })]
  return createWorker({ ledger, clock, log, jobs, random: () => 0.5 })
}

const codes = () =>
  lines
    .map(line => JSON.parse(line))
    .map(({ event, code }) => (code === undefined ? event : `${event} ${code}`))

const redeem = (user: Pick<User, 'user_id' | 'created_at'>, options?: Parameters<typeof redeemForGrant>[2]) =>
  redeemForGrant(ledger, user, options)

function admit(user: User, invitation: string) {
  wire.tenant.updateUser(user.user_id, { app_metadata: { guestlist: { admitted: true, invitation } } })
}

const isGranted = async (id: string) => (await ledger.findRedemption(id))?.granted_at != null
const statusOf = async (id: string) => (await ledger.findInvitation(id))?.status

describe('the grant job, on the wire of the real client', () => {
  it('assigns the roles with one read and one write when the login has written the profile', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { invitation, redemption } = await redeem(user)
    admit(user, invitation.id)
    await createScene().drain()
    expect(wire.rolesOf(user.user_id)).toEqual(['rol_editor', 'rol_viewer'])
    expect(await isGranted(redemption.id)).toBe(true)
    const path = `/api/v2/users/${user.user_id}`
    expect(wire.requests()).toEqual([`GET ${path}`, `POST ${path}/roles`])
  })

  it('repairs in one more write what the login did not write, and keeps what the user has', async () => {
    const user = wire.addUser(
      { ...ada, app_metadata: { plan: 'gold' }, user_metadata: { theme: 'dark' } },
      NOW + 500,
    )
    const { invitation, redemption } = await redeem(user, {
      invitation: {
        app_metadata: '{"plan":"basic","order":"A1"}',
        user_metadata: '{"theme":"light","lang":"de"}',
      },
    })
    await createScene().drain()
    expect(wire.userOf(user.user_id)).toMatchObject({
      app_metadata: { plan: 'gold', order: 'A1', guestlist: { admitted: true, invitation: invitation.id } },
      user_metadata: { theme: 'dark', lang: 'de' },
    })
    expect(await isGranted(redemption.id)).toBe(true)
    expect(wire.requests()).toHaveLength(3)
  })

  it('takes stamp and refusal off a user whom it admits', async () => {
    const stamped = { guestlist: { admission: 'hnd_1', refused_at: '2026-11-02T09:00:00.000Z' } }
    const user = wire.addUser({ ...ada, app_metadata: stamped }, NOW + 500)
    const { invitation } = await redeem(user)
    await createScene().drain()
    expect(wire.userOf(user.user_id).app_metadata.guestlist).toEqual({
      admitted: true,
      invitation: invitation.id,
    })
  })

  it('keeps the roles that the user has', async () => {
    const user = wire.addUser(ada, NOW + 500)
    wire.tenant.state.user_roles[user.user_id] = ['rol_member']
    await redeem(user)
    await createScene().drain()
    expect(wire.rolesOf(user.user_id)).toEqual(['rol_member', 'rol_editor', 'rol_viewer'])
  })

  it('needs no write for roles when none were promised', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { invitation, redemption } = await redeem(user, { invitation: { roles: '[]' } })
    admit(user, invitation.id)
    await createScene().drain()
    expect(wire.requests()).toHaveLength(1)
    expect(await isGranted(redemption.id)).toBe(true)
  })

  it('does nothing a second time', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { redemption } = await redeem(user)
    const worker = createScene()
    await worker.drain()
    const before = wire.requests().length
    const work = { kind: 'grant', subject: redemption.id, generation: 0, priority: 10 } as const
    await ledger.enqueue({ ...work, available_at: NOW }, NOW)
    await worker.drain()
    expect(wire.requests()).toHaveLength(before)
    expect(codes()).toEqual(['work.done', 'work.dropped already_granted'])
  })
})

describe('S10 a failure after the claim', () => {
  it.each([1, 2, 3])('of %i attempts is followed by one that grants everything', async failures => {
    const user = wire.addUser(ada, NOW + 500)
    const { redemption } = await redeem(user)
    const worker = createScene()
    wire.tenant.switches.managementFault = { status: 503, requests: failures }
    for (let n = 0; n < 5; n++) {
      await worker.drain()
      expect(await isGranted(redemption.id)).toBe(n >= failures)
      await clock.advance(10_000)
    }
    expect(wire.rolesOf(user.user_id)).toEqual(['rol_editor', 'rol_viewer'])
    expect(codes().filter(code => code === 'work.postponed unreachable')).toHaveLength(failures)
  })

  it.each(['assignRoles', 'updateUser'] as const)(
    'at %s leaves it ungranted, and ends with roles and profile',
    async request => {
      const user = wire.addUser(ada, NOW + 500)
      const { redemption } = await redeem(user)
      const worker = createScene()
      const real = wire.management[request]
      wire.management[request] = () => Promise.reject(new TypeError('connection lost'))
      await worker.drain()
      expect(await isGranted(redemption.id)).toBe(false)
      Object.assign(wire.management, { [request]: real })
      await clock.advance(10_000)
      await worker.drain()
      expect(wire.rolesOf(user.user_id)).toHaveLength(2)
      expect(wire.userOf(user.user_id).app_metadata.guestlist).toMatchObject({ admitted: true })
      expect(await isGranted(redemption.id)).toBe(true)
    },
  )

  it('because a role is gone gives all else, and the role when it is there again', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { redemption } = await redeem(user, { invitation: { roles: '["Editor","Owner"]' } })
    const worker = createScene()
    await worker.drain()
    expect(wire.rolesOf(user.user_id)).toEqual(['rol_editor'])
    expect(await isGranted(redemption.id)).toBe(false)
    expect(codes()).toContain('work.postponed unknown_role')
    wire.tenant.state.roles.push({ id: 'rol_owner', name: 'Owner' })
    await clock.advance(10_000)
    await worker.drain()
    expect(wire.rolesOf(user.user_id)).toEqual(['rol_editor', 'rol_owner'])
    expect(await isGranted(redemption.id)).toBe(true)
  })
})

describe('S10 a role that is deleted', () => {
  it('while its id is still remembered does not make the job give the user up', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { redemption } = await redeem(user)
    await wire.catalog.roleIds(['Editor'])
    const { roles } = wire.tenant.state
    wire.tenant.state.roles = roles.filter(({ name }) => name !== 'Viewer')
    const worker = createScene()
    await worker.drain()
    expect(codes()).toEqual(['work.postponed not_found'])
    wire.tenant.state.roles = [...wire.tenant.state.roles, { id: 'rol_new', name: 'Viewer' }]
    await clock.advance(60_000)
    await worker.drain()
    expect(wire.rolesOf(user.user_id)).toEqual(['rol_editor', 'rol_new'])
    expect(await isGranted(redemption.id)).toBe(true)
  })
})

describe('S54 the job believes no claim about a user', () => {
  it('S54 assigns nothing to a user whose address in the tenant is another, and gives the invitation back', async () => {
    const user = wire.addUser({ connection: 'Users', email: 'mallory@example.com' }, NOW + 500)
    const { invitation, redemption } = await redeem(user)
    await createScene().drain()
    expect(wire.rolesOf(user.user_id)).toEqual([])
    expect(wire.userOf(user.user_id).app_metadata).toEqual({})
    expect(await ledger.findRedemption(redemption.id)).toBeUndefined()
    expect(await statusOf(invitation.id)).toBe('pending')
    expect(codes()).toEqual(['redemption.released address_mismatch', 'work.dropped address_mismatch'])
    expect(wire.requests()).toHaveLength(1)
  })

  it('S54 assigns nothing for a login through an identity that the user does not have', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { invitation } = await redeem(user, { claims: { connection: 'google-oauth2' } })
    await createScene().drain()
    expect(wire.rolesOf(user.user_id)).toEqual([])
    expect(await statusOf(invitation.id)).toBe('pending')
  })

  it('S54 assigns nothing to an account that somebody registered in advance and called new', async () => {
    const user = wire.addUser(ada, NOW - DAY_MS)
    const { invitation } = await redeem(user, { claims: { account: 'new' } })
    await createScene().drain()
    expect(wire.rolesOf(user.user_id)).toEqual([])
    expect(codes()[0]).toBe('redemption.released account_unproven')
    expect(await statusOf(invitation.id)).toBe('pending')
  })

  it('S54 assigns nothing on a proof that the tenant does not have, when the link was handed out', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { invitation } = await redeem(user, { invitation: { delivery: 'handed_out' } })
    await createScene().drain()
    expect(wire.rolesOf(user.user_id)).toEqual([])
    expect(codes()[0]).toBe('redemption.released address_mismatch')
    expect(await statusOf(invitation.id)).toBe('pending')
  })

  it('S54 assigns nothing to a user who does not exist', async () => {
    const nobody = { user_id: 'auth0|64f0c1d2e3a4b5c6d7e8f901', created_at: new Date(NOW).toISOString() }
    const { redemption } = await redeem(nobody)
    await createScene().drain()
    expect(wire.requests()).toHaveLength(1)
    expect(await isGranted(redemption.id)).toBe(false)
  })

  it('gives to an older account whose address is verified', async () => {
    const user = wire.addUser({ ...ada, email_verified: true }, NOW - DAY_MS)
    const { redemption } = await redeem(user, { claims: { account: 'existing' } })
    await createScene().drain()
    expect(await isGranted(redemption.id)).toBe(true)
  })

  it('gives to an account that an earlier press on the same link has made', async () => {
    const user = wire.addUser(ada, NOW - 60_000)
    const { redemption } = await redeem(user, { invitation: { link_issued_at: NOW - HOUR_MS } })
    expect(redemption.account).toBe('new')
    await createScene().drain()
    expect(await isGranted(redemption.id)).toBe(true)
  })

  it('gives to a Google account with the invited address', async () => {
    const user = wire.addUser({ connection: 'google-oauth2', email: 'ada@example.com' }, NOW + 500)
    const { redemption } = await redeem(user, { claims: { connection: 'google-oauth2' } })
    await createScene().drain()
    expect(await isGranted(redemption.id)).toBe(true)
  })
})

describe('S21 a used invitation', () => {
  it('S21 is not revived by deleting the user before the grant', async () => {
    const user = wire.addUser(ada, NOW + 500)
    const { invitation } = await redeem(user)
    wire.tenant.deleteUser(user.user_id)
    await createScene().drain()
    expect(codes()).toEqual(['work.failed user_gone'])
    expect(await statusOf(invitation.id)).toBe('accepted')
    expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
  })

  it('S21 gives nothing to a user who was made again with the same id', async () => {
    const again = { connection: 'google-oauth2', email: 'ada@example.com', provider_user_id: '1' }
    const user = wire.addUser(again, NOW + 500)
    const { invitation } = await redeem(user, { claims: { connection: 'google-oauth2' } })
    wire.tenant.deleteUser(user.user_id)
    wire.addUser(again, NOW + 3_000)
    await createScene().drain()
    expect(wire.rolesOf(user.user_id)).toEqual([])
    expect(codes()).toEqual(['work.failed user_gone'])
    expect(await statusOf(invitation.id)).toBe('accepted')
  })
})

describe('verification of the address that a delivered link has proven', () => {
  const verified = (user: User) => wire.userOf(user.user_id).email_verified

  it('comes with the grant when the operator wants it now, in no request more than a repair needs', async () => {
    const user = wire.addUser(ada, NOW + 500)
    await redeem(user)
    await createScene('now').drain()
    expect(verified(user)).toBe(true)
    expect(wire.requests()).toHaveLength(3)
  })

  it('comes an hour later by default, when the session has been used', async () => {
    const user = wire.addUser(ada, NOW + 500)
    await redeem(user)
    const worker = createScene('later')
    await worker.drain()
    await clock.advance(HOUR_MS - 1)
    await worker.drain()
    expect(verified(user)).toBe(false)
    await clock.advance(1)
    await worker.drain()
    expect(verified(user)).toBe(true)
  })

  it('never comes when the operator does not want it', async () => {
    const user = wire.addUser(ada, NOW + 500)
    await redeem(user)
    const worker = createScene('never')
    await worker.drain()
    await clock.advance(DAY_MS)
    await worker.drain()
    expect(verified(user)).toBe(false)
  })

  it('never comes for an account of another kind than the database', async () => {
    const user = wire.addUser({ connection: 'google-oauth2', email: 'ada@example.com' }, NOW + 500)
    await redeem(user, { claims: { connection: 'google-oauth2' } })
    await createScene('now').drain()
    expect(verified(user)).toBe(false)
  })

  it('does not come for an address that was changed within the hour', async () => {
    const user = wire.addUser(ada, NOW + 500)
    await redeem(user)
    const worker = createScene('later')
    await worker.drain()
    wire.tenant.updateUser(user.user_id, { email: 'eve@example.com' })
    await clock.advance(HOUR_MS)
    await worker.drain()
    expect(verified(user)).toBe(false)
    expect(codes()).toContain('work.dropped nothing_to_verify')
  })
})

describe('the log of a grant', () => {
  it('names records by their ids and no person by their address', async () => {
    const user = wire.addUser({ connection: 'Users', email: 'mallory@example.com' }, NOW + 500)
    await redeem(user)
    await createScene().drain()
    expect(lines.join()).toContain(user.user_id)
    expect(lines.join()).not.toMatch(/@example\.com/)
  })
})
