import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Messages, messagesFor } from '../../../messages/messages.ts'
import { templateOverrideOf } from '../../../templates/page-templates.ts'
import { MessagePage, type PageAction } from '../../pages/message-page.tsx'
import type { Tone } from '../../pages/parts/mark.tsx'
import type { Site } from '../../pages/site.ts'

type NoticeName = {
  [N in keyof Messages['adminFrame']]: Messages['adminFrame'][N] extends { title: string; text: string }
    ? N
    : never
}[keyof Messages['adminFrame']]

interface AdminNoticeProps {
  site: Site
  /** Which of the notices in the words of the frame. */
  notice: NoticeName
  tone?: Tone
  actions?: PageAction[]
  /** Sends again what could not be looked at. */
  form?: JSX.Element | undefined
  children?: Child
}

/** A page outside the frame that says one thing. */
export function AdminNotice({
  site,
  notice,
  tone = 'caution',
  actions = [],
  form,
  children,
}: AdminNoticeProps) {
  const { title, text } = messagesFor(site.locale).adminFrame[notice]
  const own = templateOverrideOf('admin-notice', { sentence: text, actions, form })
  return (
    <MessagePage site={site} own={own} title={title} tone={tone} actions={actions}>
      <p>{text}</p>
      {form}
      {children}
    </MessagePage>
  )
}

/** The way in. */
export function SignInPage({ site, href, isEnded }: { site: Site; href: string; isEnded: boolean }) {
  const { signIn } = messagesFor(site.locale).adminFrame
  const actions = [{ label: signIn.submit, href, isMain: true }]
  const own = templateOverrideOf('admin-sign-in', { is_ended: isEnded, actions })
  return (
    <MessagePage site={site} own={own} actions={actions} title={signIn.title}>
      {isEnded && (
        <p class="notice" role="status">
          {signIn.ended}
        </p>
      )}
      <p>{signIn.intro(site.organizationName)}</p>
    </MessagePage>
  )
}

/** Tells a signed-in user without any permission whom to ask. */
export function NoPermissionPage(props: { site: Site; who: string; logoutUrl: string }) {
  const { title, signedInAs, ask, another } = messagesFor(props.site.locale).adminFrame.noPermission
  const actions = [{ label: another, href: props.logoutUrl, isMain: true }]
  const { site, who } = props
  const own = templateOverrideOf('admin-no-permission', { who, actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions} tone="closed">
      <p>{signedInAs(who)}</p>
      <p>{ask}</p>
    </MessagePage>
  )
}
