import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { MessagePage, type PageAction } from './message-page.tsx'
import type { Site } from './site.ts'

interface NoticeProps {
  site: Site
  actions?: readonly PageAction[]
}

export function TenantUnreachablePage({ site, actions = [] }: NoticeProps) {
  const { title, text } = messagesFor(site.locale).notices.unreachable
  const own = templateOverrideOf('unreachable', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="late">
      <p>{text}</p>
    </MessagePage>
  )
}

/** Shown for a return from a log-in that this browser did not begin, or that has been finished before. */
export function ElsewherePage({ site, actions = [] }: NoticeProps) {
  const { title, text, next } = messagesFor(site.locale).notices.elsewhere
  const own = templateOverrideOf('elsewhere', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="caution">
      <p>{text}</p>
      <p>{next}</p>
    </MessagePage>
  )
}

/** Shown for a log-in that the tenant ended; `sentence` is one of ours or none. */
export function StoppedPage(props: NoticeProps & { sentence: string | undefined }) {
  const { site, actions = [], sentence } = props
  const { stopped, refusal } = messagesFor(site.locale).notices
  const own = templateOverrideOf('stopped', { actions, sentence })
  return (
    <MessagePage site={site} own={own} title={stopped.title} actions={actions} tone="caution">
      <p>{sentence ?? stopped.text}</p>
      <p class="note">{refusal.nothingUsedUp}</p>
    </MessagePage>
  )
}

/** Shown for a successful log-in that did not use the invitation. */
export function NotJoinedPage({ site, actions = [] }: NoticeProps) {
  const { title, text, next } = messagesFor(site.locale).notices.notJoined
  const own = templateOverrideOf('not-joined', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="caution">
      <p>{text}</p>
      <p>{next}</p>
    </MessagePage>
  )
}

export function SignedOutPage({ site, actions = [] }: NoticeProps) {
  const { title, text } = messagesFor(site.locale).notices.signedOut
  const own = templateOverrideOf('signed-out', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions}>
      <p>{text}</p>
    </MessagePage>
  )
}

/** Shown for an explanation that does not exist, or no longer does. */
export function UnexplainedPage({ site, actions = [] }: NoticeProps) {
  const { title, text, next } = messagesFor(site.locale).notices.unexplained
  const own = templateOverrideOf('unexplained', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="caution">
      <p>
        {text} {next}
      </p>
    </MessagePage>
  )
}
