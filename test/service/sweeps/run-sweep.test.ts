import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManagementError } from '../../../service/management/management-api.ts'
import { runSweep, type SweepDeps } from '../../../service/sweeps/run-sweep.ts'
import { beginSweep } from '../../../service/sweeps/sweep.ts'
import { createSweepJob } from '../../../service/work/sweep.ts'
import { createLifeWorld, type LifeWorld } from '../invitations/model/life-world.ts'
import { invitationRow } from '../ledger/ledger-rows.ts'

const COUNT = 80
const owner = {
  id: 'auth0|owner',
  kind: 'person',
  permissions: new Set(['delete:invitations', 'grant:any']),
} as const

let world: LifeWorld
let deps: SweepDeps
let id: string
beforeEach(async () => {
  world = await createLifeWorld()
  deps = { ...world.deps, ledger: world.ledger, standingOf: async () => owner.permissions }
  const now = deps.now()
  for (let n = 0; n < COUNT; n++) {
    const row = invitationRow({
      id: `inv_${100 + n}`,
      invitee_email: `${n}@x.example`,
      expires_at: now + 9e8,
    })
    await world.ledger.createInvitation({ ...row, created_at: now - 1000 + n }, { mail: false })
  }
  const asked = { nonce: 'n', action: 'revoke', filter: {}, ttlSeconds: undefined } as const
  id = await beginSweep(deps, asked, owner)
})
afterEach(() => world.close())

const found = () => world.ledger.findSweep(id)
const revoked = async () => (await world.ledger.countInvitations({ status: 'revoked' }, deps.now())).total

describe('a sweep', () => {
  it('goes on after a stretch at the very next one, until all are done', async () => {
    let batches = 0
    expect(await runSweep(deps, id, () => batches++ < 1)).toBe(true)
    expect(await found()).toMatchObject({ status: 'running', seen: 50, changed: 50 })
    expect(await runSweep(deps, id, () => true)).toBe(false)
    expect(await found()).toMatchObject({ status: 'finished', seen: COUNT, changed: COUNT, refused: '{}' })
    expect(await revoked()).toBe(COUNT)
  })

  it('queues its next stretch before this one is done', async () => {
    // Every look at the clock takes a second.
    let looks = 0
    const slow = { ...deps, now: () => world.deps.now() + 1000 * looks++ }
    const work = { subject: id, generation: 1 } as Parameters<ReturnType<typeof createSweepJob>['run']>[0]
    expect(await createSweepJob(slow).run(work)).toEqual({ outcome: 'done' })
    const next = await world.query(`select generation from outbox where kind = 'sweep' order by generation`)
    expect(next).toEqual([{ generation: 1 }, { generation: 2 }])
  })

  it('notes what was done when the tenant stops answering in the middle', async () => {
    let asked = 0
    const find: SweepDeps['ledger']['findInvitation'] = async name => {
      if (++asked === 11) throw new ManagementError('timeout')
      return world.ledger.findInvitation(name)
    }
    const broken = { ...deps, ledger: { ...world.ledger, findInvitation: find } }
    await expect(runSweep(broken, id, () => true)).rejects.toThrow(ManagementError)
    expect(await found()).toMatchObject({ status: 'running', seen: 10, changed: 10 })
    await runSweep(deps, id, () => true)
    // Those that were changed beside the one that failed were not noted, and are found changed already.
    const row = await found()
    const { not_pending = 0 } = JSON.parse(row?.refused ?? '')
    expect(row).toMatchObject({ status: 'finished', seen: COUNT, changed: COUNT - not_pending })
    expect(await revoked()).toBe(COUNT)
  })

  it('S74 notes with each change who acted for its owner', async () => {
    const via = { act: { sub: 'auth0|support' } }
    id = await beginSweep(
      deps,
      { nonce: 'acting', action: 'revoke', filter: {}, ttlSeconds: undefined },
      { ...owner, permissions: new Set(owner.permissions), via },
    )
    await runSweep(deps, id, () => true)
    const { events } = await world.ledger.searchEvents({ inviterId: undefined, type: 'revoked', take: 3 })
    expect(events).toHaveLength(3)
    for (const event of events)
      expect(event).toMatchObject({ actor_id: 'auth0|owner', actor_via: JSON.stringify(via) })
  })

  it('is done by whoever comes first where two have it', async () => {
    await Promise.all([runSweep(deps, id, () => true), runSweep(deps, id, () => true)])
    const row = await found()
    expect(row).toMatchObject({ status: 'finished', seen: COUNT })
    expect(await revoked()).toBe(COUNT)
  })

  it('ends where its owner sees less than when they confirmed, and when it is given up', async () => {
    await runSweep({ ...deps, standingOf: async () => new Set(['delete:invitations']) }, id, () => true)
    expect(await found()).toMatchObject({ status: 'failed', failure: 'forbidden' })
    const asked = { nonce: 'm', action: 'revoke', filter: {}, ttlSeconds: undefined } as const
    id = await beginSweep(deps, asked, owner)
    await createSweepJob(deps).giveUp?.({ subject: id } as never, 'unavailable')
    expect(await found()).toMatchObject({ status: 'failed', failure: 'unavailable' })
    expect(await runSweep(deps, id, () => true)).toBe(false)
    expect(await revoked()).toBe(0)
  })
})
