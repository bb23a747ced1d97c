import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { generateKeyPair } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import { confirmImport } from '../../../service/imports/confirm-import.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { checkInvariants } from '../../faults/invariants.ts'
import { openTemporaryLedger } from '../ledger/temporary-ledger.ts'
import { createManualClock } from '../manual-clock.ts'
import { createImportJobs } from './import-jobs.ts'
import { createImportDeps, owner, uploadStudents } from './import-scene.ts'
import { type MailServer, recipientsOf, startMailServer } from './mail-server.ts'

/** Longer than any lease. */
const LATER_MS = 120_000

let opened: Awaited<ReturnType<typeof openTemporaryLedger>>
let mail: MailServer
let child: ChildProcess | undefined
beforeEach(async () => {
  opened = await openTemporaryLedger()
  mail = await startMailServer()
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await mail.close()
  await opened.close()
})

async function begin(count: number): Promise<string> {
  const deps = createImportDeps(opened.ledger)
  const { id } = await uploadStudents(deps, count)
  await confirmImport(deps, id, owner)
  return id
}

/** Lets another process work until something is so, and kills it there. */
async function killWhen(isSo: () => Promise<boolean>): Promise<void> {
  const program = join(import.meta.dirname, 'killed-importer.ts')
  child = spawn(process.execPath, ['--import', 'tsx', program, opened.file, mail.url], { stdio: 'inherit' })
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, 2))
  child.kill('SIGKILL')
  await once(child, 'close')
}

/** What another process does when the leases of the dead one have run out. */
async function goOn(): Promise<void> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const clock = createManualClock(Date.now() + LATER_MS)
  const deps = createImportDeps(opened.ledger, { now: clock.now })
  const jobs = createImportJobs(deps, { key: privateKey, mailUrl: mail.url })
  const worker = createWorker({ ledger: opened.ledger, clock, log: createLog(() => {}), jobs })
  await worker.drain()
  await worker.stop()
  await checkInvariants({ query: opened.query, rolesOf: () => [], now: clock.now() }, { isSettled: true })
}

async function numberOf(what: string): Promise<number> {
  const [row] = await opened.query(`select count(*) as n from ${what}`)
  return Number(row?.n)
}

describe('an import whose process is killed', () => {
  it('while it invites goes on at the very row: everybody once, each with roles, history and one message', async () => {
    const count = 3_000
    const id = await begin(count)
    await killWhen(async () => ((await opened.ledger.findImport(id))?.created ?? 0) >= 500)
    const cut = await opened.ledger.findImport(id)
    expect(cut?.status).toBe('running')
    // Whatever was written is whole.
    for (const what of ['invitations', 'invitation_roles', "events where type = 'created'"])
      expect(await numberOf(what)).toBe(cut?.created)
    expect(await numberOf("import_rows where state = 'created'")).toBe(cut?.created)

    await goOn()
    expect(await opened.ledger.findImport(id)).toMatchObject({
      status: 'finished',
      created: count,
      failed: 0,
      sent: count,
    })
    expect(await numberOf('(select distinct invitee_email from invitations)')).toBe(count)
    for (const what of ['invitations', "events where type = 'created'", "events where type = 'sent'"])
      expect(await numberOf(what)).toBe(count)
    expect(await numberOf("invitations where delivery_status = 'sent'")).toBe(count)
    expect(new Set(recipientsOf(mail.requests)).size).toBe(count)
  })

  it('while it sends sends what was under way once more, and nothing else twice', async () => {
    const count = 2_500
    const id = await begin(count)
    mail.isStuck = true
    await killWhen(async () => mail.requests.length === 2)
    const underWay = recipientsOf(mail.requests)
    expect(await numberOf("events where type = 'sent'")).toBe(0)

    mail.isStuck = false
    await goOn()
    expect(await opened.ledger.findImport(id)).toMatchObject({
      status: 'finished',
      created: count,
      sent: count,
    })
    expect(await numberOf("events where type = 'sent'")).toBe(count)
    const counts = new Map<string, number>()
    for (const to of recipientsOf(mail.requests)) counts.set(to, (counts.get(to) ?? 0) + 1)
    expect(counts.size).toBe(count)
    expect(
      [...counts]
        .filter(([, times]) => times > 1)
        .map(([to]) => to)
        .sort(),
    ).toEqual(underWay.sort())
    // One for every thousand, and the two that were cut.
    expect(mail.requests.map(({ personalizations }) => personalizations.length)).toEqual([
      1_000, 1_000, 1_000, 1_000, 500,
    ])
  })
})
