import { InvitationError } from '../../../../service/invitations/model/invitation-error.ts'
import { createInvitationWorld } from '../invitation-world.ts'
import { checkLife } from './check-life.ts'
import { type Counts, type Doing, invite, operate } from './life-operations.ts'

/** One thing that a worker does: which, to which invitation, as which guest, and after how many turns of the others. */
export interface Step {
  readonly operation: number
  readonly target: number
  readonly guest: number
  readonly pause: number
}

/** Workers over one ledger file, each with a process's view of it. */
export async function createLifeHistory({ ledgers }: { ledgers: number }) {
  const world = await createInvitationWorld()
  const { clock, inviter } = world
  const views = [world.ledger]
  while (views.length < ledgers) views.push(await world.another())
  const counts: Counts = { redeemed: 0, released: 0, revokedMatching: 0, revoked: 0, declined: 0 }
  const scenes = views.map(ledger => ({ scene: { ...world.deps, ledger }, clock, inviter, counts }))
  return {
    /** Lets so many workers do the steps, each as soon as one of them has time for it. */
    async run(steps: readonly Step[], workers: number) {
      const waiting = [...steps]
      const work = async (scene: (typeof scenes)[number] | undefined) => {
        for (let step = waiting.shift(); scene && step; step = waiting.shift()) await perform(scene, step)
      }
      await Promise.all(Array.from({ length: workers }, (_, n) => work(scenes[n % scenes.length])))
    },
    check: () => checkLife(world, counts),
    close: () => world.close(),
  }
}

/** A rule may refuse; nothing else may go wrong. */
async function perform(
  scene: Omit<Doing, 'row' | 'target' | 'guest'>,
  { operation, target, guest, pause }: Step,
): Promise<void> {
  for (let turn = 0; turn < pause; turn++) await new Promise(resolve => setImmediate(resolve))
  // The newest ones, so that workers meet; mostly such that something can be done with.
  const filter = pause > 0 ? ({ status: 'pending' } as const) : {}
  const rows = await scene.scene.ledger.listInvitations({ filter, take: 6, now: scene.clock.now })
  const row = rows[target % Math.max(1, rows.length)]
  try {
    await (row ? operate(operation, { ...scene, row, target, guest }) : invite({ ...scene, target, guest }))
  } catch (error) {
    if (!(error instanceof InvitationError)) throw error
  }
}
