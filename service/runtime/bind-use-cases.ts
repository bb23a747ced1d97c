import { shareLookups } from '../invitations/accounts/look-up-accounts.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { createNativeInvitations } from '../invitations/redeem/native-invitations.ts'
import { createInvitationUseCases, type InvitationUseCases } from '../invitations/use-cases.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

/** Fills in what the use cases of invitations need. */
export function bindUseCases(config: Config, parts: Parts, wakeWorker: () => void): InvitationUseCases {
  const { clock, management } = parts
  return createInvitationUseCases({
    ledger: parts.ledger,
    management,
    catalog: parts.catalog,
    keys: parts.keys,
    codes: parts.codes,
    guard: parts.guard,
    gateMonitor: parts.gateMonitor,
    lookups: shareLookups(management),
    nativeInvitations: createNativeInvitations({ gate: config.gate, management, now: clock.now }),
    config,
    policy: config.policy,
    presses: config.policy.presses,
    gate: config.gate,
    joining: config.joining,
    clientId: config.clientId,
    wakeWorker,
    now: clock.now,
    randomId,
  })
}
