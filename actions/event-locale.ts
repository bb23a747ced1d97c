import { chooseLocale, type Locale } from '../contract/locale.ts'

/** What an event says about languages. */
interface Wishes {
  readonly request: { readonly language?: unknown }
  readonly transaction?: { readonly locale?: unknown; readonly ui_locales?: unknown }
}

/** The language that Universal Login speaks to this person, else the one that was asked for, else the browser's. */
export function localeOf({ transaction, request }: Wishes): Locale {
  return chooseLocale(transaction?.locale, transaction?.ui_locales, request.language)
}
