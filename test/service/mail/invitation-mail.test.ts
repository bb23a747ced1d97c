import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type InvitationMailFacts, renderInvitationMail } from '../../../service/mail/invitation-mail.ts'

const LINK = 'https://guestlist.example/i/eyJhbGciOiJFZERTQSJ9.eyJqdGkiOiJpbnZfMSJ9.c2lnbmF0dXJl'

const facts: InvitationMailFacts = {
  organization: 'Acme & Sons',
  inviter: 'Bob Miller',
  application: 'Portal',
  invitee: 'ann@example.com',
  link: LINK,
  expiresAt: new Date('2026-11-27T10:30:00Z'),
}

function addressesIn(html: string): string[] {
  return [...html.matchAll(/(?:href|src|action|background)\s*=\s*"([^"]*)"/gi)].map(match => match[1] ?? '')
}

describe('an invitation', () => {
  it('says who invites whom to what, until when, and what to do if it is unexpected', () => {
    const { subject, text, html } = renderInvitationMail(facts)
    expect(subject).toBe('Bob Miller invited you to Portal at Acme & Sons')
    expect(text).toContain('Bob Miller has invited you to join Portal at Acme & Sons.')
    expect(text).toContain('27 November 2026 at 10:30 UTC')
    expect(text).toContain('If you weren’t expecting this')
    for (const part of [
      'Bob Miller',
      'ann@example.com',
      'Acme &amp; Sons',
      '27 November 2026',
      'weren’t expecting',
    ])
      expect(html).toContain(part)
  })

  it('makes do without an inviter and an application', () => {
    const { subject, text } = renderInvitationMail({ ...facts, inviter: null, application: undefined })
    expect(subject).toBe('Your invitation to Acme & Sons')
    expect(text).toContain('You’ve been invited to join Acme & Sons.')
  })

  it('has the link on a line of its own in the plain text', () => {
    expect(renderInvitationMail(facts).text.split('\n')).toContain(LINK)
  })

  it('has one button with the link, and the link again as text', () => {
    const { html } = renderInvitationMail(facts)
    expect(addressesIn(html)).toEqual([LINK])
    expect(html.split(LINK)).toHaveLength(3)
  })

  it('loads nothing from elsewhere and sets no colour that a dark mail program cannot turn', () => {
    const { html } = renderInvitationMail(facts)
    expect(html).not.toMatch(/<(img|script|link|iframe|style)|url\(/i)
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html.match(/color:/g)).toHaveLength(1)
  })
})

describe('the message of the inviter', () => {
  const message = 'Hi Ann,\n\nwe start on Monday at 10:30.\nSee you & bring "tea"!'

  it('is shown line by line, marked as theirs', () => {
    const { text, html } = renderInvitationMail({ ...facts, message })
    expect(text).toContain(
      'Bob Miller writes:\n> Hi Ann,\n> we start on Monday at 10:30.\n> See you & bring "tea"!\n',
    )
    expect(html).toMatch(
      /Bob Miller writes:.*<blockquote[^>]*>Hi Ann,<br>.*10:30.<br>See you &amp; bring &quot;tea&quot;!<\/b/s,
    )
  })

  it('leaves no trace when there is none, or nothing of it is left', () => {
    for (const message of [undefined, null, '', ' \n\u200b\n '])
      expect(renderInvitationMail({ ...facts, message })).toEqual(renderInvitationMail(facts))
  })

  it('comes without a name when the inviter has none', () => {
    expect(renderInvitationMail({ ...facts, inviter: null, message }).text).toContain(
      'With this message:\n> Hi',
    )
  })
})

describe('the code', () => {
  it('is shown with the page where it is entered and the address that goes with it', () => {
    const code = { code: 'ABCDE-FGHJK', page: 'https://guestlist.example/i/code' }
    const { text, html } = renderInvitationMail({ ...facts, code })
    const sentence = `Go to ${code.page} and enter ann@example.com and this code: ABCDE-FGHJK`
    expect(text).toContain(sentence)
    expect(html).toContain(sentence)
    // The page is written out, not linked: there is one button and one link.
    expect(addressesIn(html)).toEqual([LINK])
  })
})

describe('S38 the message of the inviter', () => {
  const shown = (message: string) => {
    const { subject, text, html } = renderInvitationMail({ ...facts, message })
    return { subject, text: text.replace(LINK, ''), html: html.replaceAll(LINK, '') }
  }

  it.each([
    'Log in at evil.example/login first',
    'https://evil.example',
    'HTTPS://EVIL.EXAMPLE',
    'hxxp://10.20.30.40/x',
    'javascript:alert(1)',
    'ｅｖｉｌ．ｅｘａｍｐｌｅ',
    'evil。example',
    'evil.\u200bexample',
    'write to eve@evil.example',
    'mailto:eve@evil.example',
    '//evil.example/x',
    '[here](https://evil.example)',
    '<a href="https://evil.example">here</a>',
  ])('S38 cannot become a link: %s', message => {
    const { subject, text, html } = shown(message)
    for (const part of [subject, text, html]) {
      const rest = part.replaceAll('ann@example.com', '').normalize('NFKC')
      expect(rest).not.toMatch(/evil[.。]\u200b?example|10\.20|:\/\/|mailto:\S|script:\S|eve@/i)
    }
    expect(addressesIn(html)).toEqual([''])
  })

  it('S38 cannot add HTML, template code or invisible letters', () => {
    const { text, html } = shown(
      '<img src=x onerror=alert(1)>{{link}}<%x%>#{y}`z`\u202eabc\u2066</blockquote></div>',
    )
    for (const part of [text, html]) expect(part).not.toMatch(/<img|\{\{|<%|#\{|`|[\u202e\u2066]/)
    expect(html.match(/<\/blockquote>/g)).toHaveLength(1)
  })

  it('S38 cannot pass for a sentence of ours: each of its lines is marked', () => {
    const message = 'Hello,\r\n\r\nYour account is locked.\u2028Call us.\u0085Now\rplease'
    const { subject, text } = shown(message)
    expect(subject).toBe(renderInvitationMail(facts).subject)
    for (const part of ['Hello,', 'Your account', 'Call us', 'Now', 'please'])
      expect(text).toMatch(new RegExp(`^> ${part}`, 'm'))
  })

  it('S38 is capped in length and in lines', () => {
    const long = shown('word '.repeat(10_000)).text
    const tall = shown('word\n'.repeat(10_000)).text
    const usual = renderInvitationMail({ ...facts, message: 'x' }).text
    expect(long.length).toBeLessThan(usual.length + 520)
    expect(tall.split('\n').length).toBeLessThan(usual.split('\n').length + 10)
  })

  it('S38 leaves one link and our own markup, for any text', () => {
    const messages = fc.constantFrom(
      'a.b',
      '://',
      '<',
      '&',
      'http:',
      '\n',
      '@',
      'x',
      '/',
      '{{',
      'www.',
      '.com',
    )
    const text = fc.oneof(
      fc.string({ maxLength: 600, unit: 'binary' }),
      fc.array(messages, { maxLength: 60 }).map(parts => parts.join('')),
    )
    const usual = renderInvitationMail({ ...facts, message: 'x' })
    const tags = (html: string) => html.replaceAll('<br>', '').match(/</g)?.length
    fc.assert(
      fc.property(text, message => {
        const { html, text } = renderInvitationMail({ ...facts, message: `x${message}` })
        expect(addressesIn(html)).toEqual([LINK])
        expect(text.match(/:\/\//g)).toHaveLength(1)
        expect(tags(html)).toBe(tags(usual.html))
        const theirs = text.split('\n').filter(line => line.startsWith('> '))
        expect(theirs.join('\n')).not.toMatch(/[.。](?=[\p{L}\p{N}]{2})/u)
      }),
    )
  })
})

describe('S38 names that somebody else chose', () => {
  it('cannot add HTML', () => {
    const { html } = renderInvitationMail({
      ...facts,
      inviter: '<img src=x onerror=alert(1)>',
      application: '"><a href="https://evil.example">here</a>',
    })
    expect(html).not.toMatch(/<img|onerror=alert\(1\)>|<a href="https:\/\/evil/)
    expect(addressesIn(html)).toEqual([LINK])
  })

  it('are escaped where they stay, also quotes and ampersands', () => {
    expect(renderInvitationMail({ ...facts, inviter: `Bob "B" O'Neil & Co` }).html).toContain(
      'Bob &quot;B&quot; O&#39;Neil &amp; Co',
    )
  })

  it('cannot add a header or a line', () => {
    const inviter = 'Bob\r\nBcc: all@example.com\u2028\u0085Subject: x\0'
    const { subject, text } = renderInvitationMail({ ...facts, inviter })
    expect(subject).toMatch(/^[^\r\n\u2028\u0085\0]*$/)
    const lines = (mail: string) => mail.split(/[\r\n\u2028\u2029\u0085]/).length
    expect(lines(text)).toBe(lines(renderInvitationMail(facts).text))
  })

  it.each([
    'evil.example/login',
    'https://evil.example',
    'http://10.20.30.40/x',
    'Visit www.evil.example now',
    'ｅｖｉｌ．example',
    'evil。example',
    'EVIL.EXAMPLE',
    'mailto:eve@evil.example',
    'eve@evil.example',
    '//evil.example',
  ])('cannot become a link: %s', inviter => {
    const { subject, text, html } = renderInvitationMail({ ...facts, inviter })
    for (const part of [subject, text.replace(LINK, ''), html.replaceAll(LINK, '')]) {
      const shown = part.replaceAll('ann@example.com', '').normalize('NFKC')
      expect(shown).not.toMatch(/evil[.。]example|10\.20|www\.\S|:\/\/|mailto:\S|eve@/i)
    }
  })

  it('cannot hold template code', () => {
    const inviter = '{{link}} <%asm_group_unsubscribe_raw_url%> [unsubscribe] #{x} `y`'
    const { subject, text, html } = renderInvitationMail({ ...facts, inviter })
    for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\{|<%|\[unsub|#\{|`/)
  })

  it('cannot turn the direction of the text or hide in it', () => {
    const { subject } = renderInvitationMail({ ...facts, inviter: 'Bob\u202emoc.live\u2066\u200b' })
    expect(subject).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
  })

  it('are cut to 64 letters', () => {
    const { subject } = renderInvitationMail({ ...facts, inviter: '😀'.repeat(500) })
    expect([...(subject.split(' invited ')[0] ?? '')]).toHaveLength(64)
  })

  it.each(['J.R.R. Tolkien', "Ann-Marie O'Brien", 'Müller & Søn GmbH', '山田 太郎', 'Sales/Marketing 24'])(
    'stay as they are when they are only names: %s',
    inviter =>
      expect(renderInvitationMail({ ...facts, inviter }).text).toContain(`${inviter} has invited you`),
  )

  it('leave one link and one line, for any names', () => {
    const name = fc.string({ maxLength: 200, unit: 'binary' })
    fc.assert(
      fc.property(name, name, (inviter, application) => {
        const { subject, html, text } = renderInvitationMail({ ...facts, inviter, application })
        expect(addressesIn(html)).toEqual([LINK])
        expect(subject).not.toMatch(/[\r\n]/)
        expect(text.match(/:\/\//g)).toHaveLength(1)
        expect(html.match(/</g)?.length).toBe(renderInvitationMail(facts).html.match(/</g)?.length)
      }),
    )
  })
})
