import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { messagesFor } from '../../../messages/messages.ts'
import type { OwnPage } from '../../../templates/page-templates.ts'
import type { Site } from '../site.ts'
import { BrandMark } from './brand-mark.tsx'
import { Content, toCommonValues, toSafeHtml } from './content.tsx'
import { Head } from './head.tsx'
import { LanguageList } from './language-list.tsx'

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

/** The frame of the invitees' pages: one centered card, or what the operator has put in its place. */
export function Layout({ site, own, title, refresh, isWrong = false, children }: LayoutProps) {
  const pageTitle = isWrong ? messagesFor(site.locale).frame.errorTitle(title) : title
  const head = <Head site={site} title={pageTitle} refresh={refresh} />
  const content = <Content site={site} own={own} title={title} children={children} />
  const replaced = site.templates.page('layout', site.locale, () => ({
    ...toCommonValues(site, own?.name ?? 'page', title, content),
    head: toSafeHtml(head),
    brand: toSafeHtml(<BrandMark site={site} />),
    languages: toSafeHtml(<LanguageList site={site} />),
  }))
  if (replaced !== undefined) return raw(replaced)
  return (
    <html lang={site.locale}>
      {head}
      <body class="single">
        <header class="brand">
          <BrandMark site={site} />
        </header>
        <main class="card">{content}</main>
        <LanguageList site={site} />
      </body>
    </html>
  )
}
