import { describe, expect, it } from 'vitest'
import { renderInviterMail } from '../../../service/mail/inviter-mail.ts'

const facts = {
  organization: 'Acme & Sons',
  application: 'Portal',
  invitee: 'ann@example.com',
  joinedAt: new Date('2026-11-27T10:30:00Z'),
}

describe('the notice to an inviter', () => {
  it('says who has joined what, when, and why it was sent', () => {
    const { subject, text, html } = renderInviterMail(facts)
    expect(subject).toBe('ann@example.com has joined Portal at Acme & Sons')
    expect(text).toContain(
      'ann@example.com accepted your invitation to Portal at Acme & Sons on 27 November 2026 at 10:30 UTC.',
    )
    expect(text).toContain('because you asked to be notified')
    expect(html).toContain('Portal at Acme &amp; Sons on 27 November 2026')
  })

  it('has nothing to press in it, and nothing from elsewhere', () => {
    const { text, html } = renderInviterMail(facts)
    expect(html).not.toMatch(/<a |href=|<img|<script|src=/i)
    expect(text).not.toContain('://')
  })

  it('S38 shows the name of an application as text, on one line', () => {
    const application = 'Portal\r\nBcc: all@example.com <b>https://evil.example</b>'
    const { subject, html } = renderInviterMail({ ...facts, application })
    expect(subject).not.toMatch(/[\r\n]|evil\.example|:\/\//)
    expect(html).not.toMatch(/<b>|evil\.example/)
  })
})
