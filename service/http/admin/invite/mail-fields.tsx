import { messagesFor } from '../../../messages/messages.ts'
import { listLanguages } from '../parts/language-names.ts'
import { listLifetimes } from '../parts/lifetimes.ts'
import { errorOf, FieldError, toFieldProps } from './field-error.tsx'
import type { FormField } from './invite-fault.ts'
import type { InvitePageProps } from './invite-page.tsx'

/** What it leads to, how long, and what it says. */
export function MailFields({ admin, form, fault, clients, policy }: InvitePageProps) {
  const { site } = admin
  const messages = messagesFor(site.locale).invite
  const classOf = (field: FormField) => (errorOf(fault, field) ? 'field field-wrong' : 'field')
  const lifetimes = listLifetimes(site, policy.maxTtlSeconds.personal)
  const chosen = form.lifetime || String(lifetimes.find(({ isUsual }) => isUsual)?.seconds)
  return (
    <>
      <div class="fields-beside">
        {clients.length > 0 && (
          <div class={classOf('application')}>
            <label for="application">{messages.application}</label>
            <FieldError name="application" text={errorOf(fault, 'application')} />
            <select {...toFieldProps('application', errorOf(fault, 'application'))}>
              <option value="">{messages.noApplication}</option>
              {clients.map(({ clientId, name }) => (
                <option value={clientId} selected={clientId === form.application}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <div class={classOf('lifetime')}>
          <label for="lifetime">{messages.lifetime}</label>
          <FieldError name="lifetime" text={errorOf(fault, 'lifetime')} />
          <select {...toFieldProps('lifetime', errorOf(fault, 'lifetime'))}>
            {lifetimes.map(({ seconds, label }) => (
              <option value={String(seconds)} selected={String(seconds) === chosen}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="language">{messages.language}</label>
          <select id="language" name="language">
            {listLanguages(site.locale).map(({ locale, name }) => (
              <option value={locale} selected={locale === form.language}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div class={classOf('message')}>
        <label for="message">{messages.message}</label>
        <p class="hint" id="message-hint">
          {messages.messageHint}
        </p>
        <FieldError name="message" text={errorOf(fault, 'message')} />
        <textarea
          {...toFieldProps('message', errorOf(fault, 'message'), { hasHint: true })}
          rows={3}
          maxlength={500}
        >
          {form.message}
        </textarea>
      </div>
    </>
  )
}
