import { expect } from 'vitest'
import type { InvitationRow } from '../../../../service/ledger/schema/schema.ts'
import type { InvitationWorld } from '../invitation-world.ts'
import { applyEvent, type ModelState } from './life-model.ts'
import { type Counts, guests } from './life-operations.ts'

/** Compares what the ledger has in the end with its own history, with what workers were told, and with the model. */
export async function checkLife(world: InvitationWorld, counts: Counts): Promise<void> {
  const rows = (await world.query('select * from invitations')) as unknown as InvitationRow[]
  for (const row of rows) await checkHistory(world, row)
  await checkCounts(world, rows, counts)
  checkAddresses(rows, world.clock.now, counts)
}

/** The events of an invitation, in their order, are a life that the model allows, and end in what the ledger has. */
async function checkHistory(world: InvitationWorld, row: InvitationRow) {
  const rows = await world.ledger.listEvents(row.id, { take: 9999 })
  const events = rows.map(({ type, before, after }) => ({
    type,
    before: JSON.parse(before ?? '{}'),
    after: JSON.parse(after ?? '{}'),
  }))
  expect(events[0]?.type).toBe('created')
  // What an invitation has sent uses it without an event of its own; uses are compared with redemptions below.
  if (row.kind !== 'personal') return
  const born: ModelState = { status: 'pending', generation: 1, uses: 0, wantedRevoked: false }
  const { wantedRevoked: _, ...end } = events.reduce(
    (state, event) => applyEvent(state, event, row.max_uses),
    born,
  )
  expect({ status: row.status, generation: row.generation, uses: row.uses }).toEqual(end)
  checkChain(events)
}

/** What an event says was before is what the events until then have made of it. */
function checkChain(events: readonly { before: object; after: object }[]) {
  let known: Record<string, unknown> = {}
  for (const { before, after } of events) {
    for (const [name, value] of Object.entries(before))
      if (['status', 'generation', 'uses', 'roles', 'delivery', 'expires_at'].includes(name))
        expect({ [name]: value }).toEqual({ [name]: known[name] })
    known = { ...known, ...after }
  }
}

async function checkCounts(world: InvitationWorld, rows: readonly InvitationRow[], counts: Counts) {
  const count = async (table: string, condition: string) =>
    Number((await world.query(`select count(*) as n from ${table} where ${condition}`))[0]?.n)
  expect(await count('redemptions', 'true')).toBe(counts.redeemed - counts.released)
  for (const row of rows) {
    const own = await count('redemptions', `invitation_id = '${row.id}'`)
    const sent = rows.filter(({ parent_id }) => parent_id === row.id)
    expect(row.uses).toBe(sent.reduce((sum, { uses }) => sum + uses, own))
    expect(row.uses).toBeLessThanOrEqual(row.max_uses)
    if (row.status === 'accepted') expect(row.uses).toBe(row.max_uses)
    if (row.status === 'pending') expect(row.uses).toBeLessThan(row.max_uses)
  }
  expect(await count('events', "type = 'declined'")).toBe(counts.declined)
  expect(
    await count(
      'events',
      "type = 'released' and invitation_id not in (select id from invitations where kind != 'personal')",
    ),
  ).toBe(counts.released)
  // Those that nobody asked for by name or filter were replaced, erased, or sent by a link that somebody revoked.
  const asked = await count(
    'events',
    `type = 'revoked' and "after" not like '%"replaced"%' and "after" not like '%"revoke_on_release"%'`,
  )
  const ofLinks = await count('invitations', "status = 'revoked' and parent_id is not null")
  expect(asked).toBeGreaterThanOrEqual(counts.revoked + counts.revokedMatching)
  expect(asked - ofLinks).toBeLessThanOrEqual(counts.revoked + counts.revokedMatching)
}

/** However they raced: an address never has two live invitations, but for those that were taken back or sent by a link. */
function checkAddresses(rows: readonly InvitationRow[], now: number, { released }: Counts) {
  for (const email of guests) {
    const live = rows.filter(
      row =>
        row.invitee_email === email &&
        row.status === 'pending' &&
        row.parent_id === null &&
        row.expires_at > now,
    )
    expect(live.length).toBeLessThanOrEqual(1 + released)
  }
}
