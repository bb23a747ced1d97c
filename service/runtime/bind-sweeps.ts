import type { SweepUseCases } from '../http/admin/sweep-use-cases.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { readStandingPermissions } from '../policy/standing-permissions.ts'
import type { SweepDeps } from '../sweeps/run-sweep.ts'
import { beginSweep, cancelSweep, findOwnSweep } from '../sweeps/sweep.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

/** Fills in what the work of sweeps needs. */
export function bindSweepDeps(config: Config, parts: Parts): SweepDeps {
  const { apiAudience, policy } = config
  return {
    ...parts,
    config,
    policy,
    now: parts.clock.now,
    randomId,
    standingOf: (userId, held) => readStandingPermissions({ ...parts, apiAudience }, userId, held),
  }
}

/** What pages ask of the rules about sweeps. */
export function bindSweeps({ ledger, clock }: Parts, wakeWorker: () => void): SweepUseCases {
  const deps = { ledger, now: clock.now }
  return {
    async begin(sweep, caller) {
      const id = await beginSweep(deps, sweep, caller)
      wakeWorker()
      return id
    },
    find: (id, caller) => findOwnSweep(deps, id, caller),
    cancel: (id, caller) => cancelSweep(deps, id, caller),
  }
}
