import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RefusalCode } from '../../contract/refusal.ts'
import { databaseDoors } from './doors/database-doors.ts'
import type { Door, Result } from './doors/door.ts'
import { otherDoors } from './doors/other-doors.ts'
import { passwordlessDoors } from './doors/passwordless-doors.ts'
import { providerDoors } from './doors/provider-doors.ts'
import { type Situation, situate, situations } from './doors/situation.ts'
import { type GateWorld, useGateWorld } from './gate-world.ts'

const doors = [...databaseDoors, ...passwordlessDoors, ...providerDoors, ...otherDoors]

type Mode = 'invite-only' | 'open' | 'observe'
/** `granted`: in, with what the invitation gives. */
type Expected = 'granted' | 'in' | RefusalCode
/** One per situation: invited and right address, other address, handed out, not invited, expired, revoked, used up. */
type Row = readonly [Expected, Expected, Expected, Expected, Expected, Expected, Expected]

// Short names, so that the table is one.
const granted = 'granted'
const isIn = 'in'
const mismatch = 'address_mismatch'
const unproven = 'address_unproven'
const required = 'invitation_required'
const late = 'handoff_expired'
const revoked = 'invitation_revoked'
const used = 'invitation_used'

/** A link that was handed out needs a proof of the address besides; where there is one, the row is `proving`. */
const claiming: Row = [granted, mismatch, unproven, required, late, revoked, used]
const proving: Row = [granted, mismatch, granted, required, late, revoked, used]
/** Nothing can be brought there: a proven address is all that counts, or nothing does. */
const byAddress: Row = [granted, required, granted, required, required, required, required]
const never: Row = [required, required, required, required, required, required, required]
/** Let in by something else than an invitation, which is given besides where it can be brought. */
const freeClaiming: Row = [granted, isIn, isIn, isIn, isIn, isIn, isIn]
const freeProving: Row = [granted, isIn, granted, isIn, isIn, isIn, isIn]
const free: Row = [isIn, isIn, isIn, isIn, isIn, isIn, isIn]

/** What is expected of each door, by mode. Where only two are named, observing is as refusing, but for the refusals. */
const table: Record<string, { 'invite-only': Row; open: Row; observe?: Row }> = {
  'database: sign-up form': { 'invite-only': claiming, open: freeClaiming },
  'database: identifier first, in two screens': { 'invite-only': claiming, open: freeClaiming },
  'database: sign-up with a passkey': { 'invite-only': claiming, open: freeClaiming },
  'database: telephone number and password': { 'invite-only': claiming, open: freeClaiming },
  'database: user name without an address': {
    'invite-only': [mismatch, mismatch, mismatch, required, late, revoked, used],
    open: free,
  },
  'database: one-time code with implicit sign-up': { 'invite-only': proving, open: freeProving },
  'database: POST /dbconnections/signup, then the log-in form': { 'invite-only': claiming, open: free },
  'database: lazy migration from another one': { 'invite-only': claiming, open: freeClaiming },
  'database: bulk import, then the log-in form': { 'invite-only': claiming, open: freeClaiming },
  'passwordless: code by email': { 'invite-only': proving, open: freeProving },
  'passwordless: code by SMS': { 'invite-only': proving, open: freeProving },
  'passwordless: code by email, through the API': { 'invite-only': byAddress, open: free },
  'social: Google, an address at Gmail': { 'invite-only': proving, open: freeProving },
  'social: Google, an account of its own Workspace domain': { 'invite-only': proving, open: freeProving },
  'social: Google, an address elsewhere': { 'invite-only': claiming, open: freeClaiming },
  'social: Facebook, an address that is not verified': { 'invite-only': claiming, open: freeClaiming },
  'social: Facebook, without an address': {
    'invite-only': [mismatch, mismatch, mismatch, required, late, revoked, mismatch],
    open: free,
  },
  'social: a provider of its own that asserts anything': { 'invite-only': claiming, open: freeClaiming },
  'enterprise: OpenID Connect, listed for the domain': { 'invite-only': proving, open: freeProving },
  'enterprise: OpenID Connect, listed for another domain': { 'invite-only': claiming, open: freeClaiming },
  'enterprise: SAML, not listed': { 'invite-only': claiming, open: freeClaiming },
  'social: native, by token exchange': { 'invite-only': byAddress, open: free },
  // It is the making of the user that is refused; once made, a login with an invitation is one like any other.
  'Management API or dashboard': { 'invite-only': never, open: freeClaiming, observe: freeClaiming },
  'Management API, admitted by an administrator': { 'invite-only': freeClaiming, open: freeClaiming },
  'password grant': { 'invite-only': never, open: free },
  'refresh token': { 'invite-only': byAddress, open: free },
  'silent login': { 'invite-only': proving, open: freeProving },
  'single sign-on': { 'invite-only': proving, open: freeProving },
  'device flow': { 'invite-only': never, open: free },
  'linked account, by the identity that has the address': { 'invite-only': proving, open: freeProving },
  'custom token exchange that makes users': { 'invite-only': byAddress, open: free },
  'SCIM, then the company’s log-in': { 'invite-only': proving, open: freeProving },
}

const gate = { enterprise_domains: { 'acme-oidc': ['acme.example'] } }
let number = 0

async function knock(world: GateWorld, door: Door, situation: Situation): Promise<Result> {
  number += 1
  const visit = await situate(world, { door, situation, number })
  return door.knock(visit)
}

function toWord(result: Result): string {
  if ('roles' in result) return result.roles.includes('Editor') ? granted : isIn
  return 'refused' in result ? result.refused : result.unknown
}

it('S29 every door is in the table, and every row of the table has a door', () => {
  expect(doors.map(({ name }) => name).sort()).toEqual(Object.keys(table).sort())
})

describe.each<Mode>(['invite-only', 'open', 'observe'])(
  'S29 every way to make a user passes one gate: %s',
  mode => {
    const world = useGateWorld({ ...gate, mode })

    describe.each(doors)('$name', door => {
      const row = table[door.name]
      const expected = row?.[mode] ?? row?.['invite-only'].map(word => (word === granted ? granted : isIn))
      beforeAll(async () => {
        await world.reset()
        await world.tenant.control.setSwitches(door.switches ?? {})
        for (const connection of door.connections ?? []) await world.tenant.control.addConnection(connection)
      })
      afterEach(() => {
        world.ahead.ms = 0
      })

      it.each(
        situations.map((situation, place) => [situation, expected?.[place] ?? 'nothing', place] as const),
      )('%s: %s', async (situation, word, place) => {
        const before = await countObserved(world, row?.['invite-only'][place] ?? '')
        expect(toWord(await knock(world, door, situation))).toBe(word)
        const refusal = row?.['invite-only'][place] ?? ''
        const isRefusal = refusal !== granted && refusal !== isIn
        const seen = (await countObserved(world, refusal)) - before
        // Whoever would have been refused is counted, and nobody else is.
        if (mode !== 'observe' || !isRefusal) expect(seen).toBe(0)
        else expect(seen).toBeGreaterThan(0)
      })
    })
  },
)

async function countObserved({ ledger }: GateWorld, code: string): Promise<number> {
  const rows = await ledger.listObservations({ from: '2020-01-01', to: '2099-12-31' })
  return rows.filter(row => row.code === code).reduce((sum, { count }) => sum + count, 0)
}
