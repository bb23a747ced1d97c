interface RepeatFormProps {
  action: string
  fields: readonly (readonly [name: string, value: string])[]
  label: string
  class?: string
}

/** Sends a form again that could not be looked at, so that nothing that was typed is lost. */
export function RepeatForm({ action, fields, label, ...rest }: RepeatFormProps) {
  return (
    <form {...rest} method="post" action={action}>
      {fields.map(([name, value]) =>
        // A hidden input would lose the line breaks.
        value.includes('\n') ? (
          <textarea name={name} hidden>
            {`\n${value}`}
          </textarea>
        ) : (
          <input type="hidden" name={name} value={value} />
        ),
      )}
      <button type="submit" class="button">
        {label}
      </button>
    </form>
  )
}
