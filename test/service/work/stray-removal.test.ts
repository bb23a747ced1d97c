import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { User } from '../../../local-tenant/state.ts'
import type { NewUser } from '../../../local-tenant/user-store.ts'
import { createLog } from '../../../service/base/log.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { RefusalRow } from '../../../service/ledger/schema/schema.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createStrayRemovalJob } from '../../../service/work/stray-removal.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { createGate } from '../../contract/gate-fixture.ts'
import { attemptOf, handoffRow, invitationRow, NOW, refusalRow } from '../ledger/ledger-rows.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { createWireTenant, type WireTenant } from './wire-tenant.ts'

const MINUTE_MS = 60_000
const stranger: NewUser = {
  connection: 'google-oauth2',
  email: 'stranger@example.com',
  provider_user_id: '1',
}

let ledger: Ledger
let clock: ManualClock
let wire: WireTenant
let lines: string[]

async function begin() {
  ledger = await openSqliteLedger(':memory:')
  clock = createManualClock(NOW)
  wire = createWireTenant(clock)
  lines = []
}
beforeEach(begin)
afterEach(() => ledger.close())

function createScene() {
  const log = createLog(line => lines.push(line))
  const job = createStrayRemovalJob({
    ledger,
    management: wire.management,
    gate: createGate(),
    now: clock.now,
  })
  return createWorker({ ledger, clock, log, jobs: [job], random: () => 0.5 })
}

/** What the service keeps when a login is refused: why, and the removal that may follow. */
async function refuse(user: User, changes: Partial<RefusalRow> = {}) {
  const row = refusalRow({
    user_id: user.user_id,
    user_created_at: Date.parse(user.created_at),
    created_at: clock.now(),
    ...changes,
  })
  await ledger.createRefusal(row, {
    kind: 'stray_removal',
    subject: user.user_id,
    generation: 0,
    priority: 90,
    available_at: clock.now() + MINUTE_MS,
  })
}

async function redeem(user: User) {
  const invitation = invitationRow()
  await ledger.createInvitation(invitation, { mail: false })
  const handoff = handoffRow(invitation)
  await ledger.createHandoff(handoff, NOW)
  const created = { user_created_at: Date.parse(user.created_at), redeemed_at: clock.now() }
  await ledger.redeem(attemptOf(handoff, user.user_id, created))
}

const isThere = (user: User) => wire.tenant.findUser(user.user_id) !== undefined
const lastCode = () => JSON.parse(lines.at(-1) ?? '{}').code

describe('the removal of stray profiles, on the wire of the real client', () => {
  it('removes the profile that a refused stranger has left, with four requests', async () => {
    const user = wire.addUser(stranger, NOW - 1_000)
    await refuse(user)
    await clock.advance(MINUTE_MS)
    await createScene().drain()
    expect(isThere(user)).toBe(false)
    expect(wire.requests()).toHaveLength(4)
    expect(await ledger.nextWorkAt(['stray_removal'])).toBeUndefined()
  })

  it('never removes anybody within a minute after the refusal, even if it is asked to', async () => {
    const user = wire.addUser(stranger, NOW - 1_000)
    await refuse(user)
    await ledger.hastenWork('stray_removal', user.user_id, NOW)
    const worker = createScene()
    await worker.drain()
    await clock.advance(MINUTE_MS - 1)
    await worker.drain()
    expect(isThere(user)).toBe(true)
    expect(wire.requests()).toEqual([])
    await clock.advance(1)
    await worker.drain()
    expect(isThere(user)).toBe(false)
  })

  it('removes nobody after an hour of which it knows nothing', async () => {
    const user = wire.addUser(stranger, NOW - 1_000)
    await refuse(user)
    await clock.advance(61 * MINUTE_MS)
    await createScene().drain()
    expect(isThere(user)).toBe(true)
    expect(lastCode()).toBe('too_late')
  })

  it('tries again when the tenant cannot be reached', async () => {
    const user = wire.addUser(stranger, NOW - 1_000)
    await refuse(user)
    await clock.advance(MINUTE_MS)
    wire.tenant.switches.managementFault = { status: 503, requests: 1 }
    const worker = createScene()
    await worker.drain()
    expect(isThere(user)).toBe(true)
    await clock.advance(10_000)
    await worker.drain()
    expect(isThere(user)).toBe(false)
  })

  it('is content when the profile is gone already', async () => {
    const user = wire.addUser(stranger, NOW - 1_000)
    await refuse(user)
    wire.tenant.deleteUser(user.user_id)
    await clock.advance(MINUTE_MS)
    await createScene().drain()
    expect(lastCode()).toBe('gone')
    expect(await ledger.nextWorkAt(['stray_removal'])).toBeUndefined()
  })
})

describe('S50 stray removal', () => {
  const reasons: [situation: string, happen: (user: User) => unknown, code: string][] = [
    ['was admitted in the meantime', redeem, 'has_redemption'],
    ['has logged in again', user => Object.assign(user, { logins_count: 2 }), 'logged_in_again'],
    ['has a role', user => (wire.tenant.state.user_roles[user.user_id] = ['rol_editor']), 'has_roles'],
    [
      'is in an organization',
      user => {
        wire.tenant.state.organizations.push({ id: 'org_1', name: 'acme' })
        wire.tenant.state.organization_members.org_1 = { [user.user_id]: [] }
      },
      'has_organization',
    ],
    ['has metadata', user => Object.assign(user.app_metadata, { plan: 'gold' }), 'has_metadata'],
    [
      'has an invitation, whatever became of it',
      () => {
        const invitee_email = 'stranger@example.com'
        return ledger.createInvitation(invitationRow({ invitee_email, status: 'revoked' }), { mail: false })
      },
      'has_invitation',
    ],
    ['passed by an exception', user => refuse(user, { passed: 1, created_at: NOW }), 'passed'],
    [
      'was refused for another reason',
      user => refuse(user, { code: 'account_exists', created_at: NOW }),
      'other_refusal',
    ],
    [
      'has linked another account',
      user => {
        const linked = { connection: 'Users', provider: 'auth0', user_id: '2', isSocial: false }
        user.identities.push(linked)
      },
      'not_social',
    ],
    [
      'has an address that cannot be compared',
      user => Object.assign(user, { email: 'a@b' }),
      'has_invitation',
    ],
  ]

  it.each(reasons)('S50 keeps a user who %s', async (_situation, happen, code) => {
    const user = wire.addUser(stranger, NOW - 1_000)
    await refuse(user)
    await happen(user)
    await clock.advance(MINUTE_MS)
    await createScene().drain()
    expect(isThere(user)).toBe(true)
    expect(lastCode()).toBe(code)
  })

  it('S50 keeps a user who is admitted while the deletion waits for its turn', async () => {
    const user = wire.addUser(stranger, NOW - 1_000)
    await refuse(user)
    await clock.advance(MINUTE_MS)
    const { deleteUser } = wire.management
    wire.management.deleteUser = async (userId, options) => {
      await redeem(user)
      return deleteUser(userId, options)
    }
    await createScene().drain()
    expect(isThere(user)).toBe(true)
    expect(lastCode()).toBe('has_redemption')
    expect(wire.requests().filter(request => request.startsWith('DELETE'))).toEqual([])
  })

  it('S50 looks again when the deletion has waited too long for its turn', async () => {
    const user = wire.addUser(stranger, NOW - 1_000)
    await refuse(user)
    await clock.advance(MINUTE_MS)
    const { deleteUser } = wire.management
    wire.management.deleteUser = async (userId, options) => {
      await clock.advance(20_000)
      user.logins_count = 2
      return deleteUser(userId, options)
    }
    const worker = createScene()
    await worker.drain()
    expect(lastCode()).toBe('read_too_long_ago')
    await clock.advance(10_000)
    await worker.drain()
    expect(isThere(user)).toBe(true)
    expect(lastCode()).toBe('logged_in_again')
  })

  it('S50 deletes nobody but strangers, over any history', async () => {
    const event = fc.constantFrom(
      ...['refused', 'mismatch', 'elsewhere', 'passed', 'redeemed', 'logs in', 'role'],
      ...['minute passes', 'job runs'],
    )
    const history = fc.array(event, { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 0, max: 300_000 }), async (events, ageMs) => {
        await ledger.close()
        await begin()
        const user = wire.addUser(stranger, NOW - ageMs)
        let lastRefusalAt = 0
        const happened = new Set<string>()
        const worker = createScene()
        for (const name of [...events, 'minute passes', 'job runs']) {
          const wasThere = isThere(user)
          if (!wasThere) break
          happened.add(name)
          if (name === 'refused') await refuse(user)
          if (name === 'mismatch') await refuse(user, { code: 'address_mismatch' })
          if (name === 'elsewhere') await refuse(user, { code: 'account_exists' })
          if (name === 'passed') await refuse(user, { passed: 1 })
          if (['refused', 'mismatch', 'elsewhere', 'passed'].includes(name)) lastRefusalAt = clock.now()
          if (name === 'redeemed') await redeem(user)
          if (name === 'logs in') user.logins_count++
          if (name === 'role') wire.tenant.state.user_roles[user.user_id] = ['rol_editor']
          if (name === 'minute passes') await clock.advance(MINUTE_MS)
          if (name === 'job runs') await worker.drain()
          if (isThere(user)) continue
          for (const reason of ['elsewhere', 'passed', 'redeemed', 'logs in', 'role'])
            expect(happened).not.toContain(reason)
          expect(happened.has('refused') || happened.has('mismatch')).toBe(true)
          expect(clock.now() - lastRefusalAt).toBeGreaterThanOrEqual(MINUTE_MS)
        }
      }),
      { numRuns: 60 },
    )
  })
})
