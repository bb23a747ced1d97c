import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InvitationError } from '../../service/invitations/model/invitation-error.ts'
import { createManualClock, type ManualClock } from '../service/manual-clock.ts'
import {
  createProcess,
  type Engine,
  engines,
  inviter,
  join,
  keyOf,
  loginOf,
  type Process,
  personOf,
} from './fault-world.ts'
import { checkInvariants } from './invariants.ts'
import { createTenantInMemory, type TenantInMemory } from './tenant-in-memory.ts'

const PEOPLE = 200
const MINUTE_MS = 60_000

describe.each(Object.keys(engines) as Engine[])('on %s, with two processes, at once', engine => {
  let opened: Awaited<ReturnType<(typeof engines)[Engine]>>
  let clock: ManualClock
  let tenant: TenantInMemory
  let processes: Process[]
  beforeEach(async () => {
    opened = await engines[engine]()
    clock = createManualClock()
    tenant = createTenantInMemory(clock)
    processes = await Promise.all(
      [opened.ledger, await opened.another()].map(ledger => createProcess(ledger, tenant)),
    )
  })
  afterEach(() => opened.close())

  const processOf = (n: number) => processes[n % processes.length] as Process
  const people = (email: (n: number) => string, account: (n: number) => string | number) =>
    Array.from({ length: PEOPLE }, (_, n) => {
      const person = personOf(email(n), account(n))
      tenant.addUser(person, clock.now())
      return loginOf(person, clock.now())
    })
  const settle = async () => {
    for (let minute = 0; minute < 3; minute++) {
      await clock.advance(MINUTE_MS)
      await Promise.all(processes.map(({ worker }) => worker.drain()))
    }
    await checkInvariants({ ...opened, rolesOf: tenant.rolesOf, now: clock.now() }, { isSettled: true })
  }
  const countOf = (outcomes: readonly string[], outcome: string) =>
    outcomes.filter(one => one === outcome).length

  it('200 people redeem one single-use link: one joins, 199 are told that it is used', async () => {
    const { invitation } = await processOf(0).create(
      { invitee: { email: 'one@example.com' }, roles: ['Editor'] },
      inviter,
    )
    const logins = people(
      () => 'one@example.com',
      n => n,
    )
    const handoffs = await Promise.all(logins.map((_, n) => processOf(n).accept(keyOf(invitation))))
    const answers = await Promise.all(
      logins.map((login, n) => {
        const accepted = handoffs[n]
        if (accepted?.outcome !== 'accepted') throw new TypeError('not accepted')
        return processOf(n).redeem({ ...login, handoff: accepted.handoff.token })
      }),
    )
    const outcomes = answers.map(answer => (answer.outcome === 'refused' ? answer.code : answer.outcome))
    expect(countOf(outcomes, 'redeemed')).toBe(1)
    expect(countOf(outcomes, 'invitation_used')).toBe(PEOPLE - 1)
    await settle()
    expect(logins.filter(({ user }) => tenant.rolesOf(user.user_id).includes('Editor'))).toHaveLength(1)
  })

  it('200 people redeem a link for 50: 50 join, and 150 do not', async () => {
    const { invitation: link } = await processOf(0).create(
      { kind: 'shared', invitee: {}, maxUses: 50, roles: ['Editor'] },
      inviter,
    )
    const logins = people(
      n => `person${n}@example.com`,
      () => '',
    )
    const outcomes = await Promise.all(
      logins.map(async (login, n) => {
        const email = login.user.email ?? ''
        await processOf(n).inviteThroughLink(keyOf(link), { email, ip: undefined })
        const filter = { parentId: link.id, address: { email } }
        const [sent] = await processOf(n).ledger.listInvitations({ filter, take: 1, now: clock.now() })
        return sent ? join(processOf(n), sent, login) : 'not sent'
      }),
    )
    expect(countOf(outcomes, 'redeemed')).toBe(50)
    await settle()
    expect(await opened.ledger.findInvitation(link.id)).toMatchObject({ status: 'accepted', uses: 50 })
    expect(logins.filter(({ user }) => tenant.rolesOf(user.user_id).includes('Editor'))).toHaveLength(50)
  })

  it('a revocation, a resend and a redemption meet: each time one life remains, and nobody is left without', async () => {
    const rounds = await Promise.all(Array.from({ length: 30 }, (_, n) => meet(n)))
    await settle()
    for (const { id, joined, revoked, resent } of rounds) {
      const row = await opened.ledger.findInvitation(id)
      expect(revoked && joined === 'redeemed').toBe(false)
      if (revoked) expect(row?.status).toBe('revoked')
      else expect(row?.status).toBe(joined === 'redeemed' ? 'accepted' : 'pending')
      expect(row?.generation).toBe(1 + Number(resent) + Number(revoked))
    }
    // Whichever is first has its way.
    expect(new Set(rounds.map(({ joined }) => joined)).size).toBeGreaterThan(1)
  })

  /** Of each round another comes first. */
  async function meet(n: number) {
    const person = personOf(`met${n}@example.com`)
    tenant.addUser(person, clock.now())
    const request = { invitee: { email: person.email }, roles: ['Editor'], delivery: 'delivered' } as const
    const { invitation } = await processOf(n).create(request, inviter)
    const accepted = await processOf(n).accept(keyOf(invitation))
    if (accepted.outcome !== 'accepted') throw new TypeError('not accepted')
    await opened.query(
      `update invitations set queued_at = queued_at - ${2 * MINUTE_MS} where id = '${invitation.id}'`,
    )
    const login = { ...loginOf(person, clock.now()), handoff: accepted.handoff.token }
    const did = (doing: Promise<unknown>) =>
      doing.then(
        () => true,
        (error: unknown) => {
          if (error instanceof InvitationError) return false
          throw error
        },
      )
    const acts = [
      () => processOf(n + 1).redeem(login),
      () => did(processOf(n).revoke(invitation.id, inviter)),
      () => did(processOf(n).resend(invitation.id, {}, inviter)),
    ] as const
    const order = [n % 3, (n + 1 + (n % 2)) % 3, (n + 2 - (n % 2)) % 3]
    const results: unknown[] = []
    const run = async (act: number) => {
      results[act] = await acts[act]?.()
    }
    // In the first rounds one after the other, so that each has been first; then all at once.
    if (n < acts.length) for (const act of order) await run(act)
    else await Promise.all(order.map(run))
    const [answer, revoked, resent] = results as [Awaited<ReturnType<Process['redeem']>>, boolean, boolean]
    const joined = answer.outcome === 'refused' ? answer.code : answer.outcome
    return { id: invitation.id, joined, revoked, resent }
  }
})
