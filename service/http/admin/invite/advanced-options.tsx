import type { Child } from 'hono/jsx'
import { messagesFor } from '../../../messages/messages.ts'
import { isAdvanced } from './advanced-fields.ts'
import { errorOf, FieldError, toFieldProps } from './field-error.tsx'
import { type FormField, isAdvancedField } from './invite-fault.ts'
import type { InvitePageProps } from './invite-page.tsx'

/** What the API takes besides; folded away until somebody needs it, or has filled it in wrongly. */
export function AdvancedOptions(props: InvitePageProps) {
  const { admin, form, fault, metadataKeys, resultUrlOrigins } = props
  const { advanced } = form
  const messages = messagesFor(admin.site.locale).invite.advanced
  const keys = metadataKeys === null ? messages.allKeys : messages.keys(metadataKeys.join(', '))
  return (
    <details class="more" open={isAdvanced(advanced) || isAdvancedField(fault?.field)}>
      <summary>{messages.title}</summary>
      <Text {...props} name="external_id" value={advanced.externalId} {...messages.externalId} max={255} />
      {resultUrlOrigins.length > 0 && (
        <Text
          {...props}
          name="result_url"
          value={advanced.resultUrl}
          max={2048}
          type="url"
          label={messages.resultUrl.label}
          hint={messages.resultUrl.hint(resultUrlOrigins.join(', '))}
        />
      )}
      <Text {...props} name="connection" value={advanced.connection} {...messages.connection} max={128} />
      <div class="field">
        <label for="on_existing_user">{messages.onExistingUser}</label>
        <select id="on_existing_user" name="on_existing_user">
          {(['add', 'refuse'] as const).map(choice => (
            <option value={choice} selected={choice === advanced.onExistingUser}>
              {messages.onExistingUserChoices[choice]}
            </option>
          ))}
        </select>
      </div>
      <Area {...props} name="permissions" value={advanced.permissions} {...messages.permissions} />
      {metadataKeys?.length !== 0 && (
        <>
          <Area
            {...props}
            name="app_metadata"
            value={advanced.appMetadata}
            label="app_metadata"
            hint={keys}
          />
          <Area
            {...props}
            name="user_metadata"
            value={advanced.userMetadata}
            label="user_metadata"
            hint={keys}
          />
        </>
      )}
    </details>
  )
}

interface FieldProps extends Pick<InvitePageProps, 'fault'> {
  name: FormField
  label: string
  hint: string
  value: string
}

function Text({ fault, value, max, type, ...field }: FieldProps & { max: number; type?: string }) {
  const error = errorOf(fault, field.name)
  return (
    <Field {...field} error={error}>
      <input
        {...toFieldProps(field.name, error, { hasHint: true })}
        type={type ?? 'text'}
        value={value}
        maxlength={max}
        spellcheck={false}
        autocapitalize="none"
        autocomplete="off"
      />
    </Field>
  )
}

function Area({ fault, value, ...field }: FieldProps) {
  const error = errorOf(fault, field.name)
  return (
    <Field {...field} error={error}>
      <textarea
        {...toFieldProps(field.name, error, { hasHint: true })}
        class="code"
        rows={3}
        maxlength={10_000}
        spellcheck={false}
        autocapitalize="none"
        autocomplete="off"
      >
        {value}
      </textarea>
    </Field>
  )
}

interface LabelledProps extends Pick<FieldProps, 'name' | 'label' | 'hint'> {
  error: ReturnType<typeof errorOf>
  children: Child
}

/** A control with its label, hint and error. */
function Field({ name, label, hint, error, children }: LabelledProps) {
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={name}>{label}</label>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      <FieldError name={name} text={error} />
      {children}
    </div>
  )
}
