import { expect } from 'vitest'
import type { Engine } from '../fault-world.ts'
import { checkInvariants } from '../invariants.ts'
import { isOpen, type Known } from './soak-model.ts'
import { operations, work } from './soak-operations.ts'
import { createSoakWorld, type SoakWorld } from './soak-world.ts'

const CHECK_EVERY = 250
/** More than the longest pause between two attempts. */
const LATER_MS = 700_000

/** Does so many operations one after the other and compares with the model, over and over and in the end. */
export async function soak(engine: Engine, { seed, count }: { seed: number; count: number }): Promise<void> {
  const world = await createSoakWorld(engine, seed)
  let doing = 'nothing yet'
  try {
    const bag = Object.entries(operations).flatMap(([name, [weight]]) => Array<string>(weight).fill(name))
    for (let n = 1; n <= count; n++) {
      const name = bag[world.chance(bag.length)] ?? ''
      doing = `operation ${n}, ${name}`
      await perform(world, name)
      if (n % CHECK_EVERY === 0) await compare(world, { isSettled: false })
    }
    doing = 'the end'
    await settle(world)
    // Where everything is refused, everything agrees.
    const joined = world.known.reduce((sum, { users }) => sum + users.size, 0)
    expect(joined).toBeGreaterThan(count / 50)
  } catch (cause) {
    const again = `GUESTLIST_SOAK_SEED=${seed} GUESTLIST_SOAK_OPERATIONS=${count}`
    throw new Error(`soak on ${engine}: ${doing} (${again})`, { cause })
  } finally {
    await world.close()
  }
}

async function perform(world: SoakWorld, name: string): Promise<void> {
  const { known, chance } = world
  // Mostly with one of the latest: what is old is over.
  const recent = Math.min(known.length, chance(5) === 0 ? known.length : 12)
  const one = known[known.length - 1 - (recent > 0 ? chance(recent) : 0)]
  const [, run] = operations[one ? name : 'create'] ?? []
  await run?.(world, one as Known)
}

async function compare({ opened, known, tenant, clock }: SoakWorld, options: { isSettled: boolean }) {
  const rows = await opened.query('select id, status, generation, uses, expires_at from invitations')
  const actual = new Map(rows.map(row => [row.id, row]))
  for (const { id, status, generation, uses, expiresAt } of known)
    expect(actual.get(id)).toEqual({ id, status, generation, uses, expires_at: expiresAt })
  await checkInvariants({ query: opened.query, rolesOf: tenant.rolesOf, now: clock.now() }, options)
  const redeemed = await opened.query('select invitation_id, user_id from redemptions')
  expect(redeemed.map(({ invitation_id, user_id }) => `${invitation_id} ${user_id}`).sort()).toEqual(
    known.flatMap(({ id, users }) => [...users].map(user => `${id} ${user}`)).sort(),
  )
}

/** Nothing goes wrong any more, and everything has the time it needs. */
async function settle(world: SoakWorld): Promise<void> {
  const { tenant, clock, known, uploaded, opened } = world
  tenant.faultOf = () => undefined
  const expected = known.filter(
    one => one.email !== null && isOpen(one) && one.expiresAt > clock.now() + LATER_MS,
  )
  for (let round = 0; round < 3; round++) {
    await clock.advance(LATER_MS)
    await work(world)
  }
  expect([...uploaded]).toEqual([])
  expect(await opened.query('select count(*) as count from invitations')).toEqual([{ count: known.length }])
  await compare(world, { isSettled: true })
  checkMessages(world, expected)
}

function checkMessages({ tenant, known, unanswered }: SoakWorld, expected: readonly Known[]): void {
  const times = new Map<string, number>()
  for (const message of tenant.taken) times.set(message, (times.get(message) ?? 0) + 1)
  for (const { id, generation } of expected) expect(times.has(`${id}/${generation}`)).toBe(true)
  // Once for each generation, but where an answer was lost, so that nobody could know that it had been taken.
  for (const { id, email, isSingle, generation } of known.filter(one => one.isSingle)) {
    const lost = unanswered.get(`send ${email}`) ?? 0
    const sent = Array.from({ length: generation }, (_, n) => times.get(`${id}/${n + 1}`) ?? 0)
    const twice = sent.reduce((sum, count) => sum + Math.max(0, count - 1), 0)
    expect({ isSingle, twice: Math.min(twice, lost) }).toEqual({ isSingle, twice })
  }
}
