import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from './in-memory-tenant.ts'

function createScene() {
  const { app, tenant } = createInMemoryTenant()
  for (const subject of ['First', 'Second <b>']) {
    const html = '<script>alert(1)</script><a href="https://x.example/i/1">Accept "now"</a>'
    tenant.sendMail({
      to: 'a@example.com',
      from: 'b@example.com',
      subject,
      html,
      text: 'Accept: <https://x.example/i/1>',
      via: 'sendgrid',
    })
  }
  const get = (path: string) => app.request(`http://localhost:4400${path}`)
  return { get, tenant, id: tenant.state.mails[1]?.id }
}

describe('the mailbox', () => {
  it('lists all mail as JSON, newest first, with six fields each', async () => {
    const { get } = createScene()
    const mails = (await (await get('/mailbox.json')).json()) as { subject: string }[]
    expect(mails.map(({ subject }) => subject)).toEqual(['Second <b>', 'First'])
    expect(Object.keys(mails[0] ?? {})).toEqual(['to', 'from', 'subject', 'html', 'text', 'at'])
  })

  it('shows a list that links to every mail, and says that it is a stand-in', async () => {
    const { get, id } = createScene()
    const page = await (await get('/mailbox')).text()
    expect(page).toContain(`href="/mailbox/${id}"`)
    expect(page).toContain('Second &lt;b&gt;')
    expect(page).toContain('no real password belongs on any of its pages')
  })

  it('shows a mail in a frame where scripts do not run and links lead out of it', async () => {
    const { get, id } = createScene()
    const page = await (await get(`/mailbox/${id}`)).text()
    expect(page).toContain('sandbox="allow-top-navigation-by-user-activation"')
    expect(page).toContain('srcdoc="&lt;base target=&quot;_top&quot;&gt;&lt;script&gt;')
    expect(page).not.toContain('<script>')
  })

  it('shows the plain text as text, and 404 for a mail that is gone', async () => {
    const { get, id } = createScene()
    expect(await (await get(`/mailbox/${id}?view=text`)).text()).toContain(
      '<pre>Accept: &lt;https://x.example/i/1&gt;</pre>',
    )
    expect((await get('/mailbox/none')).status).toBe(404)
  })

  it('keeps the newest 5000 only', () => {
    const { tenant } = createScene()
    for (let index = 0; index < 5000; index++) {
      tenant.sendMail({ to: 'a', from: 'b', subject: String(index), html: '', text: '', via: 'tenant' })
    }
    expect(tenant.state.mails).toHaveLength(5000)
    expect(tenant.state.mails[0]?.subject).toBe('0')
  })
})
