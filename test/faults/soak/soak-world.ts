import { createManualClock } from '../../service/manual-clock.ts'
import { createProcess, type Engine, engines, loginOf, type Person, type Process } from '../fault-world.ts'
import { createTenantInMemory } from '../tenant-in-memory.ts'
import { createChance, hash } from './chance.ts'
import type { Begun, Known } from './soak-model.ts'

/** The service under way, beside the model of what it should have made of everything that was done. */
export interface SoakWorld extends Awaited<ReturnType<typeof createSoakWorld>> {}

/** Each request outside goes wrong with a chance that hangs on nothing but the seed and how often it was made. */
export async function createSoakWorld(engine: Engine, seed: number) {
  const opened = await engines[engine]()
  const clock = createManualClock()
  const tenant = createTenantInMemory(clock)
  const asked = new Map<string, number>()
  const unanswered = new Map<string, number>()
  tenant.faultOf = request => {
    const times = (asked.get(request) ?? 0) + 1
    asked.set(request, times)
    const dice = hash(`${seed} ${times} ${request.replace(/inv_\S+/, '')}`) % 100
    if (dice < 12) return 'lost'
    if (dice >= 22) return undefined
    unanswered.set(request, (unanswered.get(request) ?? 0) + 1)
    return 'unanswered'
  }
  const madeAt = new Map<string, number>()
  return {
    engine,
    opened,
    clock,
    tenant,
    unanswered,
    chance: createChance(seed),
    process: (await createProcess(opened.ledger, tenant)) as Process,
    known: [] as Known[],
    begun: [] as Begun[],
    /** Addresses of files whose invitations have not been seen yet. */
    uploaded: new Set<string>(),
    count: 0,
    /** How somebody logs in; their account is made the first time. */
    loginOf(person: Person) {
      const at = madeAt.get(person.userId) ?? clock.now()
      madeAt.set(person.userId, at)
      tenant.addUser(person, at)
      return loginOf(person, at)
    },
    close: () => opened.close(),
  }
}
