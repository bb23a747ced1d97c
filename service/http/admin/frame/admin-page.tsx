import type { Child } from 'hono/jsx'
import { adminFrameWords } from '../../../words/admin/frame/words.ts'
import { frameWords } from '../../../words/frame/words.ts'
import { BrandMark } from '../../pages/brand-mark.tsx'
import { Head } from '../../pages/head.tsx'
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
  const { skip } = adminFrameWords(site.locale)
  return (
    <html lang={site.locale}>
      <Head
        site={site}
        title={isWrong ? frameWords(site.locale).errorTitle(title) : title}
        refresh={refreshSeconds === undefined ? undefined : { seconds: refreshSeconds }}
      >
        <link rel="stylesheet" href={adminStylesheetPath} />
        <script src={adminScriptPath} type="module" />
      </Head>
      <body class="app">
        <a class="skip" href="#content">
          {skip}
        </a>
        <AdminBar admin={admin} />
        <AdminNavigation {...props} />
        <main class="app-main" id="content" tabindex={-1}>
          <div class="page-head">
            <div class="page-title">
              <h1>{title}</h1>
              {lead && <p class="quiet">{lead}</p>}
            </div>
            {actions && <div class="row">{actions}</div>}
          </div>
          {children}
        </main>
        <footer class="app-foot">
          <LanguageList site={site} />
        </footer>
      </body>
    </html>
  )
}

function AdminBar({ admin }: { admin: Administrator }) {
  const { site, session } = admin
  const words = adminFrameWords(site.locale)
  return (
    <header class="app-bar">
      <a class="brand" href="/admin">
        <BrandMark site={site} />
      </a>
      <form class="row admin-who" method="post" action="/admin/sign-out">
        <FormToken admin={admin} />
        <span class="admin-name">
          <span class="unseen">{`${words.account} `}</span>
          {session.name ?? session.email ?? session.userId}
        </span>
        <button type="submit" class="button button-quiet button-small">
          {words.signOut}
        </button>
      </form>
    </header>
  )
}

function AdminNavigation({ admin, area }: AdminPageProps) {
  return (
    <nav class="app-nav" aria-label={adminFrameWords(admin.site.locale).navigation}>
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
