import { parseKeptJson, UnkeptValueError } from '../../service/base/kept-json.ts'
import { CliError } from './cli-error.ts'
import type { OptionValues } from './command.ts'

/** The text of an option, if it was given. */
export function readText(options: OptionValues, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** All texts of an option that may be given several times. */
export function readTexts(options: OptionValues, name: string): string[] {
  const value = options[name]
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : []
}

/** `3600`, `90m`, `12h`, `7d` as seconds. Throws CliError. */
export function readSeconds(options: OptionValues, name: string): number | undefined {
  const text = readText(options, name)
  if (text === undefined) return undefined
  const [, count, unit = ''] = /^(\d{1,9})([smhd]?)$/.exec(text) ?? []
  if (count === undefined) throw new CliError('usage', `--${name} wants a time such as 3600, 90m, 12h or 7d.`)
  return Number(count) * ({ '': 1, s: 1, m: 60, h: 3_600, d: 86_400 }[unit] ?? 1)
}

/** A whole number. Throws CliError. */
export function readCount(options: OptionValues, name: string): number | undefined {
  const text = readText(options, name)
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new CliError('usage', `--${name} wants a whole number.`)
  return Number(text)
}

/** `key=value` pairs; a value that is JSON is taken as such, anything else as text. Throws CliError. */
export function readPairs(options: OptionValues, name: string): Record<string, unknown> | undefined {
  const pairs = readTexts(options, name).map(text => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
    if (key === undefined || value === undefined) throw new CliError('usage', `--${name} wants key=value.`)
    return [key, toJson(name, value)] as const
  })
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
}

/** The one word that a command needs, such as an invitation's id. Throws CliError. */
export function readOneWord(words: readonly string[], what: string): string {
  const [word, ...more] = words
  if (word === undefined || more.length > 0) throw new CliError('usage', `Exactly one ${what} is needed.`)
  return word
}

/** A number that JSON would change, such as a long account number, is taken as the text that it is. */
function toJson(name: string, text: string): unknown {
  try {
    return parseKeptJson(text)
  } catch (error) {
    if (!(error instanceof UnkeptValueError) || error.path.length === 0) return text
    const key = error.path.join('.')
    throw new CliError(
      'usage',
      `--${name}: the ${error.kind} in ${key} cannot be kept as it is: write it as another text.`,
    )
  }
}
