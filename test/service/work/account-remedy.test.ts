import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import { lookAtAccounts } from '../../../service/invitations/accounts/look-at-accounts.ts'
import type { Invitation } from '../../../service/invitations/model/invitation.ts'
import { MailError, type OutgoingMail } from '../../../service/mail/mailer.ts'
import { createCatalog } from '../../../service/management/catalog.ts'
import { createAccountRemedyJob } from '../../../service/work/account-remedy.ts'
import { createGate } from '../../contract/gate-fixture.ts'
import { MINUTE_MS } from '../invitations/invitation-world.ts'
import { createLifeWorld, type LifeWorld } from '../invitations/model/life-world.ts'
import { createMemoryManagement, type MemoryManagement } from '../management/memory-management.ts'

let world: LifeWorld
let management: MemoryManagement
let mails: OutgoingMail[]
let mailFault: MailError | undefined

beforeEach(async () => {
  world = await createLifeWorld()
  management = createMemoryManagement(() => world.clock.now)
  mails = []
  mailFault = undefined
})
afterEach(() => world.close())

const gate = createGate({ mode: 'open' })

/** Somebody registers an address that is not theirs. */
async function register(email = 'ada@example.com'): Promise<string> {
  const connection = 'Username-Password-Authentication'
  const { userId } = await management.createUser(
    { connection, email, password: 'of somebody else', appMetadata: {} },
    { urgency: 'waiting' },
  )
  world.clock.now += MINUTE_MS
  return userId
}

/** The owner presses Accept, and what is due then is done; how it ended. */
async function pressAccept(
  invitation: Invitation,
  meanwhile: () => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const { ledger, now, randomId } = world.deps
  const catalog = createCatalog({ management, now })
  const handoff = await world.accept(invitation)
  const lookDeps = { ledger, management, looks: management, catalog, gate, now, randomId }
  await lookAtAccounts(lookDeps, invitation, handoff.ref)
  await meanwhile()
  const job = createAccountRemedyJob({
    ledger,
    management,
    gate,
    now,
    organization: 'Acme',
    publicUrl: 'https://guestlist.example',
    mailer: {
      async send(mail) {
        if (mailFault) throw mailFault
        mails.push(mail)
      },
    },
    log: createLog(() => {}),
  })
  const ends: string[] = []
  const due = { kinds: ['account_remedy' as const], limit: 9, leaseMs: 1, now: world.clock.now }
  for (const work of await ledger.claimWork(due)) {
    const result = await job.run(work)
    ends.push('code' in result ? result.code : result.outcome)
    await ledger.completeWork(work)
  }
  return ends
}

describe('the owner of an address that somebody else has registered', () => {
  it('is sent a way to a password of their own, to that address and no other', async () => {
    const userId = await register()
    expect(await pressAccept(await world.invite())).toEqual(['done'])
    expect(mails).toMatchObject([{ to: 'ada@example.com', category: 'account' }])
    expect(mails[0]?.text).toContain(`reset?ticket=of-${userId}`)
  })

  it('S39 is sent none again within ten minutes', async () => {
    await register()
    const invitation = await world.invite()
    await pressAccept(invitation)
    world.clock.now += 10 * MINUTE_MS - 1
    expect(await pressAccept(invitation)).toEqual(['already_sent'])
    world.clock.now += 1
    expect(await pressAccept(invitation)).toEqual(['done'])
    expect(mails).toHaveLength(2)
  })

  it('S39 is sent three a day, however many have invited them, and more on the next', async () => {
    await register()
    const ends: string[] = []
    for (let n = 0; n < 5; n++)
      ends.push(...(await pressAccept(await world.invite({ onLiveInvitation: 'replace' }))))
    expect(ends).toEqual(['done', 'done', 'done', 'limit_reached', 'limit_reached'])
    expect(mails).toHaveLength(3)
    // Somebody else's address has a count of its own.
    await register('grace@example.com')
    const other = await world.invite({ invitee: { email: 'grace@example.com' } })
    expect(await pressAccept(other)).toEqual(['done'])
    world.clock.now = Date.UTC(2026, 10, 3) - 1
    const invitation = await world.invite({ onLiveInvitation: 'replace' })
    expect(await pressAccept(invitation)).toEqual(['limit_reached'])
    world.clock.now += 1
    expect(await pressAccept(invitation)).toEqual(['done'])
  })

  it('is tried again when no message could be sent, and left to a person when none will ever do', async () => {
    await register()
    const invitation = await world.invite()
    mailFault = new MailError('unavailable')
    await expect(pressAccept(invitation)).rejects.toBe(mailFault)
    mailFault = new MailError('rejected')
    world.clock.now += 2
    expect(await pressAccept(invitation)).toEqual(['rejected'])
    mailFault = undefined
    expect(mails).toEqual([])
  })

  it('is sent nothing once the invitation is over, or the address is confirmed', async () => {
    const userId = await register()
    const invitation = await world.invite()
    await management.updateUser(userId, { emailVerified: true }, { urgency: 'waiting' })
    expect(await pressAccept(invitation)).toEqual([])
    await register('grace@example.com')
    const other = await world.invite({ invitee: { email: 'grace@example.com' } })
    expect(await pressAccept(other, () => world.decline(other))).toEqual(['declined'])
    expect(mails).toEqual([])
  })
})
