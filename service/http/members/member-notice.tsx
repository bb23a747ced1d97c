import type { JSX } from 'hono/jsx/jsx-runtime'
import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { MessagePage, type PageAction } from '../pages/message-page.tsx'
import type { Tone } from '../pages/parts/mark.tsx'
import type { Site } from '../pages/site.ts'

interface MemberNoticeProps {
  site: Site
  notice: 'unreachable' | 'notIn' | 'stopped' | 'formTooOld'
  tone?: Tone
  actions: PageAction[]
  /** Sends again what could not be saved. */
  form?: JSX.Element | undefined
}

/** A page that says one thing. */
export function MemberNotice({ site, notice, tone = 'caution', actions, form }: MemberNoticeProps) {
  const { title, text } = messagesFor(site.locale).members[notice]
  const own = templateOverrideOf('account-notice', { sentence: text, actions, form })
  return (
    <MessagePage site={site} own={own} title={title} tone={tone} actions={actions}>
      <p>{text}</p>
      {form}
    </MessagePage>
  )
}

/** The way in. */
export function MemberSignInPage({ site, isEnded }: { site: Site; isEnded: boolean }) {
  const { title, signIn } = messagesFor(site.locale).members
  const actions = [{ label: signIn.submit, href: '/account/sign-in', isMain: true }]
  const own = templateOverrideOf('account-sign-in', { is_ended: isEnded, actions })
  return (
    <MessagePage site={site} own={own} title={title} actions={actions}>
      {isEnded && (
        <p class="notice" role="status">
          {signIn.ended}
        </p>
      )}
      <p>{signIn.intro(site.organizationName)}</p>
    </MessagePage>
  )
}
