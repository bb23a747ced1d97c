import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewInvitationRow } from '../../../service/ledger/schema/schema.ts'
import { createExpiryRound } from '../../../service/work/expiry-round.ts'
import { createRetentionRound } from '../../../service/work/retention-round.ts'
import { DAY_MS, handoffRow, invitationRow, NOW, refusalRow } from '../ledger/ledger-rows.ts'
import { openTemporaryLedger } from '../ledger/temporary-ledger.ts'

const HOUR_MS = 3_600_000
const RETENTION_DAYS = 30

let opened: Awaited<ReturnType<typeof openTemporaryLedger>>
let now: number
beforeEach(async () => {
  opened = await openTemporaryLedger()
  now = NOW
})
afterEach(() => opened.close())

async function invite(changes: Partial<NewInvitationRow> = {}) {
  const row = invitationRow(changes)
  await opened.ledger.createInvitation(row, { mail: false })
  return row
}

const typesOf = async (id: string) =>
  (await opened.ledger.listEvents(id, { take: 100 })).map(({ type }) => type)

describe('the round that notices ends', () => {
  const run = () => createExpiryRound({ ledger: opened.ledger, now: () => now }).run()

  it('writes one event for an end, at the very instant of it, however often it is made', async () => {
    const row = await invite({ expires_at: NOW + 1_000 })
    now = NOW + 999
    await run()
    expect(await typesOf(row.id)).toEqual(['created'])
    now = NOW + 1_000
    await run()
    await run()
    expect(await typesOf(row.id)).toEqual(['created', 'expired'])
  })

  it('writes one event when two processes make it at the same time', async () => {
    const row = await invite({ expires_at: NOW })
    const other = await opened.another()
    const rounds = [opened.ledger, other].map(ledger => createExpiryRound({ ledger, now: () => now }))
    await Promise.all(rounds.flatMap(round => [round.run(), round.run()]))
    expect((await typesOf(row.id)).filter(type => type === 'expired')).toHaveLength(1)
  })

  it('notices the next end of an invitation that was given a new one', async () => {
    const row = await invite({ expires_at: NOW })
    await run()
    const before = await opened.ledger.findInvitation(row.id)
    await opened.ledger.changeInvitations([
      {
        id: row.id,
        version: before?.version ?? 0,
        at: now,
        set: { expires_at: NOW + HOUR_MS, expiry_noted: 0 },
        events: [],
      },
    ])
    await run()
    expect(await typesOf(row.id)).toEqual(['created', 'expired'])
    now = NOW + HOUR_MS
    await run()
    expect(await typesOf(row.id)).toEqual(['created', 'expired', 'expired'])
  })

  it('leaves alone what has come to an end in another way', async () => {
    const rows = []
    for (const status of ['accepted', 'declined', 'revoked'] as const)
      rows.push(await invite({ status, expires_at: NOW }))
    await run()
    for (const { id } of rows) expect(await typesOf(id)).toEqual(['created'])
  })

  it('notices as many as there are', async () => {
    const rows = []
    for (let n = 0; n < 250; n++) rows.push(await invite({ expires_at: NOW }))
    await run()
    for (const { id } of rows) expect(await typesOf(id)).toContain('expired')
  })
})

describe('the round that deletes what has had its time', () => {
  const run = () =>
    createRetentionRound({
      ledger: opened.ledger,
      eventRetentionDays: RETENTION_DAYS,
      now: () => now,
    }).run()
  const count = async (table: string) => {
    const [row] = await opened.query(`select count(*) as n from ${table}`)
    return row?.n
  }

  it('keeps history as long as configured, to the instant, and the invitations for good', async () => {
    const { id } = await invite()
    now = NOW + RETENTION_DAYS * DAY_MS
    await run()
    expect(await typesOf(id)).toEqual(['created'])
    now += 1
    await run()
    expect(await typesOf(id)).toEqual([])
    expect(await opened.ledger.findInvitation(id)).toBeDefined()
  })

  it('is the only one who can: history cannot be changed or deleted before and after it', async () => {
    await invite()
    now = NOW + 1_000 * DAY_MS
    await run()
    await invite({ created_at: now })
    for (const sql of ['delete from events', "update events set type = 'revoked'"])
      await expect(opened.query(sql)).rejects.toThrow('append-only')
  })

  it('deletes why logins were refused after a day', async () => {
    await opened.ledger.createRefusal(refusalRow({ created_at: NOW }))
    now = NOW + DAY_MS
    await run()
    expect(await count('refusals')).toBe(1)
    now += 1
    await run()
    expect(await count('refusals')).toBe(0)
  })

  it('forgets sessions after their end', async () => {
    await opened.ledger.createSession({
      id: 'ses_1',
      secret_hash: 'h',
      previous_hash: null,
      kind: 'member',
      user_id: 'auth0|ada',
      permissions: '[]',
      rotated_at: NOW,
      created_at: NOW,
      seen_at: NOW,
      expires_at: NOW + DAY_MS,
    })
    now = NOW + DAY_MS
    await run()
    expect(await count('sessions')).toBe(1)
    now += 1
    await run()
    expect(await count('sessions')).toBe(0)
  })

  it('keeps what the gate has observed as long as history', async () => {
    const [day = ''] = new Date(NOW).toISOString().split('T')
    const observation = { day, code: 'invitation_required', door: 'log_in Users', client_id: 'portal' }
    await opened.ledger.countObservation(observation)
    now = NOW + RETENTION_DAYS * DAY_MS
    await run()
    expect(await count('gate_observations')).toBe(1)
    now += DAY_MS
    await run()
    expect(await count('gate_observations')).toBe(0)
  })

  it('deletes keys of requests after a day, and counters when their window is long over', async () => {
    const request = { keyHash: 'k', requestHash: 'r', now: NOW, lockedUntil: NOW + 1_000, notBefore: 0 }
    await opened.ledger.beginRequest(request)
    await opened.ledger.incrementCounter({ key: 'inviter', windowStart: NOW, limit: 9 })
    now = NOW + DAY_MS
    await run()
    expect([await count('idempotency_keys'), await count('counters')]).toEqual([1, 1])
    now += DAY_MS + 1
    await run()
    expect([await count('idempotency_keys'), await count('counters')]).toEqual([0, 0])
  })

  it('deletes handoffs a week after they have expired, however many there are', async () => {
    const row = await invite({ expires_at: NOW + 90 * DAY_MS })
    const handoffs = Array.from({ length: 1_001 }, () => handoffRow(row))
    await Promise.all(handoffs.map(handoff => opened.ledger.createHandoff(handoff, NOW)))
    await opened.query(`update invitations set generation = 2 where id = '${row.id}'`)
    now = NOW + 7 * DAY_MS
    await run()
    expect(await count('handoffs')).toBe(1_001)
    now += HOUR_MS
    await run()
    expect(await count('handoffs')).toBe(0)
  })
})
