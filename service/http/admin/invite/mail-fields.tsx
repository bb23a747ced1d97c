import { adminInviteWords } from '../../../words/admin/invite/words.ts'
import { listLanguages } from '../parts/language-names.ts'
import { listLifetimes } from '../parts/lifetimes.ts'
import type { InvitePageProps } from './invite-page.tsx'

/** What it leads to, how long, and what it says. */
export function MailFields({ admin, form, clients, policy }: InvitePageProps) {
  const { site } = admin
  const words = adminInviteWords(site.locale)
  const lifetimes = listLifetimes(site, policy.maxTtlSeconds.personal)
  const chosen = form.lifetime || String(lifetimes.find(({ isUsual }) => isUsual)?.seconds)
  return (
    <>
      <div class="fields-beside">
        {clients.length > 0 && (
          <div class="field">
            <label for="application">{words.application}</label>
            <select id="application" name="application">
              <option value="">{words.noApplication}</option>
              {clients.map(({ clientId, name }) => (
                <option value={clientId} selected={clientId === form.application}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <div class="field">
          <label for="lifetime">{words.lifetime}</label>
          <select id="lifetime" name="lifetime">
            {lifetimes.map(({ seconds, label }) => (
              <option value={String(seconds)} selected={String(seconds) === chosen}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="language">{words.language}</label>
          <select id="language" name="language">
            {listLanguages(site.locale).map(({ locale, name }) => (
              <option value={locale} selected={locale === form.language}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div class="field">
        <label for="message">{words.message}</label>
        <p class="hint" id="message-hint">
          {words.messageHint}
        </p>
        <textarea id="message" name="message" rows={3} maxlength={500} aria-describedby="message-hint">
          {form.message}
        </textarea>
      </div>
    </>
  )
}
