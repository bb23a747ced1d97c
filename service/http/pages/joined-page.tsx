import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { MessagePage } from './message-page.tsx'
import type { Site } from './site.ts'

interface JoinedPageProps {
  site: Site
  /** `late`: the wait was long enough; what was promised arrives by itself. */
  progress: 'waiting' | 'granted' | 'late'
  applicationName: string | undefined
  destination: string
}

const WAIT_SECONDS = 1
const LEAVE_SECONDS = 3

/** Waits with the person until everything promised is there, says so, and leads on. */
export function JoinedPage({ site, progress, applicationName, destination }: JoinedPageProps) {
  const { joined: messages } = messagesFor(site.locale).invitee
  const isWaiting = progress === 'waiting'
  const actions = isWaiting
    ? []
    : [{ label: messages.goOn(applicationName), href: destination, isMain: true }]
  const refreshes = {
    waiting: { seconds: WAIT_SECONDS },
    granted: { seconds: LEAVE_SECONDS, url: destination },
    late: undefined,
  }
  const own = templateOverrideOf('joined', { progress, application: applicationName, destination, actions })
  return (
    <MessagePage
      site={site}
      own={own}
      actions={actions}
      refresh={refreshes[progress]}
      title={isWaiting ? messages.waitingTitle : messages.title}
      tone={isWaiting ? 'waiting' : 'good'}
    >
      <p role="status">
        {progress === 'granted'
          ? messages.granted(site.organizationName, applicationName)
          : messages[progress](site.organizationName)}
      </p>
    </MessagePage>
  )
}
