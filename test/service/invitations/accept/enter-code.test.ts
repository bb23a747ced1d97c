import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type EnterCodeDeps,
  enterCode,
  MAX_CODE_TRIES,
} from '../../../../service/invitations/accept/enter-code.ts'
import { createInvitationCodes } from '../../../../service/invitations/accept/invitation-code.ts'
import type { Ledger } from '../../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../../service/ledger/sqlite-ledger.ts'
import { invitationRow, NOW } from '../../ledger/ledger-rows.ts'

const codes = createInvitationCodes({ secrets: ['a-secret-of-the-cookies-0123456789abc'] })
const WRONG = '00000-00000'
const HOUR_MS = 3_600_000

let ledger: Ledger
let deps: EnterCodeDeps

beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
  deps = { ledger, codes, limits: { wrongCodesPerIpPerHour: 3 }, now: () => NOW }
})
afterEach(() => ledger.close())

/** Stores an invitation and returns its code. */
async function store(changes: Parameters<typeof invitationRow>[0] = {}) {
  const row = invitationRow(changes)
  await ledger.createInvitation(row, { mail: false })
  const key = { invitationId: row.id, generation: row.generation }
  return { key, code: codes.codeFor(key) }
}

const enter = (code: string, email = 'ada@example.com') =>
  enterCode(deps, { email, code, network: undefined })

test('finds the invitation, however the address is written', async () => {
  const { key, code } = await store()
  expect(await enter(code, ' Ada@EXAMPLE.com')).toEqual({ outcome: 'opened', key })
})

test('finds one among the newest ten of an address', async () => {
  const first = await store({ created_at: NOW - 10 })
  for (let others = 0; others < 9; others++) await store({ created_at: NOW + others })
  expect(await enter(first.code)).toMatchObject({ outcome: 'opened' })
  await store({ created_at: NOW + 9 })
  expect(await enter(first.code)).toEqual({ outcome: 'wrong' })
})

test.each(['declined', 'revoked'] as const)('finds none that was %s', async status => {
  const { code } = await store({ status })
  expect(await enter(code)).toEqual({ outcome: 'wrong' })
})

describe('S40 the tries of a code', () => {
  test('are five: the sixth is not compared, even if it is right', async () => {
    const { key, code } = await store()
    for (let tries = 0; tries < MAX_CODE_TRIES; tries++)
      expect(await enter(WRONG)).toEqual({ outcome: 'wrong' })
    expect(await enter(code)).toEqual({ outcome: 'wrong' })
    expect(await ledger.countCodeTry(key.invitationId, key.generation)).toBe(7)
  })

  test('are five of many that come at once', async () => {
    await store()
    const matches = vi.fn(() => false)
    deps = { ...deps, codes: { ...codes, matches } }
    await Promise.all(Array.from({ length: 30 }, () => enter(WRONG)))
    expect(matches).toHaveBeenCalledTimes(MAX_CODE_TRIES)
  })

  test('begin anew after the right one', async () => {
    const { code } = await store()
    for (let tries = 1; tries < MAX_CODE_TRIES; tries++) await enter(WRONG)
    expect(await enter(code)).toMatchObject({ outcome: 'opened' })
    for (let tries = 1; tries < MAX_CODE_TRIES; tries++) await enter(WRONG)
    expect(await enter(code)).toMatchObject({ outcome: 'opened' })
  })

  test('belong to one generation', async () => {
    const { key, code } = await store({ generation: 2 })
    for (let tries = 0; tries < 9; tries++) await ledger.countCodeTry(key.invitationId, 1)
    expect(await enter(code)).toMatchObject({ outcome: 'opened' })
  })
})

describe('S65 the tries of a network', () => {
  const from = (network: string, code: string) => enterCode(deps, { email: 'ada@example.com', code, network })

  test('S65 are the wrong ones: a company enters as many right codes as it has people', async () => {
    const { code } = await store()
    for (let people = 0; people < 20; people++)
      expect(await from('203.0.113.1', code)).toMatchObject({ outcome: 'opened' })
    for (let tries = 0; tries < 3; tries++)
      expect(await from('203.0.113.1', WRONG)).toEqual({ outcome: 'wrong' })
    expect(await from('203.0.113.1', code)).toEqual({
      outcome: 'too_many',
      retryAfterSeconds: (HOUR_MS - (NOW % HOUR_MS)) / 1000,
    })
    expect(await from('203.0.113.2', code)).toMatchObject({ outcome: 'opened' })
  })

  test('S65 are counted before they are compared: of many at once, no more are compared', async () => {
    await store()
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => from('203.0.113.1', WRONG)))
    expect(outcomes.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(3)
  })

  test('S65 are any number where the policy says so', async () => {
    deps = { ...deps, limits: { wrongCodesPerIpPerHour: null } }
    for (let tries = 0; tries < 9; tries++)
      expect(await from('203.0.113.1', WRONG)).toEqual({ outcome: 'wrong' })
  })
})
