import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { mailboxStyle } from './mailbox-style.ts'
import type { Tenant } from './tenant.ts'

/** `/sms` for people, `/sms.json` for scripts: every text message that was "sent", newest first. */
export function createSmsPage(tenant: Tenant): Hono {
  const app = new Hono()
  const newestFirst = () => [...tenant.state.sms].reverse()

  app.get('/sms.json', c => c.json(newestFirst().map(({ to, text, at }) => ({ to, text, at }))))

  app.get('/sms', c => {
    const messages = newestFirst()
    const list = (
      <ul class="mails">
        {messages.map(({ to, text, at }) => (
          <li>
            <p>
              <span class="to">{to}</span> <span class="subject">{text}</span>{' '}
              <time datetime={at}>{at.replace('T', ' ').slice(0, 16)} UTC</time>
            </p>
          </li>
        ))}
      </ul>
    )
    const none = <p class="empty">No text message yet. This page looks again every few seconds.</p>
    return c.html(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Text messages</title>
<style>${raw(mailboxStyle)}</style>
</head>
<body>
<header><h1>Text messages</h1><p>A local stand-in: nothing here was really sent.</p></header>
<main>${messages.length > 0 ? list : none}</main>
</body>
</html>`)
  })

  return app
}
