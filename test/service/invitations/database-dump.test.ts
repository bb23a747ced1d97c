import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { verifyHandoffToken } from '../../../contract/handoff-token.ts'
import { signLinkToken, verifyLinkToken } from '../../../contract/link-token.ts'
import {
  createInvitationCodes,
  parseInvitationCode,
} from '../../../service/invitations/accept/invitation-code.ts'
import { type Invitation, toInvitation } from '../../../service/invitations/model/invitation.ts'
import { hashSecret } from '../../../service/ledger/engine/hash-secret.ts'
import { eventTypes } from '../../../service/ledger/schema/event-types.ts'
import type { OutboxRow } from '../../../service/ledger/schema/schema.ts'
import { createSealer } from '../../../service/sign-in/sealed-cookie.ts'
import { createKeyFixture, type KeyFixture } from '../../contract/token-fixtures.ts'
import { databaseLogin, googleLogin } from './logins.ts'
import { createLifeWorld, type LifeWorld } from './model/life-world.ts'

const scope = { issuer: 'https://guestlist.example', audience: 'tenant.example' }
/** Those that this life has put something into; a dump takes all there are. */
const filledTables = [
  ...['invitations', 'invitation_roles', 'handoffs', 'redemptions', 'refusals', 'outbox', 'events'],
  ...['webhook_deliveries', 'counters', 'idempotency_keys', 'code_attempts'],
]
const codeSecret = 'c'.repeat(32)
const seal = { purpose: 'invitation', content: z.object({}), ttlSeconds: 60 }

let world: LifeWorld
let linkKeys: KeyFixture
beforeEach(async () => {
  world = await createLifeWorld()
  // Everything that happens is to be told to somebody.
  Object.assign(world.deps, { ledger: await world.another([{ id: 'shop', events: eventTypes }]) })
  linkKeys = await createKeyFixture('link')
})
afterEach(() => world.close())

/** Everything that somebody with the database has, value by value. */
async function dump(): Promise<string[]> {
  const rows = await Promise.all((await tableNames()).map(name => world.query(`select * from "${name}"`)))
  const values = rows.flat().flatMap(row => Object.values(row))
  return [...new Set(values.filter(value => value !== null).map(String))]
}

async function tableNames(): Promise<string[]> {
  const tables = await world.query("select name from sqlite_master where type = 'table'")
  return tables.map(({ name }) => String(name))
}

const codes = createInvitationCodes({ secrets: [codeSecret] })
const keyOf = ({ id, generation }: Pick<Invitation, 'id' | 'generation'>) => ({
  invitationId: id,
  generation,
})

function linkOf({ id: invitationId, generation, linkIssuedAt: issuedAt, expiresAt }: Invitation) {
  return signLinkToken({ invitationId, generation, issuedAt, expiresAt }, scope, linkKeys.signingKey)
}

/** Goes through an invitation's whole life, stopping after each step; gives back what has left the service meanwhile. */
async function live(stop: () => Promise<void>): Promise<string[]> {
  const request = {
    keyHash: hashSecret(IDEMPOTENCY_KEY),
    requestHash: hashSecret('body'),
    now: world.clock.now,
  }
  await world.deps.ledger.beginRequest({ ...request, lockedUntil: world.clock.now + 1000, notBefore: 0 })
  const invitation = await world.invite({ appMetadata: { order: 'A-1' }, requestKeyHash: request.keyHash })
  await stop()
  const mail = { kinds: ['invitation_mail' as const], limit: 1, leaseMs: 1000, now: world.clock.now }
  const [work] = await world.ledger.claimWork(mail)
  const link = await linkOf(invitation)
  await world.ledger.markSent(invitation.id, 1, world.clock.now)
  await stop()
  await world.ledger.completeWork(work as OutboxRow)
  const { token, state } = await world.accept(invitation)
  await stop()
  await world.admit({ handoff: token })
  await stop()
  const eve = googleLogin(world.clock.now, { email: 'eve@example.com' })
  const refused = await world.redeem({ ...eve, handoff: token })
  const stranger = await world.redeem(googleLogin(world.clock.now, { user_id: 'google-oauth2|2' }))
  await stop()
  await world.redeem({ handoff: token })
  await stop()
  const tickets = [refused, stranger].map(answer =>
    answer.outcome === 'refused' ? (answer.refusal ?? '') : '',
  )
  return [link, token, state, codes.codeFor(keyOf(invitation)), ...(await liveOn(stop)), ...tickets]
}

/** The same with what else can become of one: other generations, links for many, tries at codes, limits. */
async function liveOn(stop: () => Promise<void>): Promise<string[]> {
  const { ledger } = world.deps
  const shown = await world.invite({ invitee: { email: 'bob@example.com' }, delivery: 'handed_out' })
  const renewed = await world.renewLink(shown)
  await ledger.countCodeTry(shown.id, 2)
  await stop()
  const resent = await world.resend(renewed)
  const link = await world.inviteShared({ roles: ['Guest'] })
  await world.throughLink(link, 'guest@example.com', '203.0.113.7')
  const sent = toInvitation(await world.sentTo(link, 'guest@example.com'))
  await ledger.incrementCounter({ key: `sending:${hashSecret('203.0.113.7')}`, windowStart: 0, limit: 1 })
  await stop()
  const edited = await world.edit(resent, { roles: ['Editor'], message: 'Hello' })
  const { token, state } = await world.accept(sent)
  await world.decline(edited)
  await stop()
  const links = await Promise.all([shown, renewed, resent, edited, link, sent].map(linkOf))
  return [...links, ...[resent, edited, sent].map(one => codes.codeFor(keyOf(one))), token, state]
}

/** What a back end sends with a request: it would show what came of it. */
const IDEMPOTENCY_KEY = 'idempotency-key-of-a-back-end'

async function opensByCode(value: string): Promise<boolean> {
  const code = parseInvitationCode(value)
  if (code === undefined) return false
  const invitations = await world.query('select id, generation from invitations')
  return invitations.some(row =>
    codes.matches({ invitationId: String(row.id), generation: Number(row.generation) }, code),
  )
}

describe('S51: a dump of the whole database', () => {
  it('opens nothing, at any moment of an invitation, with any value in it', async () => {
    const sealer = createSealer({ secrets: ['s'.repeat(32)], now: world.deps.now })
    const stranger = databaseLogin(world.clock.now, { user_id: 'auth0|thief' })
    let tried = 0
    const [link = ''] = await live(async () => {
      const { verification } = world.deps.keys.handoff
      for (const value of await dump()) {
        tried++
        await expect(verifyLinkToken(value, scope, linkKeys.verificationKeys)).rejects.toThrow()
        await expect(verifyHandoffToken(value, verification, new Date(world.clock.now))).rejects.toThrow()
        expect(await sealer.open(seal, value)).toBeUndefined()
        expect(await opensByCode(value)).toBe(false)
        expect(await world.ledger.findRefusal(hashSecret(value), 0)).toBeUndefined()
        for (const carriers of [{ handoff: value }, { state: value }]) {
          const admission = await world.admit(carriers)
          expect(admission).toEqual({ outcome: 'refused', code: 'invitation_required' })
          // As a user who passes, so that the attempt leaves nothing but its refusal.
          const answer = await world.redeem({ ...stranger, ...carriers, passes: true })
          expect(answer).toMatchObject({ outcome: 'refused', code: 'invitation_required' })
        }
      }
      await world.query("delete from refusals where user_id = 'auth0|thief'")
    })
    expect(tried).toBeGreaterThan(300)
    for (const name of filledTables) expect(await world.query(`select * from ${name}`)).not.toEqual([])
    // What went to the mailbox is what opens it.
    expect(await verifyLinkToken(link, scope, linkKeys.verificationKeys)).toMatchObject({ generation: 1 })
    expect(await world.ledger.findRedemptionsOfUser('auth0|thief')).toEqual([])
  })

  it('holds no link, token, state or ticket, in no byte of its files', async () => {
    const files: string[] = []
    const secrets = await live(async () => {
      for (const name of await readdir(world.folder)) {
        files.push((await readFile(join(world.folder, name))).toString('latin1'))
      }
    })
    expect(secrets).toHaveLength(17)
    expect(files.some(file => file.includes('ada@example.com'))).toBe(true)
    const all = [...secrets, IDEMPOTENCY_KEY]
    const parts = all.flatMap(secret => [secret, ...secret.split('.')]).filter(part => part.length > 9)
    for (const part of parts) {
      const asBytes = Buffer.from(part, 'base64url').toString('latin1')
      expect(files.some(file => file.includes(part) || file.includes(asBytes))).toBe(false)
    }
  })
})
