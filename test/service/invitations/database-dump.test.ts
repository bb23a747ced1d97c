import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { verifyHandoffToken } from '../../../contract/handoff-token.ts'
import { signLinkToken, verifyLinkToken } from '../../../contract/link-token.ts'
import type { Invitation } from '../../../service/invitations/invitation.ts'
import { hashSecret } from '../../../service/ledger/hash-secret.ts'
import { createSealer } from '../../../service/sign-in/sealed-cookie.ts'
import { createKeyFixture, type KeyFixture } from '../../contract/token-fixtures.ts'
import { createInvitationWorld, type InvitationWorld } from './invitation-world.ts'
import { databaseLogin, googleLogin } from './logins.ts'

const scope = { issuer: 'https://guestlist.example', audience: 'tenant.example' }
const tables = ['invitations', 'handoffs', 'redemptions', 'refusals', 'outbox']
const seal = { purpose: 'invitation', content: z.object({}), ttlSeconds: 60 }

let world: InvitationWorld
let linkKeys: KeyFixture
beforeEach(async () => {
  world = await createInvitationWorld()
  linkKeys = await createKeyFixture('link')
})
afterEach(() => world.close())

/** Everything that somebody with the database has, value by value. */
async function dump(): Promise<string[]> {
  const rows = await Promise.all(tables.map(table => world.query(`select * from ${table}`)))
  const values = rows.flat().flatMap(row => Object.values(row))
  return [...new Set(values.filter(value => value !== null).map(String))]
}

/** Goes through an invitation's whole life, stopping after each step; gives back what has left the service meanwhile. */
async function live(stop: () => Promise<void>): Promise<string[]> {
  const linkOf = ({ id: invitationId, generation, linkIssuedAt: issuedAt, expiresAt }: Invitation) =>
    signLinkToken({ invitationId, generation, issuedAt, expiresAt }, scope, linkKeys.signingKey)

  const invitation = await world.invite({ appMetadata: { order: 'A-1' } })
  await stop()
  const mail = { kinds: ['invitation_mail' as const], limit: 1, leaseMs: 1000, now: world.clock.now }
  const [work] = await world.ledger.claimWork(mail)
  const link = await linkOf(invitation)
  await world.ledger.markSent(invitation.id, 1, world.clock.now)
  await stop()
  await world.ledger.completeWork(work?.id ?? 0)
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
  return [link, token, state, ...tickets]
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
    expect(tried).toBeGreaterThan(100)
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
    expect(secrets).toHaveLength(5)
    expect(files.some(file => file.includes('ada@example.com'))).toBe(true)
    const parts = secrets.flatMap(secret => [secret, ...secret.split('.')]).filter(part => part.length > 20)
    for (const part of parts) {
      const asBytes = Buffer.from(part, 'base64url').toString('latin1')
      expect(files.some(file => file.includes(part) || file.includes(asBytes))).toBe(false)
    }
  })
})
