import type { Clock } from '../../service/base/clock.ts'
import type { Caller } from '../../service/http/api/access-token.ts'
import type { Ledger } from '../../service/ledger/ledger.ts'
import type { Mailer } from '../../service/mail/mailer.ts'
import type { ManagementApi } from '../../service/management/management-api.ts'
import { bindImportDeps } from '../../service/runtime/bind-imports.ts'
import { bindUseCases } from '../../service/runtime/bind-use-cases.ts'
import { bindWork } from '../../service/runtime/bind-work.ts'
import { parseConfig } from '../../service/runtime/config.ts'
import { createParts } from '../../service/runtime/parts.ts'
import { createWorker } from '../../service/work/worker.ts'
import { databaseLogin, identity } from '../service/invitations/logins.ts'
import { openTemporaryLedger } from '../service/ledger/temporary-ledger.ts'
import { openTemporaryPostgresLedger } from '../service/ledger/temporary-postgres-ledger.ts'
import { makeEnvironment } from '../service/test-environment.ts'

/** The engines that whatever is tested here has to be true of. */
export const engines = { SQLite: openTemporaryLedger, PostgreSQL: openTemporaryPostgresLedger }
export type Engine = keyof typeof engines

/** A back end that may invite to everything. */
export const inviter: Caller = {
  id: 'api@clients',
  kind: 'client',
  permissions: new Set(['grant:any', 'create:invitations', 'create:shared_links']),
} as Caller

/** What a service meets outside itself. */
export interface Outside {
  readonly clock: Clock
  readonly management: ManagementApi
  readonly mailer: Mailer
}

const environment = await makeEnvironment()
const noLimits = {
  perInviterPerDay: null,
  perRecipientPerDay: null,
  perTenantPerDay: null,
  perIpPerHour: null,
}

/** The whole service over a ledger, but for its HTTP: use cases, and a worker that does what is due when it is told to. */
export async function createProcess(ledger: Ledger, outside: Outside) {
  const parsed = await parseConfig(environment)
  const config = { ...parsed, policy: { ...parsed.policy, limits: noLimits } }
  const parts = await createParts(config, { ...outside, ledger, writeLog: () => {} })
  const worker = createWorker({
    ledger,
    clock: outside.clock,
    log: parts.log,
    random: () => 0.5,
    ...bindWork(config, parts),
  })
  const { open: _, ...useCases } = bindUseCases(config, parts, () => {})
  return { ...useCases, ledger, worker, importDeps: bindImportDeps(config, parts) }
}

export type Process = Awaited<ReturnType<typeof createProcess>>

/** The invitation as a link of it is presented. */
export const keyOf = ({ id, generation }: { id: string; generation: number }) => ({
  invitationId: id,
  generation,
})

/** Somebody who logs in with a code that comes by mail, and has proven the address by that. */
export function personOf(email: string, account: string | number = '') {
  return { userId: `email|${email}${account}`, email }
}

export type Person = ReturnType<typeof personOf>

export const loginOf = ({ userId, email }: Person, madeAt: number) => ({
  ...databaseLogin(madeAt, {
    user_id: userId,
    email,
    email_verified: true,
    identities: [identity('email', 'email', userId)],
  }),
  connection: { name: 'email', strategy: 'email' },
  client_id: environment.AUTH0_CLIENT_ID ?? '',
})

/** Presses Accept and logs in; how it ended. */
export async function join(
  { accept, redeem }: Pick<Process, 'accept' | 'redeem'>,
  invitation: { id: string; generation: number },
  login: ReturnType<typeof loginOf>,
): Promise<string> {
  const accepted = await accept(keyOf(invitation))
  if (accepted.outcome === 'refused') return accepted.code
  const answer = await redeem({ ...login, handoff: accepted.handoff.token })
  return answer.outcome === 'refused' ? answer.code : answer.outcome
}
