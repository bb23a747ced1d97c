import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { mailboxStyle } from './mailbox-style.ts'
import type { Mail } from './state.ts'
import type { Tenant } from './tenant.ts'

/** `/mailbox` for people, `/mailbox.json` for scripts: every mail that was sent, newest first. */
export function createMailbox(tenant: Tenant): Hono {
  const app = new Hono()
  const newestFirst = () => [...tenant.state.mails].reverse()

  app.get('/mailbox.json', c =>
    c.json(
      newestFirst().map(({ to, from, subject, html, text, at }) => ({ to, from, subject, html, text, at })),
    ),
  )

  app.get('/mailbox', c => c.html(page('Mailbox', <List mails={newestFirst()} />)))

  app.get('/mailbox/:id', c => {
    const mail = tenant.state.mails.find(({ id }) => id === c.req.param('id'))
    if (!mail) return c.html(page('Mailbox', <p class="empty">This mail is not here any more.</p>), 404)
    return c.html(page(mail.subject, <Opened mail={mail} isText={c.req.query('view') === 'text'} />))
  })

  return app
}

function List({ mails }: { mails: Mail[] }) {
  if (mails.length === 0) return <p class="empty">No mail yet. This page looks again every few seconds.</p>
  return (
    <ul class="mails">
      {mails.map(mail => (
        <li>
          <a href={`/mailbox/${mail.id}`}>
            <span class="to">{mail.to}</span>
            <span class="subject">{mail.subject}</span>
            <Moment at={mail.at} />
          </a>
        </li>
      ))}
    </ul>
  )
}

function Opened({ mail, isText }: { mail: Mail; isText: boolean }) {
  return (
    <article>
      <p>
        <a href="/mailbox">All mail</a>
      </p>
      <h2>{mail.subject}</h2>
      <dl>
        <dt>To</dt>
        <dd>{mail.to}</dd>
        <dt>From</dt>
        <dd>{mail.from}</dd>
        <dt>Sent</dt>
        <dd>
          <Moment at={mail.at} />
        </dd>
      </dl>
      <nav>
        <a href={`/mailbox/${mail.id}`} aria-current={isText ? undefined : 'page'}>
          As designed
        </a>
        <a href={`/mailbox/${mail.id}?view=text`} aria-current={isText ? 'page' : undefined}>
          Plain text
        </a>
      </nav>
      {isText ? <pre>{mail.text}</pre> : <Letter mail={mail} />}
    </article>
  )
}

/** The mail may hold anything: no scripts, no forms, no same origin; only a click on a link leaves the frame. */
function Letter({ mail }: { mail: Mail }) {
  const content = `<base target="_top">${mail.html}`
  return <iframe title="The mail" sandbox="allow-top-navigation-by-user-activation" srcdoc={content} />
}

function Moment({ at }: { at: string }) {
  return <time datetime={at}>{at.replace('T', ' ').slice(0, 16)} UTC</time>
}

function page(title: string, content: Child) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${title === 'Mailbox' ? raw('<meta http-equiv="refresh" content="5">') : ''}
<title>${title}</title>
<style>${raw(mailboxStyle)}</style>
</head>
<body>
<header><h1>Mailbox</h1><p>A local stand-in: nothing here was really sent, and no real password belongs on any of its pages.</p></header>
<main>${content}</main>
</body>
</html>`
}
