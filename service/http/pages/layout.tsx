import type { Child } from 'hono/jsx'
import type { OwnPage } from '../../templates/page-templates.ts'
import { frameWords } from '../../words/frame/words.ts'
import { BrandMark } from './brand-mark.tsx'
import { Head } from './head.tsx'
import { LanguageList } from './language-list.tsx'
import type { Site } from './site.ts'

interface LayoutProps {
  site: Site
  /** The template that may replace what is in the frame. */
  own?: OwnPage | undefined
  title: string
  /** Reloads, or goes on to `url`, by itself. Waiting only: a page that goes on by itself never changes anything. */
  refresh?: { seconds: number; url?: string } | undefined
  /** The form on this page has to be filled in again. */
  isWrong?: boolean
  children: Child
}

/** The frame of the invitees' pages: one centered card. */
export function Layout({ site, title, refresh, isWrong = false, children }: LayoutProps) {
  return (
    <html lang={site.locale}>
      <Head
        site={site}
        title={isWrong ? frameWords(site.locale).errorTitle(title) : title}
        refresh={refresh}
      />
      <body class="single">
        <header class="brand">
          <BrandMark site={site} />
        </header>
        <main class="card">{children}</main>
        <LanguageList site={site} />
      </body>
    </html>
  )
}
