import type { Child } from 'hono/jsx'
import { Layout } from './layout.tsx'
import { Mark, type Tone } from './mark.tsx'
import type { Site } from './site.ts'

/** A way on from a page: at most one of them is the main one. */
export interface PageAction {
  readonly label: string
  readonly href: string
  readonly isMain?: boolean
}

interface MessagePageProps {
  site: Site
  title: string
  children: Child
  actions?: PageAction[]
  refresh?: { seconds: number; url?: string } | undefined
  tone?: Tone | undefined
}

/** A page that says one thing and offers the ways on. */
export function MessagePage({ site, title, children, actions = [], refresh, tone }: MessagePageProps) {
  return (
    <Layout site={site} title={title} refresh={refresh}>
      {tone && <Mark tone={tone} />}
      <h1>{title}</h1>
      {children}
      {actions.length > 0 && (
        <nav class="actions" aria-label="What to do next">
          {actions.map(action => (
            <a class={action.isMain ? 'button' : 'link'} href={action.href}>
              {action.label}
            </a>
          ))}
        </nav>
      )}
    </Layout>
  )
}
