import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import { confirmImport } from '../../../service/imports/confirm-import.ts'
import type { ImportDeps } from '../../../service/imports/import-deps.ts'
import { MailError, type OutgoingMail } from '../../../service/mail/mailer.ts'
import { ManagementError } from '../../../service/management/management-api.ts'
import { createImportNoticeJob } from '../../../service/work/import-notice.ts'
import { createImportJob } from '../../../service/work/import-run.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { createImportDeps, owner, uploadPeople } from '../imports/import-scene.ts'
import { openTemporaryLedger } from '../ledger/temporary-ledger.ts'
import { createMemoryManagement, type MemoryManagement } from '../management/memory-management.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'

let opened: Awaited<ReturnType<typeof openTemporaryLedger>>
let clock: ManualClock
let management: MemoryManagement
let mails: OutgoingMail[]
/** So many messages are not taken, for a reason that passes. */
let failures: number
beforeEach(async () => {
  opened = await openTemporaryLedger()
  clock = createManualClock()
  management = createMemoryManagement()
  mails = []
  failures = 0
  management.users.push({
    userId: owner.id,
    email: 'ada@acme.example',
    emailVerified: true,
    blocked: false,
    phoneNumber: undefined,
    phoneVerified: false,
    createdAt: new Date(0),
    loginsCount: 3,
    identities: [],
    appMetadata: {},
    userMetadata: {},
  })
})
afterEach(() => opened.close())

/** Confirms an import of two people, one of them without an address, and works as long as there is something to do. */
async function run(changes: Partial<ImportDeps> = {}, who: Parameters<typeof confirmImport>[2] = owner) {
  const { ledger } = opened
  const deps = createImportDeps(ledger, { now: clock.now })
  const { id } = await uploadPeople(deps, 'email,role\nada@school.example,Student\nnobody,Student\n')
  await opened.query(
    `update imports set owner_id = '${who.id}', owner_kind = '${who.kind}' where id = '${id}'`,
  )
  await confirmImport(deps, id, who)
  const send = async (mail: OutgoingMail) => {
    if (failures-- > 0) throw new MailError('unavailable')
    mails.push(mail)
  }
  const jobs = [
    createImportJob({ ...deps, ...changes }),
    createImportNoticeJob({ ledger, management, mailer: { send }, publicUrl: 'https://guestlist.example' }),
  ]
  const worker = createWorker({ ledger, clock, log: createLog(() => {}), jobs, random: () => 0.5 })
  for (let round = 0; round < 65; round++) {
    await worker.drain()
    await clock.advance(600_000)
  }
  return id
}

const unreachable = {
  roleIds: async () => {
    throw new ManagementError('unreachable')
  },
  client: async () => undefined,
}

describe('whoever started an import', () => {
  it('is told when it is finished, with what became of its rows', async () => {
    const id = await run()
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({
      to: 'ada@acme.example',
      category: 'import_notice',
      subject: 'Your import is finished: people. csv',
    })
    expect(mails[0]?.text).toContain('Invited: 1. Failed: 0. Invalid rows: 1.')
    expect(mails[0]?.text).toContain(`https://guestlist.example/admin/imports/${id}`)
  })

  it('is told when it has failed, and that not everybody was invited', async () => {
    const id = await run({ catalog: unreachable })
    expect(await opened.ledger.findImport(id)).toMatchObject({ status: 'failed', failure: 'unreachable' })
    expect(mails).toHaveLength(1)
    expect(mails[0]?.subject).toBe('Your import has failed: people. csv')
    expect(mails[0]?.text).toContain('It couldn’t be finished.')
    expect(mails[0]?.text).toContain('Invited: 0. Failed: 0. Invalid rows: 1.')
    expect(mails[0]?.text).toContain(`https://guestlist.example/admin/imports/${id}`)
  })

  it('is told once, also when the mail provider was away', async () => {
    failures = 2
    await run()
    expect([failures, mails.length]).toEqual([-1, 1])
  })

  it.each([
    ['has no confirmed address', () => Object.assign(management.users[0] ?? {}, { emailVerified: false })],
    ['is blocked', () => Object.assign(management.users[0] ?? {}, { blocked: true })],
    ['is gone', () => management.users.splice(0)],
  ])('is told nothing who %s', async (_who, change) => {
    change()
    await run()
    expect(mails).toEqual([])
    expect(await opened.query("select kind from outbox where kind = 'import_notice'")).toEqual([])
  })

  it('is told nothing when it is a back end, which asks for itself', async () => {
    await run({}, { ...owner, kind: 'client' })
    expect(mails).toEqual([])
  })
})
