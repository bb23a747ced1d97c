import { memberWords } from '../../words/members/words.ts'
import type { Tone } from '../pages/mark.tsx'
import { MessagePage, type PageAction } from '../pages/message-page.tsx'
import type { Site } from '../pages/site.ts'

interface MemberNoticeProps {
  site: Site
  notice: 'unreachable' | 'notIn' | 'stopped' | 'formTooOld'
  tone?: Tone
  actions: PageAction[]
}

/** A page that says one thing. */
export function MemberNotice({ site, notice, tone = 'caution', actions }: MemberNoticeProps) {
  const { title, text } = memberWords(site.locale)[notice]
  return (
    <MessagePage site={site} title={title} tone={tone} actions={actions}>
      <p>{text}</p>
    </MessagePage>
  )
}

/** The way in. */
export function MemberSignInPage({ site, isEnded }: { site: Site; isEnded: boolean }) {
  const { title, signIn } = memberWords(site.locale)
  const actions = [{ label: signIn.submit, href: '/account/sign-in', isMain: true }]
  return (
    <MessagePage site={site} title={title} actions={actions}>
      {isEnded && (
        <p class="notice" role="status">
          {signIn.ended}
        </p>
      )}
      <p>{signIn.intro(site.organizationName)}</p>
    </MessagePage>
  )
}
