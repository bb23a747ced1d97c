import { REDEMPTION_PATH } from '../../contract/calls.ts'
import type { TestService } from '../service/http/test-service.ts'
import { databaseLogin } from '../service/invitations/logins.ts'
import { attemptOf, handoffRow, invitationRow } from '../service/ledger/ledger-rows.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Some weeks of invitations, with everything that can go wrong, so that no page about them is empty. */
export async function makeHistory(service: TestService): Promise<void> {
  for (let n = 0; n < 60; n++) await invite(service, n)
  await makeTroubles(service)
  await service.call(REDEMPTION_PATH, { ...databaseLogin(service.clock.now()), gate: 'another-gate' })
  while ((await service.ledger.countEvents(250)) > 0);
}

const inviters = [
  'Ada Lovelace',
  'Grace Hopper',
  'Somebody with a name that does not end on a telephone',
  null,
]
const roles = ['Editor', 'Viewer', 'Administrator of everything there is to administer']

async function invite({ ledger, clock }: TestService, n: number): Promise<void> {
  const created_at = clock.now() - Math.floor((n * n) / 60) * DAY_MS - HOUR_MS
  const row = invitationRow({
    created_at,
    expires_at: clock.now() + 5 * DAY_MS,
    inviter_id: `auth0|inviter-${n % 4}`,
    inviter_name: inviters[n % 4] ?? null,
    roles: JSON.stringify([roles[n % 3]]),
    delivery_status: 'queued',
    invitee_email: `person-${n}@example.com`,
  })
  await ledger.createInvitation(row, { mail: n === 0 })
  if (n % 10 === 9) return ledger.markUnsent(row.id, 1, clock.now())
  await ledger.markSent(row.id, 1, created_at + 1_000)
  if (n % 3 === 0) return
  const at = Math.min(clock.now(), created_at + (n % 7) ** 3 * HOUR_MS)
  const handoff = handoffRow(row, { created_at: at, expires_at: at + HOUR_MS })
  await ledger.createHandoff(handoff, at)
  if (n % 4 > 0) await ledger.redeem(attemptOf(handoff, `auth0|person-${n}`, { redeemed_at: at }))
  if (n === 5) {
    const [redemption] = await ledger.findRedemptionsOfInvitation(row.id)
    await ledger.markGrantFailed(redemption?.id ?? '', 'unknown_role', clock.now())
  }
}

async function makeTroubles({ ledger, clock }: TestService): Promise<void> {
  const now = clock.now()
  const due = { limit: 2, leaseMs: 1, now }
  for (const work of await ledger.claimWork({ ...due, kinds: ['invitation_mail'] }))
    await ledger.failWork(work, { code: 'forbidden', retryAt: now + HOUR_MS, now })
  for (const { id: workId, subject } of await ledger.claimWork({ ...due, kinds: ['webhook'] })) {
    const attempt = { workId, status: 'failed', lastStatus: 410, lastError: 'gone', at: now } as const
    await ledger.noteDelivery(Number(subject), attempt)
  }
  const windowStart = Math.floor(now / DAY_MS) * DAY_MS
  await ledger.incrementCounter({ key: 'sending:inviter:auth0|inviter-1', windowStart, by: 1_000, limit: 1 })
  for (let n = 0; n < 20; n++)
    await ledger.countObservation({
      day: new Date(now - (n % 6) * DAY_MS).toISOString().slice(0, 10),
      code: n % 3 ? 'invitation_required' : 'address_mismatch',
      door: n % 2 ? 'log_in google-oauth2' : 'sign_up Username-Password-Authentication',
      client_id: n % 2 ? 'portal' : '',
    })
}
