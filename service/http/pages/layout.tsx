import type { Child } from 'hono/jsx'

/** What every page needs to know about where it is shown. */
export interface Site {
  readonly organizationName: string
  /** Path of the one stylesheet, with a hash of its content. */
  readonly stylesheet: string
}

interface LayoutProps {
  site: Site
  title: string
  /** Reloads, or goes on to `url`, by itself. Waiting only: a page that goes on by itself never changes anything. */
  refresh?: { seconds: number; url?: string } | undefined
  children: Child
}

/** The frame of all pages: one centered card, no script, nothing from elsewhere. */
export function Layout({ site, title, refresh, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {/* No link but ours: some browsers make one of whatever looks like a telephone number or an address. */}
        <meta name="format-detection" content="telephone=no, email=no, address=no, date=no" />
        {refresh && <meta http-equiv="refresh" content={toRefresh(refresh)} />}
        <title>{`${title} · ${site.organizationName}`}</title>
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
      </body>
    </html>
  )
}

function toRefresh({ seconds, url }: { seconds: number; url?: string }): string {
  return url ? `${seconds}; url=${url}` : String(seconds)
}
