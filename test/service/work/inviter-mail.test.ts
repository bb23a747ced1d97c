import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { NewInvitationRow } from '../../../service/ledger/schema/schema.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { MailError, type Mailer, type OutgoingMail } from '../../../service/mail/mailer.ts'
import type { TenantUser } from '../../../service/management/management-api.ts'
import { createInviterMailJob } from '../../../service/work/inviter-mail.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { NOW } from '../ledger/ledger-rows.ts'
import { createMemoryManagement } from '../management/memory-management.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { redeemForGrant } from './grant-scene.ts'

let ledger: Ledger
let clock: ManualClock
let mails: OutgoingMail[]
let lines: string[]

beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
  clock = createManualClock(NOW + 5_000)
  mails = []
  lines = []
})
afterEach(() => ledger.close())

const inviter: TenantUser = {
  userId: 'auth0|inviter',
  email: 'grace@example.com',
  emailVerified: true,
  phoneNumber: undefined,
  phoneVerified: false,
  blocked: false,
  createdAt: new Date(NOW),
  loginsCount: 1,
  identities: [],
  appMetadata: {},
  userMetadata: {},
}

function createScene(users: TenantUser[] = [inviter], mailer?: Mailer) {
  const management = createMemoryManagement()
  management.users.push(...users)
  management.clients.push({
    clientId: 'portal',
    name: 'Portal',
    clientMetadata: {},
    initiateLoginUri: undefined,
  })
  const job = createInviterMailJob({
    ledger,
    management,
    catalog: { client: async id => management.clients.find(({ clientId }) => clientId === id) },
    mailer: mailer ?? { send: async mail => void mails.push(mail) },
    organization: 'Acme',
  })
  const log = createLog(line => lines.push(line))
  return createWorker({ ledger, clock, log, jobs: [job], random: () => 0.5 })
}

/** Somebody has joined through an invitation whose inviter wants to know. */
async function join(changes: Partial<NewInvitationRow> = {}) {
  const user = { user_id: 'auth0|ada', created_at: new Date(NOW).toISOString() }
  const invitation = { notify_inviter: 1, client_id: 'portal', ...changes } as const
  const { redemption } = await redeemForGrant(ledger, user, { invitation })
  return redemption
}

const lastCode = () => lines.map(line => JSON.parse(line)).at(-1)?.code

describe('the mail to an inviter', () => {
  it('goes out once everything is granted, once', async () => {
    const { id, invitation_id } = await join()
    const worker = createScene()
    await worker.drain()
    expect(mails).toEqual([])
    expect(lastCode()).toBe('not_granted_yet')
    await ledger.markGranted(id, clock.now())
    await clock.advance(15_000)
    await worker.drain()
    await clock.advance(60_000)
    await worker.drain()
    expect(mails).toMatchObject([
      {
        to: 'grace@example.com',
        subject: 'ada@example.com has joined Portal at Acme',
        category: 'inviter_notice',
        references: { invitation: invitation_id },
      },
    ])
    expect(lines.join()).not.toContain('@example.com')
  })

  it('never goes out when the inviter did not ask for it', async () => {
    const { id } = await join({ notify_inviter: 0 })
    await ledger.markGranted(id, clock.now())
    await createScene().drain()
    expect(mails).toEqual([])
    expect(await ledger.nextWorkAt(['inviter_mail'])).toBeUndefined()
  })

  it('never goes out for a redemption that was taken back', async () => {
    const { id } = await join()
    const worker = createScene()
    await worker.drain()
    await ledger.releaseRedemption(id, clock.now())
    await clock.advance(60_000)
    await worker.drain()
    expect(mails).toEqual([])
    expect(await ledger.nextWorkAt(['inviter_mail'])).toBeUndefined()
  })

  it.each([
    ['is gone', []],
    ['is blocked', [{ ...inviter, blocked: true }]],
    ['has no address', [{ ...inviter, email: undefined }]],
    ['has an address that nobody has confirmed', [{ ...inviter, emailVerified: false }]],
  ])('goes to nobody when the inviter %s', async (_what, users) => {
    const { id } = await join()
    await ledger.markGranted(id, clock.now())
    await createScene(users).drain()
    expect(mails).toEqual([])
    expect(lastCode()).toBe('no_address')
  })

  it('S74 goes to no agent and no other client, which is not even looked up as a user', async () => {
    const { id } = await join({ inviter_kind: 'client', inviter_id: 'agt_1a2b3c' })
    await ledger.markGranted(id, clock.now())
    await createScene([{ ...inviter, userId: 'agt_1a2b3c' }]).drain()
    expect(mails).toEqual([])
    expect(lastCode()).toBe('no_address')
  })

  it('goes to nobody when the invitation was erased', async () => {
    const { id } = await join({ invitee_email: null })
    await ledger.markGranted(id, clock.now())
    await createScene().drain()
    expect(mails).toEqual([])
    expect(lastCode()).toBe('no_invitee')
  })

  it('is tried again while mail is down, and given up when it is rejected', async () => {
    const { id } = await join()
    await ledger.markGranted(id, clock.now())
    const codes = ['unavailable', 'rejected'] as const
    let attempts = 0
    const worker = createScene([inviter], {
      async send() {
        throw new MailError(codes[attempts++] ?? 'unavailable')
      },
    })
    await worker.drain()
    await clock.advance(10_000)
    await worker.drain()
    await clock.advance(600_000)
    await worker.drain()
    expect(attempts).toBe(2)
    expect(await ledger.nextWorkAt(['inviter_mail'])).toBeUndefined()
  })
})
