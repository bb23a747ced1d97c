import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTemporaryLedger } from '../service/ledger/temporary-ledger.ts'
import { createManualClock, type ManualClock } from '../service/manual-clock.ts'
import { createProcess, inviter, join, loginOf, type Process, personOf } from './fault-world.ts'
import { checkInvariants } from './invariants.ts'
import { type OutsideOnWire, startOutsideOnWire } from './outside-on-wire.ts'
import type { WireFault } from './stand-in.ts'

const HOUR_MS = 3_600_000

let opened: Awaited<ReturnType<typeof openTemporaryLedger>>
let clock: ManualClock
let outside: OutsideOnWire
let service: Process
beforeEach(async () => {
  opened = await openTemporaryLedger()
  clock = createManualClock()
  outside = await startOutsideOnWire(clock)
  service = await createProcess(opened.ledger, outside)
})
afterEach(async () => {
  outside.sendgrid.release()
  await outside.close()
  await opened.close()
})

const emails = Array.from({ length: 6 }, (_, n) => `person${n}@example.com`)

async function inviteAll() {
  const made = await Promise.all(
    emails.map(email => service.create({ invitee: { email }, roles: ['Editor'] }, inviter)),
  )
  return made.map(({ invitation }) => invitation)
}

async function joinAll() {
  for (const invitation of await inviteAll()) {
    const person = personOf(invitation.inviteeEmail ?? '')
    outside.addUser(person, clock.now())
    expect(await join(service, invitation, loginOf(person, clock.now()))).toBe('redeemed')
  }
}

/** Does what is due; time passes only while nobody is asked anything, so that this machine's speed does not count. */
async function work(): Promise<void> {
  let isDone = false
  const done = service.worker.drain().finally(() => {
    isDone = true
  })
  while (!isDone) {
    await delay(1)
    if (!outside.isAsking()) await clock.advance(20)
  }
  await done
}

async function workFor(milliseconds: number, stepMs: number): Promise<void> {
  for (const end = clock.now() + milliseconds; clock.now() < end; await clock.advance(stepMs)) await work()
}

const settled = () => checkInvariants({ ...opened, ...outside, now: clock.now() }, { isSettled: true })
const isSent = "select count(*) as count from invitations where delivery_status = 'sent'"
const isRoles = (request: string) => request.endsWith('/roles') && request.startsWith('POST')

describe('SendGrid', () => {
  it('slow: holds up no login and no grant, and sends each message once', async () => {
    outside.sendgrid.faultOf = () => 'held'
    const working = service.worker
    await inviteAll()
    const sending = working.drain()
    await expect.poll(() => outside.mailed.length, { timeout: 20_000 }).toBe(emails.length)
    const person = personOf('other@example.com')
    outside.addUser(person, clock.now())
    await service.create(
      { invitee: { email: person.email }, roles: ['Editor'], delivery: 'handed_out' },
      inviter,
    )
    // The code of this login has proven the address: no message is needed for it.
    expect(await service.redeem(loginOf(person, clock.now()))).toMatchObject({ outcome: 'redeemed' })
    await clock.advance(5_000)
    const another = await createProcess(await opened.another(), outside)
    await another.worker.drain()
    expect(outside.rolesOf(person.userId)).toEqual(['Editor'])
    expect(await opened.query(isSent)).toEqual([{ count: 0 }])

    outside.sendgrid.faultOf = () => undefined
    outside.sendgrid.release()
    await sending
    expect(outside.mailed.sort()).toEqual(emails)
    await settled()
  })

  it('429 with Retry-After: is left alone so long, and then takes each message once', async () => {
    outside.sendgrid.faultOf = () => ({ status: 429, headers: { 'retry-after': '90' } })
    await inviteAll()
    await workFor(88_000, 4_000)
    expect(outside.sendgrid.requests).toHaveLength(emails.length)
    outside.sendgrid.faultOf = () => undefined
    await workFor(8_000, 4_000)
    expect(outside.mailed.sort()).toEqual(emails)
    await settled()
  })

  it('500 for an hour: everything waits, and is sent once', async () => {
    outside.sendgrid.faultOf = () => ({ status: 500 })
    await inviteAll()
    await workFor(HOUR_MS, 300_000)
    expect(outside.mailed).toEqual([])
    outside.sendgrid.faultOf = () => undefined
    await workFor(900_000, 300_000)
    expect(outside.mailed.sort()).toEqual(emails)
    await settled()
  })

  it('resets the connection after the body: whether it was taken cannot be known, so it is sent once more', async () => {
    const asked = new Set<number>()
    outside.sendgrid.faultOf = () => {
      asked.add(outside.sendgrid.requests.length)
      return asked.size <= 2 ? 'reset' : undefined
    }
    await inviteAll()
    await workFor(30_000, 5_000)
    expect(new Set(outside.mailed)).toEqual(new Set(emails))
    expect(outside.mailed).toHaveLength(emails.length + 2)
    expect(await opened.query("select count(*) as count from events where type = 'sent'")).toEqual([
      { count: emails.length },
    ])
    await settled()
  })
})

describe('the Management API', () => {
  it('429 for a minute: logins go on, and all grants are there soon after it', async () => {
    const until = clock.now() + 60_000
    const isFull = () => clock.now() < until
    outside.auth0.faultOf = request =>
      isRoles(request) && isFull() ? { status: 429, headers: { 'retry-after': '5' } } : undefined
    await joinAll()
    await clock.advance(5_000)
    await work()
    await workFor(60_000, 5_000)
    expect(clock.now()).toBeGreaterThan(until)
    await workFor(120_000, 10_000)
    for (const email of emails) expect(outside.rolesOf(personOf(email).userId)).toEqual(['Editor'])
    await settled()
  })

  it.each<[string, WireFault]>([
    ['500', { status: 500 }],
    ['a connection that is reset after the body', 'reset'],
  ])('%s, over and over: everybody gets what was promised, once', async (_name, fault) => {
    await joinAll()
    let times = 0
    outside.auth0.faultOf = request => (/users/.test(request) && ++times % 3 !== 0 ? fault : undefined)
    await workFor(900_000, 60_000)
    outside.auth0.faultOf = () => undefined
    await workFor(900_000, 300_000)
    for (const email of emails) expect(outside.rolesOf(personOf(email).userId)).toEqual(['Editor'])
    const completed = "select count(*) as count from events where type = 'grant_completed'"
    expect(await opened.query(completed)).toEqual([{ count: emails.length }])
    await settled()
  })

  it('token expired: another one is asked for in the middle of the work', async () => {
    await joinAll()
    const tokens = () => outside.auth0.requests.filter(request => request === 'POST /oauth/token').length
    const before = tokens()
    // The tenant's tokens live for a day; by the client's own clock no time has passed.
    await clock.advance(25 * HOUR_MS)
    await work()
    expect(tokens()).toBe(before + 1)
    for (const email of emails) expect(outside.rolesOf(personOf(email).userId)).toEqual(['Editor'])
    await checkInvariants({ ...opened, ...outside, now: clock.now() }, { isSettled: false })
  })
})

describe('a clock that is put', () => {
  it.each([
    ['back by an hour, and forth again', -HOUR_MS],
    ['forth by an hour, and back again', HOUR_MS],
  ])('%s: what comes then is done at once, and nothing is lost or done twice', async (_name, step) => {
    await joinAll()
    await clock.advance(3_000)
    for (const [n, by] of [step, -step].entries()) {
      clock.step(by)
      const person = personOf(`later${n}@example.com`)
      outside.addUser(person, clock.now())
      const request = { invitee: { email: person.email }, roles: ['Editor'] }
      const { invitation } = await service.create(request, inviter)
      await work()
      expect(outside.mailed).toContain(person.email)
      expect(await join(service, invitation, loginOf(person, clock.now()))).toBe('redeemed')
      await workFor(10_000, 5_000)
      expect(outside.rolesOf(person.userId)).toEqual(['Editor'])
    }
    // What was put off until a time that comes later now waits for it.
    await workFor(HOUR_MS + 600_000, 300_000)
    for (const email of emails) expect(outside.rolesOf(personOf(email).userId)).toEqual(['Editor'])
    expect(new Set(outside.mailed).size).toBe(outside.mailed.length)
    await settled()
  })
})
