import type { Locale } from '../../../contract/locale.ts'
import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import type { PageAction } from './message-page.tsx'
import { Field } from './parts/field.tsx'
import { Layout } from './parts/layout.tsx'
import type { Site } from './site.ts'

/** The way to this page, for whoever has no link that works. */
export function toCodePage(locale: Locale): PageAction {
  return { label: messagesFor(locale).invitee.code.goThere, href: '/i/code' }
}

interface CodePageProps {
  site: Site
  /** What was sent and opens nothing. */
  wrong?: { address: string; code: string } | undefined
}

/** The way in for mailboxes whose scanners break links: the invited address and the code from the message. */
export function CodePage({ site, wrong }: CodePageProps) {
  const { eyebrow, code: messages } = messagesFor(site.locale).invitee
  const form = <CodeForm site={site} wrong={wrong} />
  const isWrong = wrong !== undefined
  const own = templateOverrideOf('code', { is_wrong: isWrong, form })
  return (
    <Layout site={site} own={own} isWrong={isWrong} title={messages.title}>
      <p class="eyebrow">{eyebrow}</p>
      <h1>{messages.title}</h1>
      <p>{messages.intro}</p>
      {form}
      <p class="note">{messages.note}</p>
    </Layout>
  )
}

function CodeForm({ site, wrong }: CodePageProps) {
  const { code: messages } = messagesFor(site.locale).invitee
  return (
    <form method="post" action="/i/code">
      <Field name="email" label={messages.address} hint={messages.addressHint} value={wrong?.address} />
      <Field
        name="code"
        label={messages.label}
        hint={messages.hint('ABCDE-12345')}
        value={wrong?.code}
        error={wrong && messages.wrong}
      />
      <button type="submit" class="button">
        {messages.submit}
      </button>
    </form>
  )
}
