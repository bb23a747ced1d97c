import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { messagesFor } from '../../../messages/messages.ts'
import { templateOverrideOf } from '../../../templates/page-templates.ts'
import type { AreaTemplate } from '../../../templates/signed-in-templates.ts'
import { BrandMark } from '../../pages/parts/brand-mark.tsx'
import { Content, toCommonValues, toSafeHtml } from '../../pages/parts/content.tsx'
import { Head } from '../../pages/parts/head.tsx'
import { LanguageList } from '../../pages/parts/language-list.tsx'
import type { Administrator } from '../admin-env.ts'
import { adminScriptPath, adminStylesheetPath } from './assets.ts'
import { FormToken } from './form-token.tsx'

interface AdminPageProps {
  admin: Administrator
  title: string
  /** Path of the area it belongs to, for the navigation: `/admin/invitations`. */
  area: string
  /** A sentence below the heading. */
  lead?: Child
  /** Beside the heading: what can be done here. */
  actions?: Child
  /** The form on this page has to be filled in again. */
  isWrong?: boolean
  /** Reloads by itself, for pages that show something in progress. */
  refreshSeconds?: number | undefined
  children: Child
}

/** A page for administrators, or what the operator has put in the place of its content or its frame. */
export function AdminPage(props: AdminPageProps) {
  const { admin, title, area, lead, actions, children } = props
  const { site } = admin
  const own = templateOverrideOf(templates[area] ?? 'admin-refused', {
    lead,
    buttons: actions,
    main: <>{children}</>,
  })
  const content = (
    <Content site={site} own={own} title={title}>
      <div class="page-head">
        <div class="page-title">
          <h1>{title}</h1>
          {lead && <p class="quiet">{lead}</p>}
        </div>
        {actions && <div class="row">{actions}</div>}
      </div>
      {children}
    </Content>
  )
  const head = <AdminHead {...props} />
  const replaced = site.templates.page('admin-layout', site.locale, () => ({
    ...toCommonValues(site, own.name, title, content),
    head: toSafeHtml(head),
    brand: toSafeHtml(<BrandMark site={site} />),
    languages: toSafeHtml(<LanguageList site={site} />),
    who: nameOf(admin),
    sign_out: toSafeHtml(<SignOut admin={admin} />),
    navigation: toSafeHtml(<AdminNavigation {...props} />),
  }))
  if (replaced !== undefined) return raw(replaced)
  return (
    <html lang={site.locale}>
      {head}
      <body class="app">
        <a class="skip" href="#content">
          {messagesFor(site.locale).adminFrame.skip}
        </a>
        <AdminBar admin={admin} />
        <AdminNavigation {...props} />
        <main class="app-main" id="content" tabindex={-1}>
          {content}
        </main>
        <footer class="app-foot">
          <LanguageList site={site} />
        </footer>
      </body>
    </html>
  )
}

/** Templates by the path of the area. */
const templates: Readonly<Record<string, AreaTemplate>> = {
  '/admin/overview': 'admin-overview',
  '/admin/invitations': 'admin-invitations',
  '/admin/invitations/new': 'admin-invite',
  '/admin/imports': 'admin-imports',
  '/admin/gate': 'admin-gate',
  '/admin/policy': 'admin-policy',
  '/admin/webhooks': 'admin-webhooks',
  '/admin/audit': 'admin-audit',
}

function AdminHead({ admin: { site }, title, isWrong = false, refreshSeconds }: AdminPageProps) {
  return (
    <Head
      site={site}
      title={isWrong ? messagesFor(site.locale).frame.errorTitle(title) : title}
      refresh={refreshSeconds === undefined ? undefined : { seconds: refreshSeconds }}
    >
      <link rel="stylesheet" href={adminStylesheetPath} />
      <script src={adminScriptPath} type="module" />
    </Head>
  )
}

function nameOf({ session }: Administrator): string {
  return session.name ?? session.email ?? session.userId
}

function AdminBar({ admin }: { admin: Administrator }) {
  return (
    <header class="app-bar">
      <a class="brand" href="/admin">
        <BrandMark site={admin.site} />
      </a>
      <SignOut admin={admin} />
    </header>
  )
}

function SignOut({ admin }: { admin: Administrator }) {
  const messages = messagesFor(admin.site.locale).adminFrame
  return (
    <form class="row admin-who" method="post" action="/admin/sign-out">
      <FormToken admin={admin} />
      <span class="admin-name">
        <span class="unseen">{`${messages.account} `}</span>
        {nameOf(admin)}
      </span>
      <button type="submit" class="button button-quiet button-small">
        {messages.signOut}
      </button>
    </form>
  )
}

function AdminNavigation({ admin, area }: AdminPageProps) {
  return (
    <nav class="app-nav" aria-label={messagesFor(admin.site.locale).adminFrame.navigation}>
      <ul>
        {admin.navigation.map(({ href, label }) => (
          <li>
            <a href={href} aria-current={href === area ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
