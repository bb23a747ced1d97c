import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLog, type LogFields } from '../../../service/base/log.ts'

function logged(event: string, fields: LogFields): string {
  const lines: string[] = []
  createLog(line => lines.push(line)).info(event, fields)
  return lines.join('\n')
}

const jws = 'eyJhbGciOiJFZERTQSIsImtpZCI6ImsxIn0.eyJqdGkiOiJjYW5hcnkifQ.c2lnbmF0dXJlLW9mLWEtY2FuYXJ5'
const jwe = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXYtY2FuYXJ5.Y2lwaGVydGV4dA.dGFnLWNhbmFyeQ'
const canaries: Record<string, [text: string, canary: string]> = {
  'an address': ['refused ann.canary@example.com today', 'ann.canary'],
  'an address in a link': ['https://a.example/?to=ann.canary%40example.com', 'ann.canary'],
  'an address in a user id': ['samlp|acme|ann.canary@example.com', 'ann.canary'],
  'a phone number': ['sms to +4915112345678', '4915112345678'],
  'a link token': [`https://guestlist.example/i/${jws}`, jws.slice(0, 40)],
  'a token without its signature': [jws.slice(0, 60), jws.slice(0, 40)],
  'a sealed cookie': [`accept=${jwe}`, 'Y2lwaGVydGV4dA'],
  'a bearer key': ['authorization: Bearer short-canary', 'short-canary'],
  'a SendGrid key': ['SG.canary.key', 'canary'],
  'a long secret': ['the key 0123456789abcdefghijklmnopqrstuv failed', '0123456789abcdef'],
}

describe('the log', () => {
  it('writes one JSON object per line with time, level, event and fields', () => {
    const lines: string[] = []
    const log = createLog(line => lines.push(line), { now: () => Date.parse('2026-11-20T10:00:00Z') })
    log.warn('work.failed', { code: 'throttled', attempts: 2, givenUp: false })
    expect(lines.map(line => JSON.parse(line))).toEqual([
      {
        at: '2026-11-20T10:00:00.000Z',
        level: 'warn',
        event: 'work.failed',
        code: 'throttled',
        attempts: 2,
        givenUp: false,
      },
    ])
  })

  it('leaves out what is below its level', () => {
    const lines: string[] = []
    const log = createLog(line => lines.push(line), { level: 'warn' })
    log.debug('a')
    log.info('b')
    log.warn('c')
    log.error('d')
    expect(lines.map(line => JSON.parse(line).event)).toEqual(['c', 'd'])
  })

  it.each(Object.entries(canaries))('masks %s in a field and in the event', (_, [text, canary]) => {
    expect(logged('event', { text })).not.toContain(canary)
    expect(logged(text, {})).not.toContain(canary)
  })

  it('leaves the ids of records alone', () => {
    const fields = {
      invitation: 'inv_0123456789abcdefghijkl',
      user: 'auth0|64f0c1d2e3a4b5c6d7e8f901',
      clientId: 'abcdefghijklmnopqrstuvwxyzABCDEF',
      inviterId: 'abcdefghijklmnopqrstuvwxyzABCDEF@clients',
      requestId: 'c0ffee00-1234-4321-abcd-0123456789ab',
      code: 'address_mismatch',
      host: 'login.eu.example.com',
      where: 'service/ledger/redemptions/unproven-account-queries.ts:42',
    }
    expect(JSON.parse(logged('event', fields))).toMatchObject(fields)
  })

  it('believes a long id only in the field that is named for it', () => {
    expect(logged('event', { other: 'abcdefghijklmnopqrstuvwxyzABCDEF' })).toContain('[secret]')
    expect(logged('event', { requestId: 'abcdefghijklmnopqrstuvwxyzABCDEF' })).toContain('[secret]')
    expect(logged('event', { where: 'abcdefghijklmnopqrstuvwxyzABCDEF' })).toContain('[secret]')
  })

  it('drops what is not a code, an id or a number, such as an error with a request in it', () => {
    const error = Object.assign(new Error('canary'), { config: { data: 'canary' } })
    expect(logged('event', { error } as unknown as LogFields)).not.toContain('canary')
  })

  it('keeps a field from passing itself off as time, level or event', () => {
    expect(JSON.parse(logged('event', { level: 'debug', event: 'other' }))).toMatchObject({
      level: 'info',
      event: 'event',
    })
  })

  it('stays one line and short for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, unit: 'binary' }), text => {
        const line = logged('event', { text })
        expect(line).not.toMatch(/[\r\n]/)
        expect(JSON.parse(line).text.length).toBeLessThanOrEqual(201)
      }),
    )
  })

  it('shows no address, for any address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), address => {
        expect(JSON.parse(logged('event', { address })).address).not.toContain(address)
      }),
    )
  })
})
