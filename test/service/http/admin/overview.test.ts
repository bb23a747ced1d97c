import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { REDEMPTION_PATH } from '../../../../contract/calls.ts'
import { locales } from '../../../../contract/locale.ts'
import { MailError } from '../../../../service/mail/mailer.ts'
import { messagesFor } from '../../../../service/messages/messages.ts'
import { databaseLogin } from '../../invitations/logins.ts'
import { attemptOf, handoffRow, invitationRow } from '../../ledger/ledger-rows.ts'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { makePerson, openSignedIn, signIn } from './administrators.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const inviter = {
  userId: 'auth0|eve',
  name: 'Eve',
  email: 'eve@acme.example',
  permissions: ['create:invitations', 'read:invitations'],
}

let service: TestService
let root: Browser
let eve: Browser

beforeEach(async () => {
  service = await startTestService()
  makePerson(service, inviter)
  root = await openSignedIn(service)
  eve = await openSignedIn(service, inviter)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** An invitation of some days ago. */
async function invite(daysAgo: number, changes: Parameters<typeof invitationRow>[0] = {}) {
  const created_at = service.clock.now() - daysAgo * DAY_MS
  const expires_at = service.clock.now() + DAY_MS
  const row = invitationRow({
    created_at,
    expires_at,
    inviter_id: 'auth0|ada',
    inviter_name: 'Ada',
    ...changes,
  })
  await service.ledger.createInvitation(row, { mail: false })
  return row
}

async function accept(row: ReturnType<typeof invitationRow>, afterMs: number) {
  const at = row.created_at + afterMs
  const handoff = handoffRow(row, { created_at: at, expires_at: at + HOUR_MS })
  await service.ledger.createHandoff(handoff, at)
  await service.ledger.redeem(attemptOf(handoff, `auth0|${row.id}`, { redeemed_at: at }))
}

const numbersOf = async (browser: Browser, path = '/admin/overview') => {
  const { html } = await browser.get(path)
  return [...html.matchAll(/<div class="stat"><dt>([^<]+)<\/dt><dd>([^<]+)<\/dd>/g)].map(
    ([, name, value]) => [name, value],
  )
}

describe('the overview', () => {
  test('says so where there is nothing yet, without a chart of nothing', async () => {
    const page = await root.get('/admin/overview')
    expect(page.status).toBe(200)
    expect(page.text).toContain('Nothing needs your attention.')
    expect(page.text).toContain('No invitations in this period.')
    expect(page.html).not.toMatch(/NaN|undefined|Infinity/)
    expect(page.html).not.toContain('chart-image')
  })

  test('is where /admin leads to', async () => {
    expect((await root.get('/admin')).url).toMatch(/\/admin\/overview$/)
  })

  test('shows what has happened up to this moment: numbers, charts, and the table behind each', async () => {
    await accept(await invite(3, { roles: '["Editor"]' }), 2 * HOUR_MS)
    await accept(await invite(3, { roles: '["Editor","Viewer"]' }), 2.5 * HOUR_MS)
    await invite(2, { roles: '["Viewer"]' })
    await invite(1, { inviter_id: 'auth0|eve', inviter_name: 'Eve', roles: '["Reader"]' })
    expect(await numbersOf(root)).toEqual([
      ['Invited', '4'],
      ['Sent or shared', '2'],
      ['Started', '2'],
      ['Accepted', '2'],
      ['Acceptance rate', '50%'],
    ])
    const { html, text } = await root.get('/admin/overview')
    expect(text).toContain('Median: 2.5 hours.')
    expect(text).toContain('Delivered not reported')
    expect(html).toMatch(/<th scope="row">Editor<\/th><td>2<\/td><td>2<\/td><td>100%<\/td>/)
    expect(html).toMatch(/<th scope="row">Ada<\/th><td>3<\/td><td>2<\/td><td>67%<\/td>/)
    expect(html.match(/class="chart-image"/g)).toHaveLength(5)
    expect(html.match(/<details class="chart-numbers">/g)).toHaveLength(5)
    expect(html).not.toMatch(/NaN|Infinity| style="/)
  })

  test('is about the time that the address asks for, and about a month where it asks for anything else', async () => {
    for (const daysAgo of [3, 20, 60, 200]) await invite(daysAgo)
    for (const [query, count] of [
      ['days=7', '1'],
      ['', '2'],
      ['days=90', '3'],
      ['days=365', '4'],
      ['days=99999999', '2'],
      ['days=%3Cscript%3E', '2'],
    ])
      expect((await numbersOf(root, `/admin/overview?${query}`))[0]).toEqual(['Invited', count])
    const { html } = await root.get('/admin/overview?days=90')
    expect(html).toContain('<a href="/admin/overview?days=90" aria-current="true">')
  })

  test('security: shows an inviter their own and nothing of others', async () => {
    await invite(2, { roles: '["Editor"]' })
    await invite(1, { inviter_id: 'auth0|eve', inviter_name: 'Eve', roles: '["Reader"]' })
    expect((await numbersOf(eve))[0]).toEqual(['Invited', '1'])
    const { text, html } = await eve.get('/admin/overview?days=365')
    expect(text).toContain('Your invitations.')
    expect(html).not.toMatch(/Editor|Ada</)
    expect(html).not.toContain('id="inviters-heading"')
  })

  test('says the same in every language', async () => {
    for (const locale of locales) {
      const page = await root.get(`/admin/overview?lang=${locale}`)
      expect(page.html).toContain(`<html lang="${locale}">`)
      for (const { title } of [messagesFor(locale).overview.overTime, messagesFor(locale).overview.funnel])
        expect(page.text).toContain(title)
    }
    await root.get('/admin/overview?lang=en')
  })
})

describe('what needs attention', () => {
  test('is at the top, with a way to it: what was not sent, late mail, whoever lacks something', async () => {
    const { ledger, clock } = service
    const unsent = await invite(1, { delivery_status: 'queued' })
    await ledger.markUnsent(unsent.id, 1, clock.now())
    const mailed = invitationRow({
      created_at: clock.now(),
      expires_at: clock.now() + DAY_MS,
      inviter_id: 'auth0|ada',
    })
    await ledger.createInvitation(mailed, { mail: true })
    const take = { limit: 9, leaseMs: 1, now: clock.now() }
    const claimed = await ledger.claimWork({ ...take, kinds: ['invitation_mail'] })
    expect(claimed).toHaveLength(1)
    const { code } = new MailError('forbidden')
    for (const work of claimed)
      await ledger.failWork(work, { code, retryAt: clock.now() + DAY_MS, now: clock.now() })
    const granted = await invite(1)
    await accept(granted, 5)
    const [redemption] = await ledger.findRedemptionsOfInvitation(granted.id)
    await ledger.markGrantFailed(redemption?.id ?? '', 'user_gone', clock.now())

    const { text, html } = await root.get('/admin/overview')
    expect(text).toContain('Invitations that couldn’t be sent: 1')
    expect(text).toContain('Email isn’t going out. Waiting: 1')
    expect(text).toContain('Joined, but missing roles or permissions: 1')
    expect(html).toContain('href="/admin/invitations?delivery=failed&amp;status=pending"')
    expect(html).toContain(`href="/admin/invitations/${granted.id}"`)
    expect(html).toContain('<code>user_gone</code>')
    expect(html.indexOf('class="attention"')).toBeLessThan(html.indexOf('class="chart-grid"'))
  })

  test('security: an inviter is told of their own troubles, and nothing of the tenant’s', async () => {
    const { text } = await eve.get('/admin/overview')
    expect(text).toContain('Nothing needs your attention.')
  })

  test('names inviters whose allowance is used up, and tells themselves', async () => {
    const windowStart = Math.floor(service.clock.now() / DAY_MS) * DAY_MS
    const counter = { key: 'sending:inviter:auth0|eve', windowStart, by: 1_000, limit: 1_000 }
    await service.ledger.incrementCounter(counter)
    const asRoot = await root.get('/admin/overview')
    expect(asRoot.text).toContain('Inviters who’ve reached their limit for today: 1')
    expect(asRoot.html).toContain('<code>auth0|eve</code>')
    const asEve = await eve.get('/admin/overview')
    expect(asEve.text).toContain('You’ve reached your limit for today')
    expect(asEve.text).not.toContain('Inviters who')
  })

  test('is a policy with roles that nobody has, a webhook that was given up, Actions of another gate', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guestlist-overview-'))
    const file = join(folder, 'policy.json')
    await writeFile(file, JSON.stringify({ roles: { Editor: { grantable_roles: ['Ghost'] } } }))
    const endpoint = { id: 'crm', url: 'https://crm.example/hook', secret: `whsec_${'A'.repeat(32)}` }
    const other = await startTestService({ POLICY_FILE: file, WEBHOOKS: JSON.stringify([endpoint]) })
    try {
      const browser = openBrowser(other.app)
      await signIn(other, browser, { path: '/admin/audit' })
      other.management.isDown = true
      const silent = await browser.get('/admin/overview')
      expect(silent.status).toBe(200)
      expect(silent.text).toContain('The tenant isn’t responding')
      other.management.isDown = false
      await other.clock.advance(60_000)
      const { ledger, clock } = other
      await ledger.createInvitation(invitationRow({ created_at: clock.now() }), { mail: false })
      const due = { kinds: ['webhook' as const], limit: 1, leaseMs: 1, now: clock.now() }
      const [work] = await ledger.claimWork(due)
      const attempt = { workId: work?.id ?? 0, lastStatus: 410, lastError: 'gone', at: clock.now() }
      await ledger.noteDelivery(Number(work?.subject), { ...attempt, status: 'failed' })
      await other.call(REDEMPTION_PATH, { ...databaseLogin(clock.now()), gate: 'another-gate' })
      const { text, html } = await browser.get('/admin/overview')
      expect(text).toContain('The policy names roles that the tenant doesn’t have')
      expect(html).toContain('<code>Ghost</code>')
      expect(text).toContain('Failed webhooks in the last 7 days: 1')
      expect(text).toContain('Actions and service have different gate settings')
      expect((await browser.get('/admin/gate')).text).toContain('were built with different settings')
    } finally {
      await other.close()
      await rm(folder, { recursive: true })
    }
  })
})

describe('what is wrong with the set-up', () => {
  test('is told to administrators, with what to do, once the service has looked; inviters are not told', async () => {
    expect((await root.get('/admin/overview')).text).not.toContain('set up')
    // Nobody but the tenant is there to answer its questions.
    nock.disableNetConnect()
    await service.diagnosis.run()
    const { text } = await root.get('/admin/overview')
    expect(text).toContain('Something is wrong with this installation')
    expect(text).toContain(
      'PUBLIC_URL https://guestlist.example is not to be reached from where the service runs. Check DNS',
    )
    expect((await eve.get('/admin/overview')).text).not.toContain('PUBLIC_URL')
  })
})
