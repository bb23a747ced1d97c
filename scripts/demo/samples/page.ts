import { html } from 'hono/html'

/** What `html` makes: text that is safe to put into a page. */
export type Html = ReturnType<typeof html>

/** One page of a sample application. */
export interface PageContent {
  /** Name of the application; also picks its colour. Guestlist: the demo's own page. */
  application: 'Portal' | 'Funnel' | 'Guestlist'
  title: string
  body: Html
}

/** Lays a page out; the stylesheet is at `stylePath`. */
export function renderPage({ application, title, body }: PageContent): Html {
  return html`<!doctype html>
    <html lang="en" class="${application.toLowerCase()}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${application}</title>
        <link rel="stylesheet" href="${stylePath}" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header>
          <a class="brand" href="/"><span class="mark">${application.charAt(0)}</span>${application}</a>
          <span class="note">${application === 'Guestlist' ? 'the demo' : 'a sample application'}</span>
        </header>
        <main>${body}</main>
      </body>
    </html>`
}

/** Where a sample application serves the stylesheet of both. */
export const stylePath = '/style.css'
