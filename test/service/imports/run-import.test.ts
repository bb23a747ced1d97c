import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import { confirmImport } from '../../../service/imports/confirm-import.ts'
import type { ImportDeps } from '../../../service/imports/import-deps.ts'
import { InvitationError } from '../../../service/invitations/model/invitation-error.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { ManagementError } from '../../../service/management/management-api.ts'
import { defaultPolicy } from '../../../service/policy/policy.ts'
import { createImportCleanupJob } from '../../../service/work/import-cleanup-job.ts'
import { createImportJob } from '../../../service/work/import-run.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { invitationRow } from '../ledger/ledger-rows.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { createImportDeps, noLimits, owner, uploadPeople, uploadStudents } from './import-scene.ts'

const DAY_MS = 86_400_000

let ledger: Ledger
let clock: ManualClock
beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
  clock = createManualClock(Date.UTC(2026, 10, 21, 9))
})
afterEach(() => ledger.close())

const depsWith = (changes: Partial<ImportDeps> = {}) =>
  createImportDeps(ledger, { now: clock.now, ...changes })

function work(deps: ImportDeps) {
  const job = createImportJob(deps)
  return createWorker({ ledger, clock, log: createLog(() => {}), jobs: [job], random: () => 0.5 })
}

const reasons = async (id: string) =>
  (await ledger.listFileRows({ importId: id, take: 99 })).map(({ state, reason }) => reason ?? state)

describe('the making of invitations from a file', () => {
  it('is done in stretches, however long the file is', async () => {
    // Each look at the clock takes a second.
    let at = clock.now()
    const deps = depsWith({
      now: () => {
        at += 1_000
        return at
      },
    })
    const { id } = await uploadStudents(deps, 2_500)
    await confirmImport(deps, id, owner)
    const generations: number[] = []
    const job = createImportJob(deps)
    const run: typeof job.run = async one => {
      generations.push(one.generation)
      return job.run(one)
    }
    const worker = createWorker({ ledger, clock, log: createLog(() => {}), jobs: [{ ...job, run }] })
    for (let round = 0; round < 9; round++) {
      await clock.advance(at - clock.now())
      await worker.drain()
    }
    expect(await ledger.findImport(id)).toMatchObject({ status: 'finished', created: 2_500 })
    expect(generations.length).toBeGreaterThan(1)
    expect(generations).toEqual(generations.map((_, index) => index + 1))
  })

  it('asks the rules again: what has changed since the preview fails by its row', async () => {
    const { id } = await uploadPeople(depsWith(), 'email\na@x.example\nb@x.example\nc@blocked.example\n')
    await ledger.createInvitation(
      invitationRow({
        invitee_email: 'a@x.example',
        expires_at: clock.now() + DAY_MS,
        inviter_id: owner.id,
      }),
      {
        mail: false,
      },
    )
    const guard = {
      assertMayCreate: async () => {},
      isAllowedAddress: (address: object) => !JSON.stringify(address).includes('blocked'),
    }
    const deps = depsWith({ guard })
    await confirmImport(deps, id, owner)
    await work(deps).drain()
    expect(await reasons(id)).toEqual(['already_invited', 'created', 'domain_not_allowed'])
    expect(await ledger.findImport(id)).toMatchObject({ status: 'finished', created: 1, failed: 2 })
  })

  it('leaves apostrophes in a column where, after thousands of cells with one, there is one without', async () => {
    const deps = depsWith()
    const many = Array.from({ length: 1_500 }, (_, n) => `p${n}@x.example,'P\n`).join('')
    const { id } = await uploadPeople(deps, `email,name\n${many}q@x.example,Q\n`)
    await confirmImport(deps, id, owner)
    await work(deps).drain()
    for (const email of ['p0@x.example', 'p1100@x.example']) {
      const filter = { address: { email } }
      const [row] = await ledger.listInvitations({ filter, take: 1, now: clock.now() })
      expect(JSON.parse(row?.profile ?? '')).toEqual({ name: "'P" })
    }
  })

  it('S12 ends what has expired for an address, so that only the new invitation is live', async () => {
    const old = invitationRow({ invitee_email: 'a@x.example', expires_at: clock.now() - 1 })
    await ledger.createInvitation(old, { mail: false })
    const deps = depsWith()
    const { id } = await uploadPeople(deps, 'email\na@x.example\n')
    await confirmImport(deps, id, owner)
    await work(deps).drain()
    expect(await reasons(id)).toEqual(['created'])
    expect((await ledger.findInvitation(old.id))?.generation).toBe(2)
  })

  it('S39 counts each row for the day of its inviter and of its address', async () => {
    const limits = { ...noLimits, perInviterPerDay: 2, perRecipientPerDay: 1 }
    const deps = depsWith({ policy: { ...defaultPolicy, limits } })
    const first = await uploadPeople(deps, 'email\na@x.example\n')
    await confirmImport(deps, first.id, owner)
    await work(deps).drain()
    const second = await uploadPeople(deps, 'email\nb@x.example\nc@x.example\n')
    await confirmImport(deps, second.id, owner)
    await work(deps).drain()
    expect(await reasons(second.id)).toEqual(['created', 'limit_reached'])
  })

  it('waits for a tenant that cannot be asked, and fails when that never ends, with what was made so far sent', async () => {
    const guard = {
      assertMayCreate: async () => {},
      isAllowedAddress: () => true,
    }
    const { id } = await uploadPeople(depsWith(), 'email,role\na@x.example,Student\n')
    let isDown = true
    const roleIds = async (names: readonly string[]) => {
      if (isDown) throw new ManagementError('unreachable')
      return { ids: [...names], unknown: [] }
    }
    const deps = depsWith({ guard, catalog: { roleIds, client: async () => undefined } })
    await confirmImport(deps, id, owner)
    const worker = work(deps)
    await worker.drain()
    expect(await ledger.findImport(id)).toMatchObject({ status: 'confirmed', created: 0 })
    isDown = false
    await clock.advance(5_000)
    await worker.drain()
    expect(await ledger.findImport(id)).toMatchObject({ status: 'finished', created: 1 })

    const never = await uploadPeople(depsWith(), 'email,role\nb@x.example,Student\n')
    isDown = true
    await confirmImport(deps, never.id, owner)
    for (let attempt = 0; attempt < 60; attempt++) {
      await worker.drain()
      await clock.advance(600_000)
    }
    expect(await ledger.findImport(never.id)).toMatchObject({ status: 'failed', failure: 'unreachable' })
  })

  it('S32 is judged by what the owner was allowed when they confirmed', async () => {
    const seen: string[][] = []
    const guard = {
      isAllowedAddress: () => true,
      assertMayCreate: async ({ permissions }: { permissions: ReadonlySet<string> }) => {
        seen.push([...permissions])
        if (!permissions.has('grant:any')) throw new InvitationError('forbidden', 'roles', 'No.')
      },
    }
    const { id } = await uploadPeople(depsWith(), 'email,role\na@x.example,Student\n')
    const deps = depsWith({ guard })
    await confirmImport(deps, id, { ...owner, permissions: new Set(['create:invitations']) })
    await work(deps).drain()
    expect(seen).toEqual([['create:invitations']])
    expect(await reasons(id)).toEqual(['forbidden'])
  })
})

describe('files that nobody needs any more', () => {
  it('are forgotten after 30 days, and a file that came in half after an hour', async () => {
    const done = await uploadPeople(depsWith(), 'email\na@x.example\n')
    await ledger.createImport({ ...done, id: 'imp_half', status: 'previewing' })
    const round = createImportCleanupJob({ ledger, now: clock.now })
    const left = async () => (await ledger.listImports({ take: 9 })).map(({ id }) => id)
    await round.run()
    expect(await left()).toHaveLength(2)
    await clock.advance(3_600_001)
    await round.run()
    expect(await left()).toEqual([done.id])
    await clock.advance(30 * DAY_MS)
    await round.run()
    expect(await left()).toEqual([])
  })
})
