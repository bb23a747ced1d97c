import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toDistance } from '../../../../service/http/pages/parts/instant.tsx'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, handOut, makeUser, redeem } from './invitee-flow.ts'

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService()
})
beforeEach(() => {
  browser = openBrowser(service.app)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

let count = 0
const invitee = () => ({ email: `invitee-${++count}@example.com` })

describe('the page of an invitation', () => {
  test('quotes what the inviter wrote, line by line, and says whose words they are', async () => {
    const message = 'Hi Grace!\nSo glad that you join us.'
    const { link } = await handOut(service, {
      invitee: invitee(),
      inviter: { name: 'Ada Lovelace' },
      message,
    })
    const page = await browser.get(link)
    expect(page.html).toContain(
      '<blockquote><p dir="auto">Hi Grace!</p><p dir="auto">So glad that you join us.</p></blockquote><figcaption>Written by Ada Lovelace</figcaption>',
    )
  })

  test('quotes nothing where nothing was written', async () => {
    const { link } = await service.invite({ invitee: invitee() })
    expect((await browser.get(link)).html).not.toContain('<blockquote')
  })

  test('says until when it is open: the date in UTC, for machines too, and how far away that is', async () => {
    const { id, link } = await service.invite({ invitee: invitee(), ttl_sec: 7200 })
    const row = await service.ledger.findInvitation(id)
    const page = await browser.get(link)
    expect(page.html).toContain(`<time datetime="${new Date(row?.expires_at ?? 0).toISOString()}"`)
    expect(page.text).toMatch(/Expires \w+, \d{1,2} \w+ \d{4} at \d\d:\d\d UTC in 2 hours/)
    await service.clock.advance(1)
    expect((await browser.get(link)).text).toContain('in 119 minutes')
  })

  test.each([
    [7 * 86_400_000, 'in 7 days'],
    [7 * 86_400_000 - 1, 'in 7 days'],
    [6.4 * 86_400_000, 'in 6 days'],
    [48 * 3_600_000, 'in 2 days'],
    [48 * 3_600_000 - 1, 'in 47 hours'],
    [2 * 3_600_000 - 1, 'in 119 minutes'],
    [120_000, 'in 2 minutes'],
    [119_999, 'in less than two minutes'],
    [0, 'in less than two minutes'],
  ])('is rounded to whole days, and down to whole hours and minutes: %d ms are %s', (milliseconds, text) => {
    expect(toDistance(milliseconds, 'en')).toBe(text)
  })
})

describe('a link that a person was shown', () => {
  test('S36 shows its holder no more of the address than its owner recognises, before and after its message', async () => {
    const { link } = await handOut(service, { invitee: { email: 'zora.quince@kestrel.example' } })
    const page = await browser.get(link)
    expect(page.text).toContain('For z•••@k•••.example')
    const sent = await browser.press(page, 'Send the invitation to z•••@k•••.example')
    await service.backgroundTasks.settled()
    const wrong = await browser.press(sent, 'Continue with this code', { code: '00000-00000' })
    for (const { html } of [page, sent, wrong, await browser.get(link)])
      expect(html).not.toMatch(/zora|quince|kestrel/)
  })

  test('S36 shows of a domain with letters of its own the first of them', async () => {
    const { link } = await handOut(service, { invitee: { email: 'zora@übung.example' } })
    expect((await browser.get(link)).text).toContain('For z•••@ü•••.example')
  })

  test('S36 shows of a telephone number its last two digits', async () => {
    const { link } = await handOut(service, { invitee: { phone_number: '+493012345689' } })
    const page = await browser.get(link)
    expect(page.text).toContain('For +•••89')
    expect(page.text).toContain('a code that is sent to the invited number')
    expect(page.html).not.toContain('3012345')
  })

  test('S36 the page of a refused login keeps the address hidden, also from the browser that opened the link', async () => {
    const { id, link } = await handOut(service, { invitee: { email: 'zora.quince@kestrel.example' } })
    await browser.submit(await browser.get(link))
    await service.backgroundTasks.settled()
    // Somebody with the message accepts, and logs in with another account.
    const authorization = await accept(openBrowser(service.app), await service.linkOf(id))
    const { body } = await redeem(service, makeUser(service, 'finder@example.com'), authorization)
    const page = await browser.get(`/refused?refusal=${body.refusal}`)
    expect(page.text).toContain('The invitation is for z•••@k•••.example')
    expect(page.html).not.toMatch(/zora|quince|kestrel/)
  })
})

describe('a name that runs from right to left', () => {
  test('stands by itself in the sentence, and turns nothing around it', async () => {
    const name = 'גרייס הופר (1)'
    const { link } = await handOut(service, { invitee: invitee(), inviter: { name } })
    expect((await browser.get(link)).html).toContain(
      `<strong dir="auto">${name}</strong> has invited you to join`,
    )
  })
})

/** An invitation with texts that the API would not take: whatever got into the ledger, the page is safe. */
async function store(texts: { message?: string; inviter_name?: string }): Promise<string> {
  const { id } = await service.invite({ invitee: invitee() })
  const row = await service.ledger.findInvitation(id)
  if (!row) throw new TypeError('no invitation')
  const stored = { ...row, ...texts, id: `${id}-stored`, invitee_email: invitee().email }
  await service.ledger.createInvitation(stored, { mail: false })
  return service.linkOf(stored.id)
}

describe('S38 an inviter cannot add', () => {
  const messages = [
    '<img src=x onerror=alert(1)><script>alert(1)</script>',
    'https://evil.example/login and evil.example, www.evil.example',
    '[click](https://evil.example) {{link}}',
    'javascript:alert(1) mailto:eve@evil.example',
    'moc.elpmaxe\u202e\u2066hidden\u200b',
  ].join('\n')

  test('links, HTML or hidden characters to the page by the message', async () => {
    const page = await browser.get(await store({ message: messages }))
    const quote = /<figure[\s\S]*<\/figure>/.exec(page.html)?.[0] ?? ''
    expect(
      quote.replace(/<\/?(figure|blockquote|p|figcaption)( class="message"| dir="auto")?>/g, ''),
    ).not.toMatch(/[<>]/)
    expect(quote).not.toMatch(
      /evil\.example|:\/\/|www\.\S|javascript:\S|mailto:\S|@|\{\{|[\u200b\u202e\u2066]/,
    )
    const addresses = [...page.html.matchAll(/(?:src|href|action)="([^"]+)"/g)].map(([, address]) => address)
    expect(addresses.filter(address => !address?.startsWith('?lang='))).toEqual([
      expect.stringMatching(/^\/assets\//),
      'data:,',
      expect.stringMatching(/^\/assets\//),
      '/i/accept',
      '/i/decline',
    ])
    expect(page.html).toContain('content="telephone=no, email=no, address=no, date=no"')
  })

  test('more than a few sentences', async () => {
    const page = await browser.get(await store({ message: 'word '.repeat(999) }))
    const quote = /<blockquote>([\s\S]*)<\/blockquote>/.exec(page.html)?.[1] ?? ''
    expect(quote.length).toBeLessThan(600)
  })

  test('a link by the name that they go by', async () => {
    const page = await browser.get(await store({ inviter_name: 'evil.example <b>' }))
    expect(page.html).not.toMatch(/evil\.example|<b>/)
  })
})

describe('an inviter who may no longer invite', () => {
  test('S16 leaves an invitation whose button explains that, and that is not used up', async () => {
    const { id, link } = await service.invite({ invitee: invitee() })
    const page = await browser.get(link)
    const ada = service.management.users.find(({ userId }) => userId === 'auth0|ada')
    if (!ada) throw new TypeError('no inviter')
    Object.assign(ada, { blocked: true })
    await service.clock.advance(120_000)
    const refused = await browser.press(page, 'Accept invitation')
    Object.assign(ada, { blocked: false })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('The person who sent this invitation can no longer invite you')
    expect(await service.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
    await service.clock.advance(120_000)
    expect((await browser.press(page, 'Accept invitation')).url).toContain('/authorize?')
  })

  test('whom nobody can ask about for the moment leaves a page that says "try again"', async () => {
    const { link } = await service.invite({ invitee: invitee() })
    const page = await browser.get(link)
    // Longer than any answer about the inviter is believed.
    await service.clock.advance(86_400_000 - 1000)
    service.management.isDown = true
    const answer = await browser.press(page, 'Accept invitation')
    service.management.isDown = false
    expect(answer).toMatchObject({ status: 503, text: expect.stringContaining('Try again in a few minutes') })
    expect(answer.html).toContain('href="/i"')
  })
})
