import { beforeAll, describe, expect, it } from 'vitest'
import { situations } from './doors/situation.ts'
import { doors, knock, type Mode, prepareDoor, table, tableGate } from './doors/table.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'

it('S29 every door is in the table, and every row of the table has a door', () => {
  expect(doors.map(({ name }) => name).sort()).toEqual(Object.keys(table).sort())
})

describe.each<Mode>(['invite-only', 'open', 'observe'])(
  'S29 every way to make a user passes one gate: %s',
  mode => {
    const world = useGateWorld({ ...tableGate, mode })

    describe.each(doors)('$name', door => {
      const row = table[door.name]
      const expected = row?.[mode] ?? row?.['invite-only'].map(word => (word === 'granted' ? word : 'in'))
      beforeAll(() => prepareDoor(world, door))

      it.each(
        situations.map((situation, place) => [situation, expected?.[place] ?? 'nothing', place] as const),
      )('%s: %s', async (situation, word, place) => {
        const before = await countObserved(world, row?.['invite-only'][place] ?? '')
        expect(await knock(world, door, situation)).toBe(word)
        const refusal = row?.['invite-only'][place] ?? ''
        const isRefusal = refusal !== 'granted' && refusal !== 'in'
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
