import { chooseLocale, type Locale } from '../contract/locale.ts'

/** What an event says about languages. */
interface Wishes {
  readonly request: { readonly language?: unknown }
  readonly transaction?: { readonly locale?: unknown; readonly ui_locales?: unknown }
}

/**
 * The language that Universal Login speaks to this person, else the one that was asked for, else the browser's. An event
 * that cannot be read is no reason to say nothing.
 */
export function localeOf(event: Wishes): Locale {
  try {
    const { transaction, request } = event
    return chooseLocale(transaction?.locale, transaction?.ui_locales, request.language)
  } catch {
    return chooseLocale()
  }
}
