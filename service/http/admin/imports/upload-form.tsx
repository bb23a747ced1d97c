import { messagesFor } from '../../../messages/messages.ts'
import { FORM_TOKEN } from '../../form-token.ts'
import { listLanguages } from '../parts/language-names.ts'
import { RoleBoxes } from '../parts/role-boxes.tsx'
import type { ImportsPageProps } from './imports-page.tsx'
import { ReadingFields } from './reading-fields.tsx'

/** The form for a file: what holds for everybody first, the file last, so that it is read as it comes. */
export function UploadForm(props: ImportsPageProps) {
  const { admin, roles, fault } = props
  const { site, formToken } = admin
  const messages = messagesFor(site.locale).imports
  const action = `/admin/imports?${new URLSearchParams({ [FORM_TOKEN]: formToken })}`
  return (
    <form class="panel wide" method="post" action={action} enctype="multipart/form-data">
      <h2>{messages.newFile}</h2>
      {fault !== undefined && (
        <p class="notice notice-bad" role="alert" id="file-fault">
          {fault}
        </p>
      )}
      <RoleBoxes site={site} roles={roles} chosen={[]} />
      <div class="field">
        <label for="locale">{messages.locale}</label>
        <select id="locale" name="locale">
          {listLanguages(site.locale).map(({ locale, name }) => (
            <option value={locale} selected={locale === site.locale}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="message">{messages.message}</label>
        <textarea id="message" name="message" rows={3} maxlength={500} />
      </div>
      <div class="check">
        <input id="ignore" type="checkbox" name="ignore_unknown_columns" value="true" />
        <label for="ignore">{messages.ignoreUnknown}</label>
      </div>
      <ReadingFields {...props} />
      <div class={fault === undefined ? 'field' : 'field field-wrong'}>
        <label for="file">{messages.file}</label>
        <p class="hint" id="file-hint">
          {messages.fileHint}
        </p>
        <input
          id="file"
          type="file"
          name="file"
          accept=".csv,.ndjson,.jsonl,.txt,text/csv"
          required
          aria-invalid={fault === undefined ? undefined : 'true'}
          aria-describedby={fault === undefined ? 'file-hint' : 'file-hint file-fault'}
        />
      </div>
      <div class="choices">
        <button type="submit" class="button">
          {messages.upload}
        </button>
      </div>
    </form>
  )
}
