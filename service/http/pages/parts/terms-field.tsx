import { messagesFor } from '../../../messages/messages.ts'
import type { TermsOfUse } from '../../../profile/joining.ts'
import type { Site } from '../site.ts'

/** Names the box that is ticked by whoever agrees. */
export const TERMS_FIELD = 'terms'

interface TermsFieldProps {
  site: Site
  terms: TermsOfUse
  agrees: boolean
  isMissing: boolean
  /** The only thing that is wrong: the browser goes there. */
  isOnlyFault: boolean
}

/** The terms and the box that agrees to them, which nobody ticks for anybody. */
export function TermsField({ site, terms, agrees, isMissing, isOnlyFault }: TermsFieldProps) {
  const messages = messagesFor(site.locale).joining.terms
  return (
    <fieldset class={isMissing ? 'group field-wrong' : 'group'}>
      <legend>{messages.heading}</legend>
      <p>
        {/* What has been typed stays where it is while somebody reads. */}
        <a href={terms.url} target="_blank" rel="noopener noreferrer">
          {messages.read(terms.version)}
          <span class="unseen"> ({messages.newTab})</span>
        </a>
      </p>
      {isMissing && (
        <p class="error" id="terms-error">
          {messages.missing}
        </p>
      )}
      <label class="check" for="terms">
        <input
          type="checkbox"
          id="terms"
          value="agreed"
          name={TERMS_FIELD}
          checked={agrees}
          required
          autofocus={isMissing && isOnlyFault}
          aria-invalid={isMissing ? 'true' : undefined}
          aria-describedby={isMissing ? 'terms-error' : undefined}
        />
        <span>{messages.agree(site.organizationName)}</span>
      </label>
    </fieldset>
  )
}
