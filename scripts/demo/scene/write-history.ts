import type { TenantState, User } from '../../../local-tenant/state.ts'
import type { Inviter } from '../../../service/invitations/model/new-invitation.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { InvitationRow } from '../../../service/ledger/schema/schema.ts'
import type { PastLedger } from './past-ledger.ts'
import { addMember } from './personas.ts'
import { type InviterName, type PlannedInvitation, planHistory } from './plan-history.ts'

/** What the past is written into, and who was there. */
export interface History {
  ledger: Ledger
  past: PastLedger
  /** Gets the accounts of those who joined. */
  state: TenantState
  inviters: Record<InviterName, Inviter>
  /** The application that people were invited to. */
  clientId: string
  now: number
}

/** Something that happened; `at` in milliseconds since 1970. */
export interface Step {
  at: number
  run(): Promise<unknown>
}

const DAY_MS = 86_400_000

/** Writes weeks of invitations, in the order in which things happened: the audit log has no other. */
export async function writeHistory(history: History, more: readonly Step[]): Promise<void> {
  const steps = [...planHistory(history.now).flatMap(planned => toSteps(history, planned)), ...more]
  for (const { run } of steps.sort((one, other) => one.at - other.at)) await run()
  await writeObservations(history)
}

function toSteps(history: History, planned: PlannedInvitation): Step[] {
  const { ledger, past, inviters, clientId, now } = history
  const { guest, roles, at, outcome, outcomeAt } = planned
  const inviter = inviters[planned.inviter]
  let row: InvitationRow | undefined
  const create = async () => {
    const isUnsent = outcome === 'unsent'
    row = await past.create(at, { invitee: { email: guest.email }, roles, clientId }, inviter, { isUnsent })
  }
  const finish = async () => {
    if (!row) throw new TypeError('The invitation was not made.')
    if (outcome === 'decline') return past.decline(outcomeAt, row)
    if (outcome === 'hesitation') return past.press(outcomeAt, row)
    if (outcome === 'revocation') return past.revoke(outcomeAt, row, inviter)
    return past.accept(outcomeAt, row, join(history, planned), { fails: outcome === 'failed grant' })
  }
  const expiresAt = at + 7 * DAY_MS + 1
  const isOpen = outcome === 'silence' || outcome === 'unsent'
  if (isOpen && expiresAt >= now) return [{ at, run: create }]
  const expiry = { at: expiresAt, run: () => ledger.noteExpired(expiresAt, 10) }
  const beginning = { at, run: create }
  return isOpen ? [beginning, expiry] : [beginning, { at: outcomeAt, run: finish }]
}

function join({ state }: History, { guest, roles, outcome, outcomeAt }: PlannedInvitation): User {
  const createdAt = outcomeAt - 30_000
  return addMember(state, { ...guest, roles: outcome === 'acceptance' ? roles : [], createdAt })
}

/** What the gate would have refused on the days before it was closed. */
async function writeObservations({ ledger, clientId, now }: History): Promise<void> {
  const doors = ['sign_up Username-Password-Authentication', 'log_in google-oauth2', 'log_in email']
  for (let number = 0; number < 50; number++) {
    const days = number % 10
    await ledger.countObservation({
      day: new Date(now - days * DAY_MS).toISOString().slice(0, 10),
      code: number % 7 === 0 ? 'address_mismatch' : 'invitation_required',
      door: doors[days % 3] ?? '',
      client_id: clientId,
    })
  }
}

/** Everything that was promised in the past has been given: nothing of it is work any more. */
export async function finishWork({ ledger, now }: Pick<History, 'ledger' | 'now'>): Promise<void> {
  for (;;) {
    const claims = await ledger.claimWork({
      kinds: ['grant', 'inviter_mail'],
      limit: 50,
      leaseMs: 60_000,
      now,
    })
    if (claims.length === 0) break
    for (const claim of claims) await ledger.completeWork(claim)
  }
  while ((await ledger.countEvents(250)) > 0);
}
