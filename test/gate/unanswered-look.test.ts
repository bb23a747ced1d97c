import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../local-tenant/state/switches.ts'
import { toChange } from '../../service/invitations/manage/to-change.ts'
import { decideTransition } from '../../service/invitations/model/lifecycle.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  everything,
  nothing,
  ownersPassword,
  preRegister,
  tokenFrom,
  tryEverything,
} from './world/left-behind.ts'
import { invite, logInSilently } from './world/person.ts'

const joined = 'You’ve joined'
let number = 0
/** An address of its own per test: the ledger remembers the others. */
const newAddress = () => `ada${++number}@example.com`

/** Does something while the Management API shows a fault. What it says of an inviter is known for a minute before. */
async function during<T>(world: GateWorld, fault: Fault, doing: () => Promise<T>): Promise<T> {
  await createInvitee(world).accept(await invite(world, { invitee_email: newAddress() }))
  await world.tenant.control.setSwitches({ managementFault: fault })
  const done = await doing()
  await world.tenant.control.setSwitches({ managementFault: null })
  return done
}

/** Somebody has registered the address; its owner accepts, and the look at the tenant fails. */
async function acceptUnlooked(world: GateWorld, fault: Fault = { status: 429 }) {
  const email = newAddress()
  const attacker = await preRegister(world, { email }, email)
  const id = await invite(world, { invitee_email: email })
  const owner = createInvitee(world)
  const opened = await owner.open(id)
  const form = await during(world, fault, () => owner.browser.submit(opened, {}))
  return { email, attacker, id, owner, form }
}

async function resend(world: GateWorld, id: string): Promise<void> {
  const row = await world.ledger.findInvitation(id)
  const transition = row && decideTransition(row, { type: 'resend', coolDownMs: 0 }, world.now())
  if (!row || transition?.outcome !== 'changed') throw new TypeError('not resent')
  const actor = { kind: 'system', id: null } as const
  await world.ledger.changeInvitations([toChange(row, transition, { actor, now: world.now() })])
}

describe('S64 a look at the tenant that got no answer, in an open tenant', () => {
  const world = useGateWorld({ mode: 'open' })
  beforeEach(() => world.reset())
  afterEach(() => world.tenant.control.reset())

  it.each<[string, Fault]>([
    ['429', { status: 429 }],
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['nothing in time', { latencyMs: 1_500 }],
  ])('(%s) leaves nothing of what somebody else has left in the account', async (_, fault) => {
    const { email, attacker, id, owner, form } = await acceptUnlooked(world, fault)
    expect(await tryEverything(world, attacker, email)).toEqual(everything)
    expect(form.url.pathname).toBe('/u/signup')
    const logInForm = await owner.forgetPassword(form, email, ownersPassword)
    expect((await owner.submit(logInForm, email, ownersPassword)).html).toContain(joined)
    await world.service.worker.drain()
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
    expect(await tryEverything(world, attacker, email)).toEqual(nothing)
    expect(await tokenFrom(world, await logInSilently(world, owner.browser))).toBe(true)
  })

  it.each<[string, (id: string) => Promise<string>]>([
    ['the same invitation is accepted again', async id => id],
    [
      'it was sent again by whoever sent it',
      async id => {
        await resend(world, id)
        return id
      },
    ],
  ])('is made up for by no later one, when %s after the owner has confirmed the address', async (_, next) => {
    const { email, attacker, id, owner, form } = await acceptUnlooked(world)
    await owner.forgetPassword(form, email, ownersPassword)
    const again = await owner.accept(await next(id))
    expect(again.url.pathname).toMatch(/^\/u\/login/)
    expect((await owner.submit(again, email, ownersPassword)).html).toContain(joined)
    expect(await tryEverything(world, attacker, email)).toEqual(nothing)
  })

  it('nor when another invitation to the same address is accepted then', async () => {
    const { email, attacker, owner, form } = await acceptUnlooked(world)
    await owner.forgetPassword(form, email, ownersPassword)
    const again = await owner.accept(await invite(world, { invitee_email: email }))
    expect((await owner.submit(again, email, ownersPassword)).html).toContain(joined)
    expect(await tryEverything(world, attacker, email)).toEqual(nothing)
  })

  it.each<[string, Fault]>([
    ['429', { status: 429 }],
    ['500', { status: 500 }],
    ['404', { status: 404 }],
    ['nothing in time', { latencyMs: 2_500 }],
  ])(
    'gives nothing while the tenant does not answer at the login, either (%s): the invitation waits',
    async (_, fault) => {
      const { email, attacker, id, owner, form } = await acceptUnlooked(world)
      const logInForm = await owner.forgetPassword(form, email, ownersPassword)
      const page = await during(world, fault, () => owner.submit(logInForm, email, ownersPassword))
      expect(page.url.pathname).toBe('/callback')
      expect(page.html).toContain('Almost there')
      expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
      expect(page.html).toContain('href="/i"')
      const again = await owner.accept(id)
      expect((await owner.submit(again, email, ownersPassword)).html).toContain(joined)
      expect(await tryEverything(world, attacker, email)).toEqual(nothing)
    },
  )

  it.each([1, 2, 3, 4, 5])('gives nothing when the tenant stops answering before request %s', async works => {
    const { email, attacker, id, owner, form } = await acceptUnlooked(world)
    const logInForm = await owner.forgetPassword(form, email, ownersPassword)
    let asked = 0
    const { management } = world
    const names = [
      'findUser',
      'updateUser',
      'listAuthenticationMethods',
      'deleteAuthenticationMethod',
      'deleteRefreshTokens',
    ] as const
    const originals = names.map(name => [name, management[name]] as const)
    for (const [name, original] of originals)
      Object.assign(management, {
        [name]: async (...args: unknown[]) => {
          asked++
          if (asked === works) await world.tenant.control.setSwitches({ managementFault: { status: 503 } })
          return (original as (...args: unknown[]) => Promise<unknown>)(...args)
        },
      })
    const page = await owner.submit(logInForm, email, ownersPassword)
    for (const [name, original] of originals) Object.assign(management, { [name]: original })
    await world.tenant.control.setSwitches({ managementFault: null })
    expect(page.html).toContain('Almost there')
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
    const again = await owner.submit(await owner.accept(id), email, ownersPassword)
    expect(again.html).toContain(joined)
    expect(await tryEverything(world, attacker, email)).toEqual(nothing)
  })

  it('takes nothing from somebody who has joined with the same address before', async () => {
    const email = newAddress()
    const owner = createInvitee(world)
    const first = await invite(world, { invitee_email: email })
    expect((await owner.submit(await owner.accept(first), email, ownersPassword)).html).toContain(joined)
    // As the service does by itself after a while.
    const user = (await world.tenant.control.users()).find(candidate => candidate.email === email)
    const path = `/users/${encodeURIComponent(user?.user_id ?? '')}`
    await world.manage('PATCH', path, { email_verified: true })
    await world.manage('POST', `${path}/authentication-methods`, { type: 'totp', name: 'phone' })
    const second = await owner.open(await invite(world, { invitee_email: email }))
    const form = await during(world, { status: 429 }, () => owner.browser.submit(second, {}))
    const logInForm = await owner.browser.open(form.url.href.replace('/u/signup', '/u/login'))
    expect((await owner.submit(logInForm, email, ownersPassword)).html).toContain(joined)
    expect((await world.manage('GET', `${path}/authentication-methods`)).body).toHaveLength(1)
  })
})

describe('S64 in an invite-only tenant where nobody is excepted', () => {
  const exceptions = { applications: [], connections: [], client_metadata: 'no_application_has_this' }
  const since = new Date(Date.now() - 3_600_000).toISOString()
  const world = useGateWorld({ since, exceptions })
  beforeEach(() => world.reset())
  afterEach(() => world.tenant.control.reset())

  it('a look that failed ends for the owner as one that did not, and for nobody else', async () => {
    const { email, attacker, id, owner, form } = await acceptUnlooked(world)
    const logInForm = await owner.forgetPassword(form, email, ownersPassword)
    expect((await owner.submit(logInForm, email, ownersPassword)).html).toContain(joined)
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
    expect(await tryEverything(world, attacker, email)).toEqual(nothing)
    expect(await tokenFrom(world, await logInSilently(world, owner.browser))).toBe(true)
  })

  it('nothing is deleted as long as the tenant does not answer what belongs to an account', async () => {
    const email = newAddress()
    await preRegister(world, { email }, email)
    const owner = createInvitee(world)
    await owner.accept(await invite(world, { invitee_email: email }))
    const isThere = async () => (await world.tenant.control.users()).some(user => user.email === email)
    for (const fault of [{ status: 403 }, { status: 404 }, { status: 500 }]) {
      await world.tenant.control.setSwitches({ managementFault: fault })
      await world.service.worker.drain()
      expect(await isThere()).toBe(true)
    }
  })
})
