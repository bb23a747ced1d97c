import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { randomId } from '../../../service/invitations/model/random-id.ts'
import { hashSecret } from '../../../service/ledger/engine/hash-secret.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createSealer, type Sealer } from '../../../service/sign-in/sealed-cookie.ts'
import { createSessions, type SessionKind } from '../../../service/sign-in/sessions.ts'

const administrators: SessionKind = { name: 'administrator', idleMs: 1_800_000, absoluteMs: 43_200_000 }
const members: SessionKind = { ...administrators, name: 'member' }
const ada = { userId: 'auth0|ada', name: 'Ada', email: 'ada@acme.example', permissions: ['read:invitations'] }
const secrets = ['a-cookie-secret-of-32-characters-or-more']

let ledger: Ledger
let sealer: Sealer
let now: number
beforeEach(async () => {
  now = Date.parse('2026-11-20T10:00:00Z')
  ledger = await openSqliteLedger(':memory:')
  sealer = createSealer({ secrets, now: () => now })
})
afterEach(() => ledger.close())

const sessionsOf = (kind: SessionKind) => createSessions({ kind, ledger, sealer, randomId, now: () => now })

describe('a session', () => {
  test('says who signed in, and needs both the cookie and the ledger', async () => {
    const sessions = sessionsOf(administrators)
    const cookie = await sessions.begin(ada)
    const found = await sessions.find(cookie)
    expect(found?.session).toMatchObject(ada)
    await sessions.end(found?.session ?? { id: '' })
    expect(await sessions.find(cookie)).toBeUndefined()
    expect(await sessions.find(undefined)).toBeUndefined()
  })

  test('of one kind opens nothing of the other', async () => {
    const cookie = await sessionsOf(members).begin(ada)
    expect(await sessionsOf(administrators).find(cookie)).toBeUndefined()
    expect(await sessionsOf(members).find(cookie)).toBeDefined()
    // Nor does its secret in a cookie of the other.
    const content = z.object({ secret: z.string() })
    const { secret = '' } =
      (await sealer.open({ purpose: 'session-member', content, ttlSeconds: 60 }, cookie)) ?? {}
    const forged = await sealer.seal(
      { purpose: 'session-administrator', content, ttlSeconds: 60 },
      { secret },
    )
    expect(await sessionsOf(administrators).find(forged)).toBeUndefined()
  })

  test('S51 cannot be made of what stands in the ledger, not even with the secret of the cookies', async () => {
    const sessions = sessionsOf(administrators)
    const cookie = await sessions.begin(ada)
    const kind = {
      purpose: 'session-administrator',
      content: z.object({ secret: z.string() }),
      ttlSeconds: 60,
    }
    const { secret = '' } = (await sealer.open(kind, cookie)) ?? {}
    expect(secret).toMatch(/^[\w-]{22}$/)
    const { id } = (await sessions.find(cookie))?.session ?? { id: '' }
    const row = await ledger.findSession(hashSecret(secret))
    expect(row).toMatchObject({ id, user_id: 'auth0|ada' })
    expect(JSON.stringify(row)).not.toContain(secret)
    expect(JSON.stringify(row)).not.toContain('ada@acme.example')
    for (const text of Object.values(row ?? {}))
      expect(await sessions.find(await sealer.seal(kind, { secret: String(text) }))).toBeUndefined()
  })

  test('has form tokens of its own: of no other session, and of no other kind', async () => {
    const sessions = sessionsOf(administrators)
    const one = { id: 'ses_one' }
    const token = await sessions.makeFormToken(one)
    expect(await sessions.isFormToken(one, token)).toBe(true)
    expect(await sessions.isFormToken({ id: 'ses_two' }, token)).toBe(false)
    expect(await sessions.isFormToken(one, undefined)).toBe(false)
    expect(await sessionsOf(members).isFormToken(one, token)).toBe(false)
  })
})

describe('the time of a session', () => {
  const start = Date.parse('2026-11-20T10:00:00Z')
  const rowOf = async (cookie: string) => {
    const content = z.object({ secret: z.string() })
    const { secret = '' } =
      (await sealer.open({ purpose: 'session-administrator', content, ttlSeconds: 60 }, cookie)) ?? {}
    return ledger.findSession(hashSecret(secret))
  }

  test('is noted when a minute has passed, and not for every request', async () => {
    const sessions = sessionsOf(administrators)
    const cookie = await sessions.begin(ada)
    now = start + 59_999
    await sessions.find(cookie)
    expect((await rowOf(cookie))?.seen_at).toBe(start)
    now = start + 60_000
    expect((await sessions.find(cookie))?.cookie).toBeUndefined()
    expect((await rowOf(cookie))?.seen_at).toBe(start + 60_000)
  })

  test('brings another secret after ten minutes, and not before', async () => {
    const sessions = sessionsOf(administrators)
    const cookie = await sessions.begin(ada)
    now = start + 599_999
    expect((await sessions.find(cookie))?.cookie).toBeUndefined()
    now = start + 600_000
    const renewed = (await sessions.find(cookie))?.cookie
    expect(renewed).toBeDefined()
    expect(renewed).not.toBe(cookie)
    expect((await sessions.find(renewed))?.session).toMatchObject(ada)
  })

  test('S20 is a minute for the secret before, for requests under way; after it nobody has the session', async () => {
    const sessions = sessionsOf(administrators)
    const old = await sessions.begin(ada)
    now = start + 600_000
    const renewed = (await sessions.find(old))?.cookie
    now += 60_000
    expect(await sessions.find(old)).toMatchObject({ session: ada, cookie: undefined })
    expect(await sessions.find(renewed)).toBeDefined()
    now += 1
    expect(await sessions.find(old)).toBeUndefined()
    // Two browsers have what only one can have: neither keeps it.
    expect(await sessions.find(renewed)).toBeUndefined()
  })

  test('is over when nothing was asked for so long, at that very millisecond', async () => {
    const sessions = sessionsOf(administrators)
    const cookie = await sessions.begin(ada)
    now = start + administrators.idleMs - 1
    const renewed = (await sessions.find(cookie))?.cookie
    now += administrators.idleMs - 1
    expect(await sessions.find(renewed)).toBeDefined()
    const other = await sessions.begin(ada)
    now += administrators.idleMs
    expect(await sessions.find(other)).toBeUndefined()
    now -= administrators.idleMs
    expect(await sessions.find(other)).toBeUndefined()
  })

  test('is over at its end, however busy it was', async () => {
    const kind: SessionKind = { name: 'administrator', idleMs: 60_000_000, absoluteMs: 120_000 }
    const sessions = sessionsOf(kind)
    // The cookie of a longer one: what ends it is the ledger.
    const cookie = await sessions.begin(ada)
    const content = z.object({ secret: z.string() })
    const seal = { purpose: 'session-administrator', content, ttlSeconds: 86_400 }
    const kept = await sealer.seal(seal, (await sealer.open(seal, cookie)) ?? { secret: '' })
    now = start + 119_999
    expect(await sessions.find(kept)).toBeDefined()
    now = start + 120_000
    expect(await sessions.find(kept)).toBeUndefined()
  })
})
