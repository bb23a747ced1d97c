import { type Messages, messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { toCodePage } from './code-page.tsx'
import { MessagePage, type PageAction } from './message-page.tsx'
import { Emphasised, strong } from './parts/emphasised.tsx'
import type { Site } from './site.ts'

interface NoticeProps {
  site: Site
  actions?: readonly PageAction[]
}

export function NotFoundPage({ site, actions = [] }: NoticeProps) {
  const { title, text } = messagesFor(site.locale).notices.notFound
  const own = templateOverrideOf('not-found', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="broken">
      <p>{text}</p>
    </MessagePage>
  )
}

/** Shown for every failure on our side. */
export function FailurePage({ site, requestId, actions = [] }: NoticeProps & { requestId: string }) {
  const { title, text, number } = messagesFor(site.locale).notices.failure
  const own = templateOverrideOf('failure', { actions, request_id: requestId })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="caution">
      <p>{text}</p>
      <p class="note">{number(requestId)}</p>
    </MessagePage>
  )
}

/** Shown for a form that came from another site, or with far too much in it. */
export function ForeignFormPage({ site, actions = [] }: NoticeProps) {
  const { title, text } = messagesFor(site.locale).notices.foreignForm
  const own = templateOverrideOf('foreign-form', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="caution">
      <p>{text}</p>
    </MessagePage>
  )
}

/** Shown to a browser that has not opened an invitation recently. */
export function NothingOpenPage({ site }: NoticeProps) {
  const { title, text, next } = messagesFor(site.locale).notices.nothingOpen
  const actions = [toCodePage(site.locale)]
  const own = templateOverrideOf('nothing-open', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="mail">
      <p>{text}</p>
      <p>{next}</p>
    </MessagePage>
  )
}

/** Shown after an address was given to a link for many, with one text for every address. */
export function AddressTakenPage({ site, address, actions = [] }: NoticeProps & { address: string }) {
  const { title, text, next, note } = messagesFor(site.locale).notices.addressTaken
  const own = templateOverrideOf('address-taken', { actions, address })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="mail">
      <p role="status">
        <Emphasised text={text(strong(address))} />
      </p>
      <p>{next}</p>
      <p class="note">{note}</p>
    </MessagePage>
  )
}

/** Shown after "Send me a new one", with one text for every outcome. */
export function RenewalAskedPage({ site, actions = [] }: NoticeProps) {
  const { title, text, note } = messagesFor(site.locale).notices.renewalAsked
  const own = templateOverrideOf('renewal-asked', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="mail">
      <p role="status">{text}</p>
      <p class="note">{note}</p>
    </MessagePage>
  )
}

interface WaitProps extends NoticeProps {
  /** Until then the same is refused again. */
  retryAfterSeconds: number
}

/** Shown when one network tries more addresses and codes than people do. */
export function TooManyTriesPage({ site, retryAfterSeconds, actions = [] }: WaitProps) {
  return (
    <WaitPage
      site={site}
      retryAfterSeconds={retryAfterSeconds}
      actions={actions}
      notice={messagesFor(site.locale).notices.tooMany}
    />
  )
}

/** Shown for a button that was pressed more often than people press it. */
export function TooOftenPage({ site, retryAfterSeconds, actions = [] }: WaitProps) {
  return (
    <WaitPage
      site={site}
      retryAfterSeconds={retryAfterSeconds}
      actions={actions}
      notice={messagesFor(site.locale).notices.tooOften}
    />
  )
}

function WaitPage({
  site,
  retryAfterSeconds,
  actions = [],
  notice,
}: WaitProps & { notice: Messages['notices']['tooMany'] }) {
  const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60))
  const own = templateOverrideOf('too-many', { actions, minutes: String(minutes) })
  return (
    <MessagePage site={site} own={own} actions={actions} title={notice.title} tone="late">
      <p>{notice.text(minutes)}</p>
    </MessagePage>
  )
}

/** Shown while the service is overloaded. */
export function BusyPage({ site, actions = [] }: NoticeProps) {
  const { title, text } = messagesFor(site.locale).notices.busy
  const own = templateOverrideOf('busy', { actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="late">
      <p>{text}</p>
    </MessagePage>
  )
}
