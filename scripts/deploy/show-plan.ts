import type { Json } from './json.ts'
import type { Change, FieldChange, Part } from './plan/change.ts'

const LONGEST_TEXT = 160

/** The plan in words: what is new, what changes and from what to what, what stays. */
export function showPlan({ changes, kept, notes }: Part): string {
  return [
    ...changes.map(showChange),
    ...kept.map(title => `KEPT     ${title}`),
    ...notes.map(note => `NOTE     ${note}`),
  ].join('\n')
}

function showChange({ status, title, fields }: Change): string {
  const word = status === 'new' ? 'NEW     ' : 'CHANGED '
  return [`${word} ${title}`, ...fields.map(showField)].join('\n')
}

function showField({ field, before, after }: FieldChange): string {
  const name = `           ${field}: `
  return before === undefined
    ? `${name}${showValue(after)}`
    : `${name}${showValue(before)}\n${' '.repeat(name.length - 4)}->  ${showValue(after)}`
}

function showValue(value: Json): string {
  if (Array.isArray(value) && value.every(item => typeof item === 'string'))
    return value.length === 0 ? 'none' : shorten(value.join(', '))
  return shorten(typeof value === 'string' ? value : JSON.stringify(value))
}

/** On one line; of a long text both ends, because what is added stands at either. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= LONGEST_TEXT) return line
  const half = LONGEST_TEXT / 2
  return `${line.slice(0, half)} ... ${line.slice(-half)} (${text.length} characters)`
}
