import type { Child } from 'hono/jsx'
import type { Site } from '../site.ts'

interface HeadProps {
  site: Site
  title: string
  /** Reloads, or goes on to `url`, by itself. Waiting only: a page that goes on by itself never changes anything. */
  refresh?: { seconds: number; url?: string } | undefined
  /** Files of its own. */
  children?: Child
}

/** What every page says about itself to browsers. Nothing comes from elsewhere. */
export function Head({ site, title, refresh, children }: HeadProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      {/* No link but ours: some browsers make one of whatever looks like a telephone number or an address. */}
      <meta name="format-detection" content="telephone=no, email=no, address=no, date=no" />
      <title>{`${title} · ${site.organizationName}`}</title>
      <link rel="stylesheet" href={site.stylesheet} />
      <link rel="icon" href="data:," />
      <script src={site.scripts['local-time']} defer />
      {refresh && <Refresh site={site} {...refresh} />}
      {children}
    </head>
  )
}

/** Scripts update the page in place; a browser without them reloads it. */
function Refresh({ site, seconds, url }: { site: Site; seconds: number; url?: string }) {
  return (
    <>
      <noscript>
        <meta http-equiv="refresh" content={url ? `${seconds}; url=${url}` : String(seconds)} />
      </noscript>
      <script src={site.scripts.live} data-seconds={seconds} data-to={url} defer />
    </>
  )
}
