import type { Child } from 'hono/jsx'
import { messagesFor } from '../../messages/messages.ts'
import type { OwnPage } from '../../templates/page-templates.ts'
import type { PageAction } from '../../templates/variable.ts'
import { Layout } from './parts/layout.tsx'
import { Mark, type Tone } from './parts/mark.tsx'
import type { Site } from './site.ts'

export type { PageAction }

interface MessagePageProps {
  site: Site
  own?: OwnPage | undefined
  title: string
  children: Child
  actions?: readonly PageAction[]
  refresh?: { seconds: number; url?: string } | undefined
  tone?: Tone | undefined
  /** The form on this page has to be filled in again. */
  isWrong?: boolean
}

/** A page that says one thing and offers the ways on. */
export function MessagePage(props: MessagePageProps) {
  const { site, own, title, children, actions = [], refresh, tone, isWrong = false } = props
  return (
    <Layout site={site} own={own} title={title} refresh={refresh} isWrong={isWrong}>
      {tone && <Mark tone={tone} />}
      <h1>{title}</h1>
      {children}
      {actions.length > 0 && (
        <nav class="actions" aria-label={messagesFor(site.locale).frame.nextSteps}>
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
