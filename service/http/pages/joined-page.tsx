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
  const label = applicationName ? `Continue to ${applicationName}` : 'Continue'
  const actions = [{ label, href: destination, isMain: true }]
  switch (progress) {
    case 'waiting':
      return (
        <MessagePage site={site} title="Almost there" tone="waiting" refresh={{ seconds: WAIT_SECONDS }}>
          <p role="status">You have joined {site.organizationName}. We are setting up your access.</p>
        </MessagePage>
      )
    case 'granted':
      return (
        <MessagePage
          site={site}
          title="You are in"
          tone="good"
          actions={actions}
          refresh={{ seconds: LEAVE_SECONDS, url: destination }}
        >
          <p role="status">Welcome to {site.organizationName}. We are taking you on.</p>
        </MessagePage>
      )
    case 'late':
      return (
        <MessagePage site={site} title="You are in" tone="good" actions={actions}>
          <p role="status">
            Welcome to {site.organizationName}. Your access will be there shortly; you need not wait here.
          </p>
        </MessagePage>
      )
  }
}
