import type { Child } from 'hono/jsx'
import { delimiterNames, quotings } from '../../../imports/file-reading.ts'
import { encodings } from '../../../imports/read-text.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { ImportsPageProps } from './imports-page.tsx'

/** What can be said about how to read a file, by the names that the API has for it. */
export const readingFields = [
  'encoding',
  'delimiter',
  'quoting',
  'header_line',
  'apostrophes',
  'columns',
] as const
export type ReadingFieldValues = Readonly<Partial<Record<(typeof readingFields)[number], string>>>

/** Folded away: what is guessed is right nearly always, and shown before anybody is invited. */
export function ReadingFields({ admin, chosen, fault }: ImportsPageProps) {
  const messages = messagesFor(admin.site.locale).imports.reading
  const isChosen = Object.keys(chosen).length > 0
  return (
    <details class="more" id="reading" open={isChosen || fault !== undefined}>
      <summary>{messages.choose}</summary>
      <Choice
        name="encoding"
        label={messages.encoding}
        chosen={chosen}
        options={encodings.map(one => [one, one.toUpperCase()])}
      />
      <Choice
        name="delimiter"
        label={messages.delimiter}
        chosen={chosen}
        guess={messages.guess}
        options={delimiterNames.map(one => [one, messages.delimiters[one]])}
      />
      <Choice
        name="quoting"
        label={messages.quoting}
        chosen={chosen}
        guess={messages.guess}
        options={quotings.map(one => [one, messages.quotings[one]])}
      />
      <Choice
        name="apostrophes"
        label={messages.apostrophes}
        chosen={chosen}
        guess={messages.guess}
        options={(['remove', 'keep'] as const).map(one => [one, messages.apostropheChoices[one]])}
      />
      <Field name="header_line" label={messages.headerLine}>
        <input
          id="header_line"
          type="number"
          name="header_line"
          min={1}
          max={1000}
          value={chosen.header_line}
        />
      </Field>
      <div class="field">
        <label for="columns">{messages.columns}</label>
        <p class="hint" id="columns-hint">
          {messages.columnsHint}
        </p>
        <textarea
          id="columns"
          name="columns"
          class="code"
          rows={4}
          maxlength={10_000}
          spellcheck={false}
          aria-describedby="columns-hint"
        >
          {chosen.columns}
        </textarea>
      </div>
    </details>
  )
}

interface ChoiceProps {
  name: (typeof readingFields)[number]
  label: string
  chosen: ReadingFieldValues
  options: readonly (readonly [value: string, text: string])[]
  /** What it is called that nothing is chosen. */
  guess?: string
}

function Choice({ name, label, chosen, options, guess }: ChoiceProps) {
  return (
    <Field name={name} label={label}>
      <select id={name} name={name}>
        {guess !== undefined && <option value="">{guess}</option>}
        {options.map(([value, text]) => (
          <option value={value} selected={chosen[name] === value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}

function Field({ name, label, children }: { name: string; label: string; children: Child }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children}
    </div>
  )
}
