import type { Locale } from '../../../contract/locale.ts'
import { replaceable } from '../../templates/page-templates.ts'
import { inviteeWords } from '../../words/invitee/words.ts'
import type { PageAction } from './message-page.tsx'
import { Field } from './parts/field.tsx'
import { Layout } from './parts/layout.tsx'
import type { Site } from './site.ts'

/** The way to this page, for whoever has no link that works. */
export function toCodePage(locale: Locale): PageAction {
  return { label: inviteeWords(locale).code.goThere, href: '/i/code' }
}

interface CodePageProps {
  site: Site
  /** What was sent and opens nothing. */
  wrong?: { address: string; code: string } | undefined
}

/** The way in for mailboxes whose scanners break links: the invited address and the code from the message. */
export function CodePage({ site, wrong }: CodePageProps) {
  const { eyebrow, code: words } = inviteeWords(site.locale)
  const form = <CodeForm site={site} wrong={wrong} />
  const isWrong = wrong !== undefined
  const own = replaceable('code', { is_wrong: isWrong, form })
  return (
    <Layout site={site} own={own} isWrong={isWrong} title={words.title}>
      <p class="eyebrow">{eyebrow}</p>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {form}
      <p class="note">{words.note}</p>
    </Layout>
  )
}

function CodeForm({ site, wrong }: CodePageProps) {
  const { code: words } = inviteeWords(site.locale)
  return (
    <form method="post" action="/i/code">
      <Field name="email" label={words.address} hint={words.addressHint} value={wrong?.address} />
      <Field
        name="code"
        label={words.label}
        hint={words.hint('ABCDE-12345')}
        value={wrong?.code}
        error={wrong && words.wrong}
      />
      <button type="submit" class="button">
        {words.submit}
      </button>
    </form>
  )
}
