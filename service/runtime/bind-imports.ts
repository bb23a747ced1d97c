import type { ImportDeps } from '../imports/import-deps.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { maySeeExistence } from '../policy/existence.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

/** Fills in what the use cases of imports need. */
export function bindImportDeps(config: Config, parts: Parts): ImportDeps {
  return {
    ...parts,
    config,
    policy: config.policy,
    seesExistence: inviter => maySeeExistence(config.existenceVisibleTo, inviter),
    now: parts.clock.now,
    randomId,
  }
}
