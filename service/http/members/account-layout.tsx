import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { messagesFor } from '../../messages/messages.ts'
import type { OwnPage } from '../../templates/page-templates.ts'
import { BrandMark } from '../pages/parts/brand-mark.tsx'
import { Content, toCommonValues, toSafeHtml } from '../pages/parts/content.tsx'
import { Head } from '../pages/parts/head.tsx'
import { LanguageList } from '../pages/parts/language-list.tsx'
import type { Site } from '../pages/site.ts'

interface AccountLayoutProps {
  site: Site
  /** The template that may replace what is in the frame. */
  own: OwnPage
  title: string
  /** The form on this page has to be filled in again. */
  isWrong: boolean
  /** The hidden field with the token of the session. */
  token: JSX.Element
  children: Child
}

/** The frame of a member's page, or what the operator has put in its place. */
export function AccountLayout({ site, own, title, isWrong, token, children }: AccountLayoutProps) {
  const messages = messagesFor(site.locale).members
  const head = <Head site={site} title={isWrong ? messagesFor(site.locale).frame.errorTitle(title) : title} />
  const content = <Content site={site} own={own} title={title} children={children} />
  const signOut = (
    <form method="post" action="/account/sign-out">
      {token}
      <button type="submit" class="button button-quiet button-small">
        {messages.signOut}
      </button>
    </form>
  )
  const replaced = site.templates.page('account-layout', site.locale, () => ({
    ...toCommonValues(site, own.name, title, content),
    head: toSafeHtml(head),
    brand: toSafeHtml(<BrandMark site={site} />),
    languages: toSafeHtml(<LanguageList site={site} />),
    sign_out: toSafeHtml(signOut),
  }))
  if (replaced !== undefined) return raw(replaced)
  return (
    <html lang={site.locale}>
      {head}
      <body class="app">
        <a class="skip" href="#content">
          {messages.skip}
        </a>
        <header class="app-bar">
          <span class="brand">
            <BrandMark site={site} />
          </span>
          {signOut}
        </header>
        <main class="app-main account" id="content" tabindex={-1}>
          {content}
        </main>
        <LanguageList site={site} />
      </body>
    </html>
  )
}
