import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LedgerError } from '../../../../service/ledger/ledger-error.ts'
import { invitation } from '../../../../service/wire/invitation-schema.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let ada: Person
let shop: Person

beforeEach(async () => {
  service = await startTestService()
  ;[ada, shop] = [as(service, 'ada'), as(service, 'shop')]
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/invitations'

/** Reads CSV after RFC 4180: records of cells. */
function readCsv(text: string): string[][] {
  const records: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== ',') records.push([])
  }
  return records.slice(0, -1)
}

function column(records: string[][], name: string): (string | undefined)[] {
  const index = records[0]?.indexOf(name) ?? -1
  expect(index).toBeGreaterThanOrEqual(0)
  return records.slice(1).map(record => record[index])
}

async function inviteTwo() {
  await ada.ask('POST', path, {
    invitee: { email: 'guest1@example.com' },
    external_id: 'a "quoted", long\r\nid',
  })
  await service.clock.advance(1)
  await ada.ask('POST', path, { invitee: { email: 'guest2@example.com' } })
}

/** More than one page of the ledger, and less than one person may make in a day. */
async function makeManyLinks(maker: Person): Promise<unknown[]> {
  const made: unknown[] = []
  for (let number = 0; number < 510; number += 51) {
    const asked = Array.from({ length: 51 }, () => maker.ask('POST', path, { kind: 'shared', max_uses: 2 }))
    made.push(...(await Promise.all(asked)).map(({ body }) => body.id))
  }
  return made
}

describe('accepts', () => {
  test('CSV: a head, a line for each invitation, newest first, whatever is in the cells', async () => {
    await inviteTwo()
    const answer = await ada.ask('GET', `${path}/export`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="invitations.csv"')
    const records = readCsv(answer.text)
    expect(column(records, 'email')).toEqual(['guest2@example.com', 'guest1@example.com'])
    expect(column(records, 'external_id')).toEqual(['', 'a "quoted", long\r\nid'])
    expect(column(records, 'status')).toEqual(['pending', 'pending'])
    for (const record of records) expect(record).toHaveLength(records[0]?.length ?? 0)
  })

  test('NDJSON: in each line what the API shows', async () => {
    await inviteTwo()
    const answer = await ada.ask('GET', `${path}/export?format=ndjson`)
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    const lines = answer.text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    const { body } = await ada.ask('GET', path)
    expect(lines).toEqual(body.invitations)
    for (const line of lines) expect(invitation.parse(line)).toEqual(line)
  })

  test('the same filters as the list', async () => {
    await inviteTwo()
    const answer = await ada.ask('GET', `${path}/export?email=guest1@example.com`)
    expect(column(readCsv(answer.text), 'email')).toEqual(['guest1@example.com'])
    expect(readCsv((await ada.ask('GET', `${path}/export?status=accepted`)).text)).toHaveLength(1)
  })

  test('more than one page of the ledger, each invitation once', async () => {
    // By two people, neither of whom may make as many in a day.
    const made = [...(await makeManyLinks(ada)), ...(await makeManyLinks(as(service, 'eve')))]
    const all = await as(service, 'root').ask('GET', `${path}/export`)
    const ids = column(readCsv(all.text), 'id')
    expect(new Set(ids).size).toBe(ids.length)
    expect(made).toHaveLength(1_020)
    expect(made.filter(id => !ids.includes(String(id)))).toEqual([])
  })
})

describe('refuses', () => {
  test.each([
    ['format', 'format=xlsx'],
    ['status', 'status=open'],
  ])('an invalid %s by its name, before the first byte', async (field, query) => {
    expect(await ada.ask('GET', `${path}/export?${query}`)).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field } },
    })
  })
})

describe('when the ledger fails', () => {
  const failAt = (call: number) => {
    const list = service.ledger.listInvitations
    let calls = 0
    service.ledger.listInvitations = async query => {
      calls += 1
      if (calls >= call) throw new LedgerError('busy')
      return list(query)
    }
    return () => {
      service.ledger.listInvitations = list
    }
  }

  test('before the first byte, the answer is an error like any other', async () => {
    const heal = failAt(1)
    expect(await ada.ask('GET', `${path}/export`)).toMatchObject({
      status: 503,
      body: { error: { code: 'unavailable' } },
    })
    heal()
  })

  test('later on, the answer breaks off: nobody takes half of it for all', async () => {
    await makeManyLinks(as(service, 'eve'))
    const heal = failAt(2)
    await expect(as(service, 'eve').ask('GET', `${path}/export`)).rejects.toThrow(
      'The answer was broken off.',
    )
    heal()
    const entries = service.logLines.map(line => JSON.parse(line))
    expect(entries).toContainEqual(expect.objectContaining({ event: 'export_broken_off', code: 'busy' }))
  })

  test('whoever goes away in the middle has nothing more read for them', async () => {
    const list = service.ledger.listInvitations
    let calls = 0
    service.ledger.listInvitations = query => {
      calls += 1
      return list(query)
    }
    const token = await service.tenant.issueAccessToken({
      sub: 'auth0|eve',
      permissions: ['read:invitations'],
    })
    const answer = await service.app.request(`${path}/export`, {
      headers: { authorization: `Bearer ${token}` },
    })
    await answer.body?.cancel()
    service.ledger.listInvitations = list
    expect(calls).toBe(1)
  })
})

describe('security', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("https://evil.example","x")'])(
    'a cell that begins like a formula is text: %j',
    async text => {
      const { body } = await shop.ask('POST', path, {
        invitee: { email: 'formula@example.com' },
        external_id: text,
        on_live_invitation: 'replace',
      })
      const answer = await shop.ask('GET', `${path}/export?external_id=${encodeURIComponent(text)}`)
      const records = readCsv(answer.text)
      expect(column(records, 'id')).toEqual([body.id])
      expect(column(records, 'external_id')).toEqual([`'${text}`])
    },
  )

  test('a telephone number begins with a plus, and is text too', async () => {
    await ada.ask('POST', path, { invitee: { phone_number: '+491701234567' }, send_invitation_email: false })
    const answer = await ada.ask('GET', `${path}/export?phone_number=%2B491701234567`)
    expect(column(readCsv(answer.text), 'phone_number')).toEqual(["'+491701234567"])
  })

  test("S33 an inviter exports their own, an administrator everybody's", async () => {
    for (const person of [ada, as(service, 'eve'), shop])
      await person.ask('POST', path, { kind: 'shared', max_uses: 2 })
    const inviters = async (person: Person) =>
      column(readCsv((await person.ask('GET', `${path}/export`)).text), 'inviter_id')
    expect(new Set(await inviters(ada))).toEqual(new Set(['auth0|ada']))
    expect(new Set(await inviters(as(service, 'root')))).toEqual(
      new Set(['auth0|ada', 'auth0|eve', 'shop@clients']),
    )
    expect(readCsv((await ada.ask('GET', `${path}/export?inviter=auth0%7Ceve`)).text)).toHaveLength(1)
  })

  test('S34 neither form holds a link or a token', async () => {
    for (const format of ['csv', 'ndjson'])
      expect((await ada.ask('GET', `${path}/export?format=${format}`)).text).not.toMatch(/\/i\/|eyJ/)
  })
})
