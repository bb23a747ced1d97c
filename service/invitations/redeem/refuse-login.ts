import type { RedemptionRequest, RedemptionResponse } from '../../../contract/calls.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import { hashSecret } from '../../ledger/engine/hash-secret.ts'
import type { Ledger, NewWork } from '../../ledger/ledger.ts'
import { workPriority } from '../../ledger/schema/work-priority.ts'
import { STRAY_REMOVAL_DELAY_MS } from '../accounts/decide-stray-removal.ts'
import { isPossibleStray } from '../accounts/is-possible-stray.ts'
import type { Login } from '../model/login.ts'
import type { Presented } from './find-presented.ts'

export interface RefuseDeps {
  ledger: Pick<Ledger, 'createRefusal'>
  /** Milliseconds since 1970. */
  now(): number
  randomId(): string
}

/** Keeps why a login was refused under a ticket of 128 random bits, and looks after the profile it may have left. */
export async function refuseLogin(
  deps: RefuseDeps,
  refused: {
    request: RedemptionRequest
    login: Login
    code: RefusalCode
    presented: Presented['presented']
  },
): Promise<Extract<RedemptionResponse, { outcome: 'refused' }>> {
  const { request, login, code, presented } = refused
  const now = deps.now()
  const ticket = deps.randomId()
  const row = {
    ticket_hash: hashSecret(ticket),
    code,
    user_id: login.userId,
    user_created_at: login.userCreatedAt,
    login_address: request.user.email ?? null,
    connection: login.connection.name,
    client_id: login.clientId,
    invitation_id: presented?.invitation.id ?? null,
    handoff_ref: presented?.handoff.ref ?? null,
    hostname: request.hostname ?? null,
    passed: request.passes ? (1 as const) : (0 as const),
    logins_count: login.loginsCount,
    created_at: now,
  }
  const removal = isPossibleStray({ code, login, request, now }) ? toRemoval(login.userId, now) : undefined
  await deps.ledger.createRefusal(row, removal)
  return { outcome: 'refused', code, refusal: ticket }
}

function toRemoval(userId: string, now: number): NewWork {
  return {
    kind: 'stray_removal',
    subject: userId,
    generation: 0,
    priority: workPriority.stray_removal,
    available_at: now + STRAY_REMOVAL_DELAY_MS,
  }
}
