import { chooseLocale, type Locale } from '../contract/locale.ts'

/** The languages that an event mentions. */
interface Wishes {
  readonly request: { readonly language?: unknown }
  readonly transaction?: { readonly locale?: unknown; readonly ui_locales?: unknown }
}

/**
 * Returns the language of Universal Login, else the requested one, else the browser's. An unreadable event still gets a
 * sentence.
 */
export function localeOf(event: Wishes): Locale {
  try {
    const { transaction, request } = event
    return chooseLocale(transaction?.locale, transaction?.ui_locales, request.language)
  } catch {
    return chooseLocale()
  }
}
