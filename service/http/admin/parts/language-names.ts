import { type Locale, locales } from '../../../../contract/locale.ts'

/** The languages of invitations, as the reader of a page calls them. */
export function listLanguages(reader: Locale): { locale: Locale; name: string }[] {
  const names = new Intl.DisplayNames([reader], { type: 'language' })
  return locales.map(locale => ({ locale, name: names.of(locale) ?? locale }))
}
