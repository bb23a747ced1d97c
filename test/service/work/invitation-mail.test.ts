import { exportJWK, generateKeyPair } from 'jose'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseSigningKey, parseVerificationKeys, type VerificationKeys } from '../../../contract/keys.ts'
import { verifyLinkToken } from '../../../contract/link-token.ts'
import { createLog } from '../../../service/base/log.ts'
import {
  createInvitationCodes,
  parseInvitationCode,
} from '../../../service/invitations/accept/invitation-code.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { NewInvitationRow } from '../../../service/ledger/schema/schema.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { MailError, type Mailer, type OutgoingMail } from '../../../service/mail/mailer.ts'
import { createSendgridMailer } from '../../../service/mail/sendgrid-mailer.ts'
import { ManagementError } from '../../../service/management/management-api.ts'
import { createInvitationMailJob } from '../../../service/work/invitation-mail.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { invitationRow, NOW } from '../ledger/ledger-rows.ts'
import { createManualClock } from '../manual-clock.ts'

const linkScope = { issuer: 'https://guestlist.example', audience: 'tenant.example' }
const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
const jwk = { ...(await exportJWK(privateKey)), kid: 'k1' }
const { d: _, ...publicJwk } = jwk
const linkKey = await parseSigningKey(JSON.stringify(jwk))
const linkKeys: VerificationKeys = await parseVerificationKeys(JSON.stringify({ keys: [publicJwk] }))

const codes = createInvitationCodes({ secrets: ['a-cookie-secret-of-at-least-32-characters'] })

let ledger: Ledger
beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
})
afterEach(() => ledger.close())

/** A worker with the one job, and what left it. */
function createScene(options: { mailer?: Mailer; isTenantDown?: boolean } = {}) {
  const clock = createManualClock(NOW)
  const lines: string[] = []
  const mails: OutgoingMail[] = []
  const job = createInvitationMailJob({
    ledger,
    mailer: options.mailer ?? { send: async mail => void mails.push(mail) },
    catalog: {
      async client(clientId) {
        if (options.isTenantDown) throw new ManagementError('unreachable')
        return { clientId, name: 'Portal', clientMetadata: {}, initiateLoginUri: undefined }
      },
    },
    linkKey,
    linkScope,
    codes,
    organization: 'Acme',
    now: clock.now,
  })
  const log = createLog(line => lines.push(line), { level: 'debug' })
  const worker = createWorker({ ledger, clock, log, jobs: [job] })
  return { clock, lines, mails, worker, entries: () => lines.map(line => JSON.parse(line)) }
}

async function invite(changes: Partial<NewInvitationRow> = {}): Promise<NewInvitationRow> {
  const row = invitationRow(changes)
  await ledger.createInvitation(row, { mail: true })
  return row
}

describe('the invitation mail job', () => {
  it('says in the history that a message may have gone out twice, where nobody knows about the first', async () => {
    const failures = [new MailError('unavailable'), new MailError('uncertain')]
    const mailer: Mailer = {
      async send() {
        const failure = failures.shift()
        if (failure) throw failure
      },
    }
    const { clock, worker } = createScene({ mailer })
    const row = await invite()
    for (let attempt = 0; attempt < 3; attempt++) {
      await worker.drain()
      await clock.advance(60_000)
    }
    await worker.drain()
    const after = (await ledger.listEvents(row.id, { take: 9 })).map(({ type, after }) => [
      type,
      JSON.parse(after ?? '{}'),
    ])
    expect(after).toEqual([
      ['created', expect.anything()],
      ['sent', { generation: 1, maybe_twice: true }],
    ])
  })

  it('sends the invitation with a link that opens this invitation in this generation', async () => {
    const { mails, worker } = createScene()
    const row = await invite({ client_id: 'portal', generation: 3 })
    await worker.drain()
    expect(mails).toHaveLength(1)
    const mail = mails[0]
    expect(mail).toMatchObject({
      to: 'ada@example.com',
      subject: 'Grace invited you to Portal at Acme',
      category: 'invitation',
      references: { invitation: row.id, generation: '3' },
    })
    const token = /^https:\/\/guestlist\.example\/i\/(\S+)$/m.exec(mail?.text ?? '')?.[1] ?? ''
    expect(await verifyLinkToken(token, linkScope, linkKeys)).toEqual({
      invitationId: row.id,
      generation: 3,
      issuedAt: new Date(row.link_issued_at),
      expiresAt: new Date(row.expires_at),
    })
  })

  it('shows what the inviter wrote, and the code of this generation instead of the link', async () => {
    const { mails, worker } = createScene()
    const row = await invite({ message: 'See you on evil.example!', generation: 3 })
    await worker.drain()
    const text = mails[0]?.text ?? ''
    expect(text).toContain('Grace writes:\n> See you on evil. example!')
    const typed = /https:\/\/guestlist\.example\/i\/code and .* this code: (\S+)$/m.exec(text)?.[1] ?? ''
    const code = parseInvitationCode(typed) ?? ''
    expect(codes.matches({ invitationId: row.id, generation: 3 }, code)).toBe(true)
    expect(codes.matches({ invitationId: row.id, generation: 2 }, code)).toBe(false)
  })

  it('notes that it was sent, and sends it once', async () => {
    const { mails, worker } = createScene()
    const row = await invite()
    await worker.drain()
    await worker.drain()
    expect(mails).toHaveLength(1)
    expect((await ledger.findInvitation(row.id))?.sent_at).toBe(NOW)
    expect(await ledger.nextWorkAt(['invitation_mail'])).toBeUndefined()
  })

  it('sends it without the name of the application when the tenant cannot be reached', async () => {
    const { mails, worker } = createScene({ isTenantDown: true })
    await invite({ client_id: 'portal' })
    await worker.drain()
    expect(mails[0]?.subject).toBe('Grace invited you to Acme')
  })

  it.each([
    ['accepted', { status: 'accepted' }, 'accepted'],
    ['revoked', { status: 'revoked' }, 'revoked'],
    ['declined', { status: 'declined' }, 'declined'],
    ['at the moment of its expiry', { expires_at: NOW }, 'expired'],
    ['sent already, before a crash', { sent_at: NOW }, 'already_sent'],
    ['for a phone', { invitee_email: null, invitee_phone_number: '+41790000000' }, 'no_address'],
  ] as const)('drops the mail of an invitation that is %s', async (_situation, changes, code) => {
    const { mails, worker, entries } = createScene()
    await invite(changes)
    await worker.drain()
    expect(mails).toEqual([])
    expect(entries()).toMatchObject([{ event: 'work.dropped', code }])
    expect(await ledger.nextWorkAt(['invitation_mail'])).toBeUndefined()
  })

  it('drops the mail of an older generation, and of an invitation that is gone', async () => {
    const { mails, worker, entries } = createScene()
    const row = await invite({ generation: 2 })
    await worker.drain()
    mails.length = 0
    const work = { kind: 'invitation_mail', priority: 20, available_at: NOW } as const
    await ledger.enqueue({ ...work, subject: row.id, generation: 1 }, NOW)
    await ledger.enqueue({ ...work, subject: 'inv_gone', generation: 1 }, NOW)
    await worker.drain()
    expect(mails).toEqual([])
    expect(entries().slice(1)).toMatchObject([{ code: 'replaced' }, { code: 'not_found' }])
  })

  it('sends again a mail that was resent after an older one went out', async () => {
    const { mails, worker } = createScene()
    await invite({ generation: 2, sent_at: NOW - 1, link_issued_at: NOW })
    await worker.drain()
    expect(mails).toHaveLength(1)
  })

  it.each(['throttled', 'unavailable', 'forbidden'] as const)('tries again when mail is %s', async code => {
    let attempts = 0
    const { clock, worker } = createScene({
      mailer: {
        async send() {
          if (++attempts < 3) throw new MailError(code)
        },
      },
    })
    const row = await invite()
    for (let n = 0; n < 5; n++) {
      await worker.drain()
      await clock.advance(20_000)
    }
    expect(attempts).toBe(3)
    expect((await ledger.findInvitation(row.id))?.sent_at).not.toBeNull()
  })

  it('gives up a mail that is rejected for good', async () => {
    let attempts = 0
    const { clock, entries, worker } = createScene({
      mailer: {
        send() {
          attempts++
          throw new MailError('rejected')
        },
      },
    })
    const row = await invite()
    await worker.drain()
    await clock.advance(600_000)
    await worker.drain()
    expect(attempts).toBe(1)
    expect(entries()).toMatchObject([{ event: 'work.failed', code: 'rejected' }])
    expect((await ledger.findInvitation(row.id))?.delivery_status).toBe('failed')
  })
})

describe('S35 the link of an invitation', () => {
  const replies: [situation: string, status: number][] = [
    ['sent', 202],
    ['rejected', 400],
    ['throttled', 429],
    ['down', 503],
  ]

  it.each(replies)('is in no log and no ledger when the real mailer is %s', async (_situation, status) => {
    nock.disableNetConnect()
    let sent = ''
    nock('https://api.sendgrid.com')
      .post('/v3/mail/send', body => {
        sent = JSON.stringify(body)
        return true
      })
      .reply(status, () => ({ errors: [{ message: sent }] }))
    const output: string[] = []
    const capture = (...parts: unknown[]) => void output.push(parts.map(String).join(' '))
    const original = { log: console.log, warn: console.warn, error: console.error }
    Object.assign(console, { log: capture, warn: capture, error: capture })
    try {
      const mailer = createSendgridMailer({ apiKey: 'SG.canary-key', from: 'Acme <invite@acme.example>' })
      const { lines, worker } = createScene({ mailer })
      const row = await invite()
      await worker.drain()
      const token = /\/i\/([\w-]+\.[\w-]+\.[\w-]+)/.exec(sent)?.[1] ?? ''
      expect((await verifyLinkToken(token, linkScope, linkKeys)).invitationId).toBe(row.id)
      const events = await ledger.listEvents(row.id, { take: 100 })
      const kept = JSON.stringify([lines, output, await ledger.findInvitation(row.id), events])
      const code = codes.codeFor({ invitationId: row.id, generation: row.generation })
      expect(sent).toContain(code)
      for (const part of [
        code,
        code.replace('-', ''),
        token,
        token.slice(0, 30),
        token.slice(-30),
        'canary-key',
      ]) {
        expect(kept).not.toContain(part)
      }
      expect(`${lines}`).not.toContain('ada@example.com')
      expect(lines).not.toEqual([])
    } finally {
      Object.assign(console, original)
      nock.cleanAll()
      nock.enableNetConnect()
    }
  })
})
