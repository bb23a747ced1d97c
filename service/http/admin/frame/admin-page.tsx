import type { Child } from 'hono/jsx'
import { adminFrameWords } from '../../../words/admin/frame/words.ts'
import { frameWords } from '../../../words/frame/words.ts'
import { LanguageList } from '../../pages/language-list.tsx'
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

/** The frame of administrators' pages. */
export function AdminPage(props: AdminPageProps) {
  const { admin, title, lead, actions, isWrong = false, refreshSeconds, children } = props
  const { site } = admin
  const words = adminFrameWords(site.locale)
  const pageTitle = isWrong ? frameWords(site.locale).errorTitle(title) : title
  return (
    <html lang={site.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no, email=no, address=no, date=no" />
        {refreshSeconds !== undefined && <meta http-equiv="refresh" content={String(refreshSeconds)} />}
        <title>{`${pageTitle} · ${site.organizationName}`}</title>
        <link rel="stylesheet" href={site.stylesheet} />
        <link rel="stylesheet" href={adminStylesheetPath} />
        <link rel="icon" href="data:," />
        <script src={adminScriptPath} type="module" />
      </head>
      <body class="admin">
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <AdminHeader {...props} />
        <div class="admin-columns">
          <AdminNavigation {...props} />
          <main id="content" tabindex={-1}>
            <div class="page-head">
              <div>
                <h1>{title}</h1>
                {lead && <p class="page-lead">{lead}</p>}
              </div>
              {actions && <div class="page-actions">{actions}</div>}
            </div>
            {children}
          </main>
        </div>
        <LanguageList site={site} />
      </body>
    </html>
  )
}

function AdminHeader({ admin }: AdminPageProps) {
  const { site, session } = admin
  const words = adminFrameWords(site.locale)
  return (
    <header class="admin-header">
      <a class="admin-brand" href="/admin">
        <span class="monogram" aria-hidden="true">
          {[...site.organizationName.trim()][0]?.toUpperCase()}
        </span>
        <span>
          <strong>{site.organizationName}</strong>
          <span class="admin-brand-area">{words.administration}</span>
        </span>
      </a>
      <form class="admin-account" method="post" action="/admin/sign-out">
        <FormToken admin={admin} />
        <span class="admin-who">
          <span class="visually-hidden">{words.account} </span>
          {session.name ?? session.email ?? session.userId}
        </span>
        <button type="submit" class="button-small">
          {words.signOut}
        </button>
      </form>
    </header>
  )
}

function AdminNavigation({ admin, area }: AdminPageProps) {
  return (
    <nav class="admin-navigation" aria-label={adminFrameWords(admin.site.locale).navigation}>
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
