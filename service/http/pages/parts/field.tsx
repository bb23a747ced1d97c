interface FieldProps {
  name: 'email' | 'code'
  label: string
  hint?: string | undefined
  /** What is wrong with what was sent. */
  error?: string | undefined
  value?: string | undefined
}

/** What browsers and keyboards are to know about a field. */
const kinds = {
  email: { type: 'email', inputmode: 'email', autocomplete: 'email', maxlength: 254 },
  code: { type: 'text', autocapitalize: 'characters', autocomplete: 'off', maxlength: 32 },
} as const

/** A field with its label; hint and error are read out with it. The browser goes to a field that is wrong. */
export function Field({ name, label, hint, error, value }: FieldProps) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div class={`field field-${name}${error ? ' field-wrong' : ''}`}>
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <input
        {...kinds[name]}
        id={name}
        name={name}
        value={value ?? ''}
        required
        spellcheck={false}
        autofocus={error !== undefined}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described || undefined}
      />
    </div>
  )
}
