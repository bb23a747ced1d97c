import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join as joinPath } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../service/base/clock.ts'
import {
  createProcess,
  type Engine,
  engines,
  inviter,
  join,
  loginOf,
  type Process,
  personOf,
} from './fault-world.ts'
import { checkInvariants } from './invariants.ts'
import { type OutsideOnWire, startOutsideOnWire } from './outside-on-wire.ts'

/** Longer than any lease. */
const LATER_MS = 120_000

let opened: Awaited<ReturnType<(typeof engines)[Engine]>>
let outside: OutsideOnWire
let service: Process
let child: ChildProcess | undefined
/** Real time, but for what a test has left out. */
const later = { by: 0 }
const clock = { ...systemClock, now: () => Date.now() + later.by }

async function begin(engine: Engine): Promise<void> {
  later.by = 0
  opened = await engines[engine]()
  outside = await startOutsideOnWire(clock, opened.ledger.requestPace)
  service = await createProcess(opened.ledger, outside)
}
afterEach(async () => {
  child?.kill('SIGKILL')
  await outside.close()
  await opened.close()
})

const emails = Array.from({ length: 6 }, (_, n) => `person${n}@example.com`)

/** Lets another process work until it has asked for so much, and kills it there, with the answers still to come. */
async function killAt(isThere: () => boolean): Promise<void> {
  const program = joinPath(import.meta.dirname, 'killed-worker.ts')
  const place = 'file' in opened ? opened.file : opened.url
  const parameters = ['--import', 'tsx', program, place, ...outside.addresses]
  child = spawn(process.execPath, parameters, { stdio: 'inherit' })
  await expect.poll(isThere, { timeout: 20_000, interval: 5 }).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'close')
}

/** What another process does when the leases of the dead one are over. */
async function goOn(): Promise<void> {
  outside.sendgrid.faultOf = () => undefined
  outside.auth0.faultOf = () => undefined
  later.by += LATER_MS
  await service.worker.drain()
  await checkInvariants({ ...opened, ...outside, now: clock.now() }, { isSettled: true })
}

const inviteAll = () =>
  Promise.all(emails.map(email => service.create({ invitee: { email }, roles: ['Editor'] }, inviter)))

describe.each(Object.keys(engines) as Engine[])('a service on %s that is killed', engine => {
  beforeEach(() => begin(engine))

  it('while it sends: sends what was under way once more, and everything else once', async () => {
    await inviteAll()
    // Two are on their way for good, and the others are answered.
    outside.sendgrid.faultOf = () => (outside.sendgrid.requests.length <= 2 ? 'held' : undefined)
    const isSent = "select id from invitations where delivery_status = 'sent'"
    let sent = 0
    const watch = setInterval(async () => {
      sent = (await opened.query(isSent)).length
    }, 10)
    await killAt(() => sent === emails.length - 2).finally(() => clearInterval(watch))
    const underWay = outside.mailed.slice(0, 2)
    await goOn()
    expect(outside.mailed.sort()).toEqual([...emails, ...underWay].sort())
  })

  it.each([
    ['between redemption and grant', (request: string) => request.startsWith('GET /api/v2/users/')],
    ['with the roles assigned and not noted', (request: string) => request.endsWith('/roles')],
  ])('%s: everybody who has joined gets what was promised, once', async (_when, isStuck) => {
    for (const { invitation } of await inviteAll()) {
      const person = personOf(invitation.inviteeEmail ?? '')
      outside.addUser(person, clock.now())
      expect(await join(service, invitation, loginOf(person, clock.now()))).toBe('redeemed')
    }
    const stuck: string[] = []
    outside.auth0.faultOf = request => {
      if (!isStuck(request) || request === 'GET /api/v2/roles') return undefined
      stuck.push(request)
      return 'held'
    }
    await killAt(() => stuck.length >= emails.length)
    expect(await opened.query('select id from redemptions where granted_at is not null')).toEqual([])
    await goOn()
    for (const email of emails) expect(outside.rolesOf(personOf(email).userId)).toEqual(['Editor'])
    const completed = "select count(*) as count from events where type = 'grant_completed'"
    expect(await opened.query(completed)).toEqual([{ count: emails.length }])
  })
})
