import type { Locale } from '../../../../contract/locale.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { FieldFault } from '../../../profile/field-fault.ts'
import { maxLengthOf } from '../../../profile/parse-field.ts'
import { isRootField, type RootField, type UserField } from '../../../profile/user-field.ts'

export interface ProfileFieldProps {
  locale: Locale
  field: UserField
  value: string
  fault?: FieldFault | undefined
  /** The only thing that is wrong: the browser goes there. */
  isOnlyFault?: boolean
  /** Where some fields are required and some are not, the latter say so. */
  saysOptional?: boolean
  /** What else is to be known about it. */
  note?: string | undefined
  /** What else is wrong with it than its form. */
  warning?: string | undefined
}

/** What browsers know a field by, to fill it in for people (HTML, "Autofill"). */
const autocomplete: Readonly<Record<RootField, string>> = {
  given_name: 'given-name',
  family_name: 'family-name',
  name: 'name',
  nickname: 'nickname',
  picture: 'photo',
  phone_number: 'tel',
}

const kinds = {
  name: { type: 'text' },
  text: { type: 'text' },
  phone: { type: 'tel', inputmode: 'tel' },
  picture: { type: 'url', inputmode: 'url', autocapitalize: 'none' },
} as const

/** The prefix keeps field names apart from other names in a form. */
const FORM_PREFIX = 'field.'

/** What a field is called in a form. */
export function formNameOf({ name }: Pick<UserField, 'name'>): string {
  return `${FORM_PREFIX}${name}`
}

/** What people call a field, in their language as far as the operator has given it. */
export function labelOf({ name, key, labels }: UserField, locale: Locale): string {
  if (isRootField(name)) return messagesFor(locale).fields.labels[name]
  const label = labels[locale] ?? labels.all ?? labels.en
  if (label !== undefined) return label
  const messages = key.replace(/[_-]+/g, ' ').trim()
  return `${messages.charAt(0).toLocaleUpperCase(locale)}${messages.slice(1)}`
}

/** One field of a profile with its label; hint and error are read out with it. */
export function ProfileField(props: ProfileFieldProps) {
  const { locale, field, value, fault, isOnlyFault = false, saysOptional = false, note } = props
  const error = props.warning ?? (fault && messagesFor(locale).fields.faults[fault])
  const messages = messagesFor(locale).fields
  const id = idOf(field)
  const hints = [hintOf(field, locale), note].filter(hint => hint !== undefined)
  const described = [hints.length > 0 && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={id}>
        {labelOf(field, locale)}
        {saysOptional && !field.isRequired && <span class="optional"> ({messages.optional})</span>}
      </label>
      {hints.length > 0 && (
        <div class="hint" id={`${id}-hint`}>
          {hints.map(hint => (
            <div>{hint}</div>
          ))}
        </div>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        {...kinds[field.kind]}
        id={id}
        name={formNameOf(field)}
        value={value}
        maxlength={maxLengthOf(field)}
        autocomplete={isRootField(field.name) ? autocomplete[field.name] : 'off'}
        required={field.isRequired}
        spellcheck={false}
        dir={field.kind === 'name' || field.kind === 'text' ? 'auto' : undefined}
        autofocus={isOnlyFault}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described || undefined}
      />
    </div>
  )
}

/** What a field's element is called on its page. */
export function idOf({ name }: Pick<UserField, 'name'>): string {
  return `field-${name.replaceAll('.', '-')}`
}

function hintOf({ kind }: UserField, locale: Locale): string | undefined {
  const { hints } = messagesFor(locale).fields
  return kind === 'phone' || kind === 'picture' ? hints[kind] : undefined
}
