import { messagesFor } from '../../messages/messages.ts'
import type { FieldFaults } from '../../profile/field-fault.ts'
import { type Joining, requiredFields } from '../../profile/joining.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { ErrorSummary } from './parts/error-summary.tsx'
import { Layout } from './parts/layout.tsx'
import { formNameOf, idOf, labelOf, ProfileField } from './parts/profile-field.tsx'
import { TERMS_FIELD, TermsField } from './parts/terms-field.tsx'
import type { Site } from './site.ts'

/** Names the field that tells this page's form from the button of the invitation's page. */
export const JOINING_STEP = 'joining'

export interface JoiningPageProps {
  site: Site
  joining: Joining
  /** Names the invitation in the form; sealed. */
  handle: string
  /** Values by field name: as typed, or as the inviter prefilled them. */
  values: Readonly<Record<string, string>>
  agrees: boolean
  /** What is wrong with what was sent; undefined for a page that nobody has sent yet. */
  wrong?: { faults: FieldFaults; hasNotAgreed: boolean } | undefined
}

/** What the operator asks before anybody joins: terms, and what is required of a profile. */
export function JoiningPage(props: JoiningPageProps) {
  const { site, joining, wrong } = props
  const messages = messagesFor(site.locale).joining
  const fields = requiredFields(joining)
  const isWrong = wrong !== undefined
  const form = <JoiningForm {...props} />
  const own = templateOverrideOf('joining', {
    form,
    is_wrong: isWrong,
    fields: fields.map(field => labelOf(field, site.locale)),
    terms_url: joining.terms?.url,
    terms_version: joining.terms?.version,
    actions: [{ label: messages.back, href: '/i' }],
  })
  return (
    <Layout site={site} own={own} isWrong={isWrong} title={messages.title}>
      <p class="eyebrow">{messages.eyebrow}</p>
      <h1>{messages.title}</h1>
      <p>{messages.intro(site.organizationName)}</p>
      {form}
      <nav class="actions">
        <a class="link" href="/i">
          {messages.back}
        </a>
      </nav>
      {fields.length > 0 && <p class="note">{messages.note}</p>}
    </Layout>
  )
}

/** Faults are told beside the fields, in the language of the page, with and without a browser's own check. */
function JoiningForm({ site, joining, handle, values, agrees, wrong }: JoiningPageProps) {
  const messages = messagesFor(site.locale).joining
  const fields = requiredFields(joining)
  const toCheck = findWrong({ site, joining, wrong })
  const isOnlyFault = toCheck.length === 1
  return (
    <form method="post" action="/i/accept" novalidate>
      <ErrorSummary locale={site.locale} wrong={toCheck} />
      <input type="hidden" name="invitation" value={handle} />
      <input type="hidden" name={JOINING_STEP} value="1" />
      {fields.map(field => (
        <ProfileField
          key={formNameOf(field)}
          locale={site.locale}
          field={field}
          value={values[field.name] ?? ''}
          fault={wrong?.faults[field.name]}
          isOnlyFault={isOnlyFault && wrong?.faults[field.name] !== undefined}
        />
      ))}
      {joining.terms && (
        <TermsField
          site={site}
          terms={joining.terms}
          agrees={agrees}
          isMissing={wrong?.hasNotAgreed ?? false}
          isOnlyFault={isOnlyFault}
        />
      )}
      <button type="submit" class="button">
        {messages.submit}
      </button>
    </form>
  )
}

function findWrong({
  site: { locale },
  joining,
  wrong,
}: Pick<JoiningPageProps, 'site' | 'joining' | 'wrong'>) {
  const { heading, missing } = messagesFor(locale).joining.terms
  const fields = requiredFields(joining).flatMap(field => {
    const fault = wrong?.faults[field.name]
    const text = fault && messagesFor(locale).fields.faults[fault]
    return text ? [{ id: idOf(field), label: labelOf(field, locale), text }] : []
  })
  return wrong?.hasNotAgreed ? [...fields, { id: TERMS_FIELD, label: heading, text: missing }] : fields
}
