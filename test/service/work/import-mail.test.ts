import { generateKeyPair } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import { confirmImport } from '../../../service/imports/confirm-import.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { createImportJobs } from '../imports/import-jobs.ts'
import { createImportDeps, owner, uploadPeople, uploadStudents } from '../imports/import-scene.ts'
import { type MailServer, recipientsOf, startMailServer } from '../imports/mail-server.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'

const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })

let mail: MailServer
let ledger: Ledger
let clock: ManualClock
beforeAll(async () => {
  mail = await startMailServer()
})
afterAll(() => mail.close())
beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
  clock = createManualClock(Date.UTC(2026, 10, 21, 9))
  mail.requests.length = 0
  mail.refused = undefined
  mail.failures = 0
})
afterEach(() => ledger.close())

function open() {
  const lines: string[] = []
  const deps = createImportDeps(ledger, { now: clock.now })
  const jobs = createImportJobs(deps, { key: privateKey, mailUrl: mail.url })
  const log = createLog(line => lines.push(line), { level: 'debug' })
  return { deps, lines, worker: createWorker({ ledger, clock, log, jobs, random: () => 0.5 }) }
}

async function send(file: string | number) {
  const { deps, lines, worker } = open()
  const { id } = typeof file === 'number' ? await uploadStudents(deps, file) : await uploadPeople(deps, file)
  await confirmImport(deps, id, owner)
  await worker.drain()
  return { id, lines, worker }
}

const sizes = () => mail.requests.map(({ personalizations }) => personalizations.length)

describe('the messages of an import', () => {
  it('are one request for a thousand people, in the fields that SendGrid documents', async () => {
    const { id } = await send(2_001)
    expect(sizes()).toEqual([1_000, 1_000, 1])
    expect(await ledger.findImport(id)).toMatchObject({ status: 'finished', created: 2_001, sent: 2_001 })
    const [request] = mail.requests
    expect(request).toMatchObject({ categories: ['invitation'], from: { email: 'invite@acme.example' } })
    // No address, no link and no code is in what all of them get.
    expect(JSON.stringify(request?.content)).not.toMatch(/@school|\/i\/[\w-]+\.|student/)
    expect(request?.tracking_settings).toMatchObject({ click_tracking: { enable: false } })
  })

  it('say to each person what a single invitation would, and nothing of anybody else', async () => {
    await send("email\no'brien@school.example\ngrace&co@school.example\n")
    const [request] = mail.requests
    const texts = (request?.personalizations ?? []).map(({ to, substitutions = {}, custom_args }) => {
      const fill = (type: string) =>
        Object.entries(substitutions).reduce(
          (text, [tag, value]) => text.replaceAll(tag, () => value),
          request?.content?.find(part => part.type === type)?.value ?? '',
        )
      return { to: to[0]?.email, text: fill('text/plain'), html: fill('text/html'), custom_args }
    })
    expect(texts.map(({ to }) => to)).toEqual(["o'brien@school.example", 'grace&co@school.example'])
    expect(texts[0]?.text).toContain("It’s for o'brien@school.example only.")
    expect(texts[0]?.html).toContain('o&#39;brien@school.example')
    expect(texts[1]?.html).toContain('grace&amp;co@school.example')
    const links = texts.map(
      ({ text }) => /https:\/\/guestlist\.example\/i\/[\w-]+\.[\w-]+\.[\w-]+/.exec(text)?.[0],
    )
    expect(new Set(links).size).toBe(2)
    expect(texts[0]?.html).toContain(links[0])
    expect(texts[0]?.html).not.toContain(links[1])
    expect(texts[0]?.custom_args).toEqual({ invitation: expect.stringMatching(/^inv_/), generation: '1' })
  })

  it('are apart by language and message', async () => {
    const rows = ['a@x.example,de,', 'b@x.example,,', 'c@x.example,de,', 'd@x.example,,Hello']
    await send(`email,locale,message\n${rows.join('\n')}\n`)
    expect(mail.requests.map(request => recipientsOf([request]))).toEqual([
      ['a@x.example', 'c@x.example'],
      ['b@x.example'],
      ['d@x.example'],
    ])
  })

  it('leave out who was revoked, changed or sent to in the meantime', async () => {
    const { deps, worker } = open()
    const { id } = await uploadStudents(deps, 3)
    await confirmImport(deps, id, owner)
    mail.failures = 1
    await worker.drain()
    expect(await ledger.findImport(id)).toMatchObject({ created: 3, sent: 0 })
    const [first, second] = await ledger.listInvitations({ filter: {}, take: 3, now: clock.now() })
    if (!first || !second) throw new TypeError('not invited')
    const change = { at: clock.now(), events: [] }
    await ledger.changeInvitations([
      { ...change, id: first.id, version: 1, set: { status: 'revoked' } },
      { ...change, id: second.id, version: 1, set: { generation: 2 } },
    ])
    await clock.advance(5_000)
    await worker.drain()
    expect(sizes()).toEqual([3, 1])
  })

  it('come again as a whole when a request fails, after a while, and are then noted for each', async () => {
    mail.failures = 1
    const { id, worker } = await send(3)
    expect(await ledger.findImport(id)).toMatchObject({ status: 'finished', sent: 0 })
    await worker.drain()
    expect(sizes()).toEqual([3])
    await clock.advance(5_000)
    await worker.drain()
    expect(sizes()).toEqual([3, 3])
    expect(await ledger.findImport(id)).toMatchObject({ sent: 3 })
    for (const row of await ledger.listInvitations({ filter: {}, take: 9, now: clock.now() }))
      expect(row).toMatchObject({ delivery_status: 'sent', sent_at: clock.now() })
  })

  it('are halved where the provider refuses one address, until that one alone is not sent', async () => {
    mail.refused = 'student5@school.example'
    const { id } = await send(8)
    expect(sizes()).toEqual([8, 4, 4, 2, 1, 1, 2])
    expect(await ledger.findImport(id)).toMatchObject({ created: 8, sent: 7 })
    const failed = await ledger.listInvitations({
      filter: { deliveryStatus: 'failed' },
      take: 9,
      now: clock.now(),
    })
    expect(failed.map(({ invitee_email }) => invitee_email)).toEqual(['student5@school.example'])
  })

  it('S34 S51 no link and no code is in the ledger or the log, before, during and after', async () => {
    mail.failures = 1
    const { lines, worker } = await send(2)
    await clock.advance(5_000)
    await worker.drain()
    const values = Object.values(mail.requests.at(-1)?.personalizations[0]?.substitutions ?? {})
    const secrets = values.filter(value => !value.includes('@'))
    expect(secrets).toHaveLength(2)
    const [row] = await ledger.listInvitations({ filter: {}, take: 1, now: clock.now() })
    const all = JSON.stringify([lines, row, await ledger.listImports({ take: 9 })])
    for (const secret of secrets) expect(all).not.toContain(secret)
  })

  it('go out as soon as the last row is done, and nobody has to look at the clock for it', async () => {
    const { deps, worker } = open()
    const { id } = await uploadStudents(deps, 1_500)
    await confirmImport(deps, id, owner)
    worker.start()
    await expect.poll(async () => (await ledger.findImport(id))?.sent, { timeout: 10_000 }).toBe(1_500)
    await worker.stop()
  })

  it('wait in a lane of their own: whoever is invited alone is not behind them', async () => {
    const jobs = createImportJobs(createImportDeps(ledger), { key: privateKey, mailUrl: mail.url })
    expect(jobs.map(({ queue }) => queue)).toEqual(['imports', 'import_mail'])
  })
})
