import type { FormField, InviteFault } from './invite-fault.ts'

/** Why this field is wrong, if it is the one. */
export function errorOf(fault: InviteFault | undefined, field: FormField): string | undefined {
  return fault?.field === field ? fault.text : undefined
}

/** What is wrong with a field, above it. */
export function FieldError({ name, text }: { name: FormField; text: string | undefined }) {
  if (text === undefined) return null
  return (
    <p class="error" id={`${name}-error`}>
      {text}
    </p>
  )
}

/** What a field has besides its value: its error and hint are read with it, and the keyboard is there if it is wrong. */
export function toFieldProps(name: FormField, error: string | undefined, { hasHint = false } = {}) {
  const about = [...(hasHint ? [`${name}-hint`] : []), ...(error ? [`${name}-error`] : [])]
  return {
    id: name,
    name,
    autofocus: error !== undefined,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': about.length > 0 ? about.join(' ') : undefined,
  } as const
}
