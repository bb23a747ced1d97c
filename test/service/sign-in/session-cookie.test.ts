import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { randomId } from '../../../service/invitations/model/random-id.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createSealer } from '../../../service/sign-in/sealed-cookie.ts'
import { createSessions, type SessionKind, type Sessions } from '../../../service/sign-in/sessions.ts'

const MINUTE_MS = 60_000
const secrets = ['a-cookie-secret-of-32-characters-or-more']
const kind: SessionKind = { name: 'member', idleMs: 30 * MINUTE_MS, absoluteMs: 720 * MINUTE_MS }
const grace = { userId: 'auth0|grace', name: 'Grace', email: 'grace@example.com', permissions: [] }

let ledger: Ledger
let now: number
let sessions: Sessions
beforeEach(async () => {
  now = Date.parse('2026-11-20T10:00:00Z')
  ledger = await openSqliteLedger(':memory:')
  sessions = createSessionsIn(ledger)
})
afterEach(() => ledger.close())

function createSessionsIn(ledger: Ledger): Sessions {
  const sealer = createSealer({ secrets, now: () => now })
  return createSessions({ kind, ledger, sealer, randomId, now: () => now })
}

/** When the cookie comes back after a while: is there a session, and is there a new cookie for it? */
async function comeBack(cookie: string, afterMs: number) {
  now += afterMs
  const found = await sessions.find(cookie)
  return { isIn: found !== undefined, cookie: found?.cookie }
}

describe('a secret that was exchanged', () => {
  test('is good for a minute, for requests that were under way, which count for nothing else', async () => {
    const old = await sessions.begin(grace)
    const { cookie = '' } = await comeBack(old, 10 * MINUTE_MS)
    const exchangedAt = now
    expect(await comeBack(old, MINUTE_MS)).toEqual({ isIn: true, cookie: undefined })
    // Not seen since the exchange: half an hour is counted from there.
    expect(await comeBack(cookie, exchangedAt + kind.idleMs - now)).toMatchObject({ isIn: false })
  })
})

describe('the cookie of a session', () => {
  test('is not handed out before the session is in the ledger, and never when it cannot be', async () => {
    const lost = new Error('the ledger is down')
    const slow = createSessionsIn({
      ...ledger,
      createSession: async row => {
        await new Promise(resolve => setImmediate(resolve))
        await ledger.createSession(row)
      },
    })
    expect(await sessions.find(await slow.begin(grace))).toBeDefined()
    const broken = createSessionsIn({ ...ledger, createSession: () => Promise.reject(lost) })
    await expect(broken.begin(grace)).rejects.toBe(lost)
  })

  test('that is over is not refused before the session is out of the ledger', async () => {
    const cookie = await sessions.begin(grace)
    now += kind.idleMs
    const lost = new Error('the ledger is down')
    const broken = createSessionsIn({ ...ledger, deleteSession: () => Promise.reject(lost) })
    await expect(broken.find(cookie)).rejects.toBe(lost)
  })

  test('is not a new one where the exchange was not stored', async () => {
    const old = await sessions.begin(grace)
    now += 10 * MINUTE_MS
    const late = createSessionsIn({ ...ledger, changeSession: async () => false })
    expect(await late.find(old)).toMatchObject({ cookie: undefined })
    expect((await sessions.find(old))?.cookie).toBeDefined()
  })

  test('is of no use after the whole time of the session, not even with the ledger of an hour ago', async () => {
    const sealer = createSealer({ secrets, now: () => now })
    const content = z.object({ secret: z.string() })
    const open = (text: string) => sealer.open({ purpose: 'session-member', content, ttlSeconds: 1 }, text)
    const cookie = await sessions.begin(grace)
    now += kind.absoluteMs - 1_000
    expect(await open(cookie)).toBeDefined()
    now += 1_000
    expect(await open(cookie)).toBeUndefined()
  })

  test('comes with an answer only once the ledger has noted the request', async () => {
    const cookie = await sessions.begin(grace)
    now += MINUTE_MS
    const lost = new Error('the ledger is down')
    const broken = createSessionsIn({ ...ledger, changeSession: () => Promise.reject(lost) })
    await expect(broken.find(cookie)).rejects.toBe(lost)
  })

  test('says what the tenant said about the person, also after the exchange', async () => {
    const cookie = (await comeBack(await sessions.begin(grace), 10 * MINUTE_MS)).cookie ?? ''
    const session = (await sessions.find(cookie))?.session
    expect(session).toEqual({ ...grace, id: expect.stringMatching(/^ses_[\w-]{22}$/) })
  })
})

describe('the token of a form', () => {
  test('is good for as long as a session may last, and not at that second', async () => {
    const session = { id: 'ses_one' }
    const token = await sessions.makeFormToken(session)
    now += kind.absoluteMs - 1_000
    expect(await sessions.isFormToken(session, token)).toBe(true)
    now += 1_000
    expect(await sessions.isFormToken(session, token)).toBe(false)
  })
})
