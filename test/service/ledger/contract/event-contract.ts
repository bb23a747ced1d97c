import { describe, expect, it } from 'vitest'
import { attemptOf, changeOf, DAY_MS, handoffRow, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const system = { kind: 'system', id: null } as const

/** What happened, kept for good, and who is told. */
export function describeEvents(current: CurrentLedger): void {
  const invite = async (changes: Parameters<typeof invitationRow>[0] = {}) => {
    const row = invitationRow(changes)
    await current().ledger.createInvitation(row, { mail: false })
    return row
  }
  const history = async (id: string) => current().ledger.listEvents(id, { take: 99 })

  describe('the history of an invitation', () => {
    it('begins with who made it, and says nothing personal', async () => {
      const personal = {
        message: 'canary-message',
        profile: '{"name":"canary-name"}',
        inviter_name: 'canary',
      }
      const row = await invite({ ...personal, app_metadata: '{"plan":"canary-value"}', external_id: 'crm-1' })
      const [event] = await history(row.id)
      expect(event).toMatchObject({
        type: 'created',
        at: NOW,
        actor_kind: 'person',
        actor_id: row.inviter_id,
      })
      expect(JSON.parse(event?.after ?? '')).toMatchObject({
        kind: 'personal',
        status: 'pending',
        generation: 1,
        roles: ['Member'],
        external_id: 'crm-1',
        app_metadata_keys: ['plan'],
        expires_at: new Date(row.expires_at).toISOString(),
      })
      expect(event?.after).not.toMatch(/canary|ada@example/)
    })

    it('S74 keeps who acted for whoever made it, and for whoever has a part in it', async () => {
      const via = { clientId: 'shop', act: { sub: 'agt_1', act: { sub: 'spa' } } }
      const row = await invite({ inviter_via: JSON.stringify(via) })
      const actor = { kind: 'person', id: 'auth0|eve', via } as const
      await current().ledger.recordEvents([{ invitationId: row.id, at: NOW, type: 'updated', actor }])
      await current().ledger.recordEvents([
        { invitationId: row.id, at: NOW, type: 'revoked', actor: { kind: 'person', id: 'auth0|eve' } },
      ])
      const kept = (await history(row.id)).map(event => event.actor_via && JSON.parse(event.actor_via))
      expect(kept).toEqual([via, via, null])
      expect((await current().ledger.findInvitation(row.id))?.inviter_via).toBe(JSON.stringify(via))
    })

    it('goes on with each thing that is noted, oldest first, page by page', async () => {
      const { ledger } = current()
      const row = await invite({ delivery_status: 'queued' })
      await ledger.markSent(row.id, 1, NOW + 1)
      const handoff = handoffRow(row)
      await ledger.createHandoff(handoff, NOW + 2)
      await ledger.redeem(attemptOf(handoff, 'auth0|ada', { id: 'red_history' }))
      await ledger.markGranted('red_history', NOW + 4000)
      await ledger.recordEvents([{ invitationId: row.id, at: NOW + 5000, type: 'delivered', actor: system }])
      const events = await history(row.id)
      const types = ['created', 'sent', 'opened', 'accepted', 'grant_completed', 'delivered']
      expect(events.map(({ type }) => type)).toEqual(types)
      const first = await ledger.listEvents(row.id, { take: 2 })
      const rest = await ledger.listEvents(row.id, { after: first.at(-1)?.id, take: 99 })
      expect([...first, ...rest]).toEqual(events)
      expect(await history('inv_another')).toEqual([])
    })

    it('names who joined, as what, through which connection, and the record of the back end', async () => {
      const { ledger } = current()
      const row = await invite()
      const handoff = handoffRow(row)
      await ledger.createHandoff(handoff, NOW)
      await ledger.redeem(attemptOf(handoff, 'auth0|ada', { id: 'red_named', account: 'new' }))
      const [, , accepted] = await history(row.id)
      expect(accepted).toMatchObject({ actor_kind: 'invitee', actor_id: 'auth0|ada' })
      expect(JSON.parse(accepted?.before ?? '')).toEqual({ status: 'pending', uses: 0 })
      expect(JSON.parse(accepted?.after ?? '')).toEqual({
        status: 'accepted',
        uses: 1,
        redemption: 'red_named',
        user_id: 'auth0|ada',
        account: 'new',
        connection: 'Username-Password-Authentication',
        client_id: 'guestlist',
      })
    })

    it('says that a message will never go out, once and of its generation only', async () => {
      const { ledger } = current()
      const row = await invite({ delivery_status: 'queued' })
      await ledger.markUnsent(row.id, 7, NOW + 1)
      await ledger.markUnsent(row.id, 1, NOW + 2)
      expect((await ledger.findInvitation(row.id))?.delivery_status).toBe('failed')
      expect((await history(row.id)).map(({ type }) => type)).toEqual(['created', 'updated'])
    })

    it("takes of a provider's reports what says more than is known, in any order and once", async () => {
      const { ledger } = current()
      const row = await invite({ delivery_status: 'queued' })
      const report = { invitationId: row.id, generation: 1, at: NOW + 1 }
      const early = { ...report, status: 'deferred' } as const
      // Before our own note that the message went out.
      expect(await ledger.recordDeliveries([{ ...report, status: 'delivered' }, early])).toBe(1)
      await ledger.markSent(row.id, 1, NOW + 2)
      expect((await ledger.findInvitation(row.id))?.delivery_status).toBe('delivered')
      const bounce = { ...report, status: 'bounced', bounce: 'hard', code: '5.1.1' } as const
      expect(await ledger.recordDeliveries([bounce, early, bounce])).toBe(1)
      expect(await ledger.recordDeliveries([bounce, { ...bounce, generation: 2 }])).toBe(0)
      expect(await ledger.recordDeliveries([{ ...bounce, invitationId: 'inv_nobody' }])).toBe(0)
      expect((await ledger.findInvitation(row.id))?.delivery_status).toBe('bounced')
      const events = await history(row.id)
      expect(events.map(({ type }) => type)).toEqual(['created', 'delivered', 'sent', 'bounced'])
      expect(JSON.parse(events.at(-1)?.after ?? '')).toEqual({ generation: 1, bounce: 'hard', code: '5.1.1' })
    })

    it('says that a grant was given up, and why', async () => {
      const { ledger } = current()
      const row = await invite()
      const handoff = handoffRow(row)
      await ledger.createHandoff(handoff, NOW)
      await ledger.redeem(attemptOf(handoff, 'auth0|ada', { id: 'red_failed' }))
      await ledger.markGrantFailed('red_failed', 'user_gone', NOW + 9000)
      const failed = (await history(row.id)).at(-1)
      expect(failed).toMatchObject({ type: 'grant_failed', at: NOW + 9000 })
      expect(JSON.parse(failed?.after ?? '')).toMatchObject({ code: 'user_gone', user_id: 'auth0|ada' })
    })

    it('notices each end once, also where an invitation was given another one', async () => {
      const { ledger } = current()
      const row = await invite({ expires_at: NOW })
      await invite({ expires_at: NOW, status: 'revoked' })
      await invite({ expires_at: NOW + 1 })
      expect(await ledger.noteExpired(NOW - 1, 9)).toBe(0)
      expect(await ledger.noteExpired(NOW, 9)).toBe(1)
      expect(await ledger.noteExpired(NOW, 9)).toBe(0)
      const noted = await ledger.findInvitation(row.id)
      const again = changeOf(
        { ...row, version: noted?.version ?? 0 },
        { expires_at: NOW + 5, expiry_noted: 0 },
      )
      expect(await ledger.changeInvitations([again])).toBe(true)
      expect(await ledger.noteExpired(NOW + 5, 1)).toBe(1)
      expect(await ledger.noteExpired(NOW + 5, 9)).toBe(1)
      const types = (await history(row.id)).map(({ type }) => type)
      expect(types).toEqual(['created', 'expired', 'updated', 'expired'])
    })

    it('is not written when the change is not', async () => {
      const { ledger, query } = current()
      const row = await invite()
      await query('drop table events')
      await expect(ledger.changeInvitations([changeOf(row, { message: 'x' })])).rejects.toThrow()
      expect(await ledger.findInvitation(row.id)).toEqual(row)
    })

    it('cannot be changed or shortened, whoever has the database', async () => {
      const { query } = current()
      const row = await invite()
      await expect(query("update events set actor_id = 'auth0|eve'")).rejects.toThrow('append-only')
      await expect(query('delete from events')).rejects.toThrow('append-only')
      expect(await history(row.id)).toHaveLength(1)
    })

    it('ends with what is older than its retention, deliveries included', async () => {
      const { ledger, another, query } = current()
      const told = await another([{ id: 'shop', events: ['created'] }])
      const old = invitationRow({ created_at: NOW - DAY_MS })
      const recent = invitationRow()
      for (const row of [old, recent]) await told.createInvitation(row, { mail: false })
      expect(await ledger.deleteEvents(NOW)).toBe(1)
      expect(await ledger.deleteEvents(NOW)).toBe(0)
      expect(await history(old.id)).toEqual([])
      expect(await history(recent.id)).toHaveLength(1)
      expect(await ledger.listDeliveries({ take: 9 })).toHaveLength(1)
      await expect(query('delete from events')).rejects.toThrow('append-only')
    })
  })

  describe('an event that somebody wants to hear of', () => {
    it('is queued for each of them in its own transaction, and others are not', async () => {
      const ledger = await current().another([
        { id: 'shop', events: ['created', 'revoked'] },
        { id: 'crm', events: ['created'] },
      ])
      const row = invitationRow()
      await ledger.createInvitation(row, { mail: false })
      await ledger.markSent(row.id, 1, NOW)
      const found = await ledger.listDeliveries({ take: 9 })
      expect(found.map(({ delivery }) => delivery.endpoint)).toEqual(['crm', 'shop'])
      expect(found[0]).toMatchObject({
        delivery: { status: 'queued', attempts: 0, created_at: NOW },
        event: { type: 'created', invitation_id: row.id },
      })
      const due = { kinds: ['webhook' as const], limit: 9, leaseMs: 1, now: NOW }
      const subjects = (await ledger.claimWork(due)).map(({ subject }) => Number(subject))
      expect(subjects.toSorted()).toEqual(found.map(({ delivery }) => delivery.id).toSorted())
    })

    it('is not queued when the change is not written', async () => {
      const ledger = await current().another([{ id: 'shop', events: ['updated'] }])
      const row = await invite()
      await ledger.changeInvitations([changeOf({ ...row, version: 3 }, { message: 'x' })])
      expect(await ledger.listDeliveries({ take: 9 })).toEqual([])
      expect(await ledger.nextWorkAt(['webhook'])).toBeUndefined()
    })
  })
}
