import { locales } from '../../contract/locale.ts'

/** Languages that directories name in words; any other has to be a tag such as `sv-FI`. */
const codes = [
  ...['en', 'es', 'fr', 'de', 'pt', 'ja', 'it', 'nl', 'pl', 'cs', 'sk', 'hu', 'ro', 'bg', 'el', 'tr'],
  ...['ru', 'uk', 'sv', 'da', 'no', 'nb', 'fi', 'et', 'lv', 'lt', 'sl', 'hr', 'sr', 'ca', 'eu', 'gl'],
  ...['ar', 'he', 'fa', 'ur', 'hi', 'bn', 'ta', 'te', 'mr', 'gu', 'pa', 'zh', 'ko', 'vi', 'th', 'id'],
  ...['ms', 'tl', 'sw', 'af', 'ga', 'cy', 'is', 'mt', 'sq', 'mk', 'bs', 'ka', 'hy', 'az', 'kk', 'mn'],
]
/** A tag after BCP 47, as `field.locale` has it. */
const TAG = /^[a-z]{2,3}(-[A-Za-z\d]{2,8})*$/

const english = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
let codeOfName: ReadonlyMap<string, string> | undefined

/**
 * Reads a language as directories write it, `pt_BR`, `EN`, `Deutsch`, `English (United States)`, as a tag; undefined
 * for what is none.
 */
export function readLanguage(text: string): string | undefined {
  const tag = text
    .trim()
    .replace(/[.@].*$/, '')
    .replaceAll('_', '-')
  if (/^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(tag)) return toKnownTag(tag)
  const [name = ''] = text.split(/[(（[,;/|]|\s[-–]\s/)
  codeOfName ??= readNames()
  return codeOfName.get(toKey(name))
}

function toKnownTag(text: string): string | undefined {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(text)
    return TAG.test(tag) && english.of(tag) !== undefined ? tag : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** What each language is called in our six languages, and by those who speak it. */
function readNames(): ReadonlyMap<string, string> {
  const named = codes.flatMap(code =>
    [...locales, code].map(locale => {
      const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' })
      return [toKey(names.of(code) ?? code), code] as const
    }),
  )
  // The first one that has a name keeps it.
  return new Map(named.reverse())
}

function toKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase()
}
