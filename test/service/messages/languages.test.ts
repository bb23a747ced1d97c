import { describe, expect, test } from 'vitest'
import { type Locale, locales } from '../../../contract/locale.ts'
import { refusalCodes, sentenceFor } from '../../../contract/refusal.ts'
import { messagesFor } from '../../../service/messages/messages.ts'

const areas = {
  frame: (locale: Locale) => messagesFor(locale).frame,
  invitee: (locale: Locale) => messagesFor(locale).invitee,
  notices: (locale: Locale) => messagesFor(locale).notices,
  mail: (locale: Locale) => messagesFor(locale).mail,
  fields: (locale: Locale) => messagesFor(locale).fields,
  joining: (locale: Locale) => messagesFor(locale).joining,
  members: (locale: Locale) => messagesFor(locale).members,
  refusals: (locale: Locale) =>
    Object.fromEntries(refusalCodes.map(code => [code, sentenceFor(code, locale)])),
}

/** The same in another language by right: loan words, and names of formats. */
const mayBeTheSame = [
  'frame.errorTitle [es de]',
  'frame.toCheckOne [es de pt]',
  'invitee.eyebrow [fr]',
  'joining.eyebrow [fr]',
  'invitee.code.label [fr de]',
  'invitee.link.noAddress',
]

/** Whatever a function is given: one object that has every name, and reads as a text where a text is asked for. */
const given = Object.assign(Object('GIVEN'), {
  inviter: 'INVITER',
  organization: 'ORGANIZATION',
  application: 'APPLICATION',
  invitee: 'INVITEE',
  place: 'PLACE',
  date: 'DATE',
  page: 'PAGE',
  code: 'CODE',
})

type Sentence = (given: unknown, second: string) => unknown

function isFunction(messages: unknown): messages is Sentence {
  return typeof messages === 'function'
}

/** The same where what may be missing is missing: the value, or the names in it. */
function callWithout(messages: Sentence): unknown {
  try {
    return messages(undefined, 'DATE')
  } catch {
    const without = { ...given, inviter: undefined, application: undefined }
    return messages(Object.assign(Object(''), without), 'DATE')
  }
}

/** Every sentence of an area by its path, with and without what may be missing. */
function sentencesOf(messages: unknown, path: string): [string, string][] {
  if (typeof messages === 'string') return [[path, messages]]
  if (isFunction(messages))
    return [
      [path, String(messages(given, 'DATE'))],
      [`${path} without`, String(callWithout(messages))],
    ]
  return Object.entries(messages ?? {}).flatMap(([name, value]) => sentencesOf(value, `${path}.${name}`))
}

const cases = Object.entries(areas).flatMap(([area, wordsOf]) => {
  const english = new Map(sentencesOf(wordsOf('en'), area))
  return locales
    .filter(locale => locale !== 'en')
    .map(locale => ({ area, locale, english, own: sentencesOf(wordsOf(locale), area) }))
})

describe('the words of the pages and mails', () => {
  test.each(cases)('$area: nothing is left in English in $locale', ({ locale, english, own }) => {
    const isListed = (path: string) =>
      mayBeTheSame.some(entry => {
        const [name, languages] = entry.split(/ \[|\]/)
        return path.startsWith(name ?? '') && (!languages || languages.split(' ').includes(locale))
      })
    const same = own.filter(
      ([path, sentence]) => sentence === english.get(path) && /\p{Ll}{3}/u.test(sentence),
    )
    expect(same.map(([path]) => path).filter(path => !isListed(path))).toEqual([])
  })

  test.each(cases)('$area: $locale says every value that English says', ({ english, own }) => {
    const valuesIn = (sentence = '') => [...new Set(sentence.match(/\b[A-Z]{4,}\b/g))].sort()
    for (const [path, sentence] of own)
      expect({ path, values: valuesIn(sentence) }).toEqual({ path, values: valuesIn(english.get(path)) })
  })

  test.each(cases)('$area: $locale is typeset as its readers know it', ({ locale, own }) => {
    const faults = {
      // A straight apostrophe between letters is a typewriter's.
      en: /^$/,
      es: /^[^¿]*\?|^[^¡]*!/,
      fr: /\p{L}'\p{L}|[\p{L})][?!;]|\p{L}:(?!\/)/u,
      de: /\p{L}'\p{L}/u,
      pt: /\p{L}'\p{L}/u,
      ja: /[.,!?]$/,
    }
    expect(own.filter(([, sentence]) => faults[locale].test(sentence))).toEqual([])
  })

  test.each(cases)('$area: $locale speaks to everybody as it does elsewhere', ({ locale, own }) => {
    // de: Sie; es: usted; fr: vous; pt: você; ja: です・ます.
    const others: Record<Locale, RegExp> = {
      en: /^$/,
      es: /(?<!\p{L})(tú|tus?|te|ti|contigo|tienes|puedes|has|eres|inténtalo|elígela|ábrela)(?!\p{L})/iu,
      fr: /(?<!\p{L})(tu|ton|ta|tes|toi|te)(?!\p{L})/iu,
      de: /(?<!\p{L})(du|dich|dir|dein\p{L}*)(?!\p{L})/iu,
      pt: /(?<!\p{L})(tu|teus?|tuas?|ti|contigo|vós|senhor|senhora)(?!\p{L})/iu,
      ja: /(だ|である|しろ|せよ|ない)。/u,
    }
    expect(own.filter(([, sentence]) => others[locale].test(sentence))).toEqual([])
  })
})
