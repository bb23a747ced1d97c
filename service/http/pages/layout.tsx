import type { Child } from 'hono/jsx'
import { frameWords } from '../../words/frame/words.ts'
import { LanguageList } from './language-list.tsx'
import type { Site } from './site.ts'

interface LayoutProps {
  site: Site
  title: string
  /** Reloads, or goes on to `url`, by itself. Waiting only: a page that goes on by itself never changes anything. */
  refresh?: { seconds: number; url?: string } | undefined
  /** The form on this page has to be filled in again. */
  isWrong?: boolean
  children: Child
}

/** The frame of the invitees' pages: one centered card, nothing from elsewhere. */
export function Layout({ site, title, refresh, isWrong = false, children }: LayoutProps) {
  const pageTitle = isWrong ? frameWords(site.locale).errorTitle(title) : title
  return (
    <html lang={site.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {/* No link but ours: some browsers make one of whatever looks like a telephone number or an address. */}
        <meta name="format-detection" content="telephone=no, email=no, address=no, date=no" />
        {refresh && <meta http-equiv="refresh" content={toRefresh(refresh)} />}
        <title>{`${pageTitle} · ${site.organizationName}`}</title>
        <link rel="stylesheet" href={site.stylesheet} />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header class="brand">
          <span class="monogram" aria-hidden="true">
            {[...site.organizationName.trim()][0]?.toUpperCase()}
          </span>
          {site.organizationName}
        </header>
        <main class="card">{children}</main>
        <LanguageList site={site} />
      </body>
    </html>
  )
}

function toRefresh({ seconds, url }: { seconds: number; url?: string }): string {
  return url ? `${seconds}; url=${url}` : String(seconds)
}
