import { describe, expect, it } from 'vitest'
import { type Letter, toInvitationBatches } from '../../../service/mail/invitation-batches.ts'
import { type InvitationMailFacts, renderInvitationMail } from '../../../service/mail/invitation-mail.ts'
import { createSendgridMailer } from '../../../service/mail/sendgrid-mailer.ts'
import { startMailServer } from '../imports/mail-server.ts'

/** What SendGrid takes in one request (https://www.twilio.com/docs/sendgrid/api-reference/mail-send/limitations). */
const MOST_BYTES = 30_000_000

/** Letters to people with the longest addresses that there are; links may be as long as a test wants them. */
function writeLetters(count: number, linkLength: number): Letter[] {
  return Array.from({ length: count }, (_, n) => {
    const invitee = `${`${n}`.padStart(64, "'")}@${'x'.repeat(185)}.com`
    const facts: InvitationMailFacts = {
      organization: 'Acme',
      inviter: 'Ada',
      application: undefined,
      invitee,
      link: `https://guestlist.example/i/${`${n}`.padEnd(linkLength, 'x')}`,
      message: 'x'.repeat(500),
      expiresAt: new Date('2026-12-01T10:00:00Z'),
    }
    return { facts, references: { invitation: `inv_${n}`, generation: '1' } }
  })
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const batchesOf = (letters: readonly Letter[]) =>
  toInvitationBatches(letters, facts => renderInvitationMail(facts), 'nonce').flatMap(
    ({ batch }) => batch ?? [],
  )

describe('invitations in one request', () => {
  it('are a thousand at most, far from the size that is allowed', async () => {
    const server = await startMailServer()
    const from = 'Acme <a@acme.example>'
    const mailer = createSendgridMailer({ apiKey: 'SG.x', baseUrl: server.url, from })
    for (const batch of batchesOf(writeLetters(1_001, 400))) await mailer.sendBatch?.(batch)
    await server.close()
    expect(server.requests.map(({ personalizations }) => personalizations.length)).toEqual([1_000, 1])
    expect(bytesOf(server.requests[0])).toBeLessThan(MOST_BYTES / 3)
  })

  it('are fewer where they would be larger than what is allowed', () => {
    const batches = batchesOf(writeLetters(1_000, 40_000))
    expect(batches.length).toBeGreaterThan(1)
    expect(batches.reduce((sum, { recipients }) => sum + recipients.length, 0)).toBe(1_000)
    for (const batch of batches) expect(bytesOf(batch)).toBeLessThan(MOST_BYTES)
  })

  it('end within the same minute; one that ends a minute after the first goes with others', () => {
    const end = Date.parse('2026-12-01T10:00:00Z')
    const letters = writeLetters(4, 40).map((letter, n) => {
      const expiresAt = new Date(end + ([60_000, 0, 59_999, 119_999][n] ?? 0))
      return { ...letter, facts: { ...letter.facts, expiresAt } }
    })
    const people = batchesOf(letters).map(({ recipients }) =>
      recipients.map(({ references }) => references.invitation),
    )
    expect(people.sort()).toEqual([
      ['inv_0', 'inv_3'],
      ['inv_1', 'inv_2'],
    ])
  })

  it('are as many as fit, to the byte', () => {
    // Each is taken to need exactly a hundredth of what goes into one: see toSize.
    const counts = batchesOf(writeLetters(201, 97_848)).map(({ recipients }) => recipients.length)
    expect(counts).toEqual([100, 100, 1])
    const longer = batchesOf(writeLetters(201, 97_849)).map(({ recipients }) => recipients.length)
    expect(longer).toEqual([99, 99, 3])
  })
})
