import type { LoginTransaction } from '../login-transaction.ts'
import { type Labels, type Locale, labels } from './labels.ts'

/** The language of a page: the first of `ui_locales` that there are texts for, else the browser's, else English. */
export function localeOf(uiLocales: string[], browserLanguage: string | undefined): Locale {
  const wanted = [...uiLocales, browserLanguage ?? ''].map(tag => tag.split('-')[0]?.toLowerCase())
  return wanted.find(isLocale) ?? 'en'
}

function isLocale(tag: string | undefined): tag is Locale {
  return tag !== undefined && tag in labels
}

/** The texts of a login's pages, in its language. */
export function textsFor({ request, arrival }: Pick<LoginTransaction, 'request' | 'arrival'>): Labels {
  return labels[localeOf(request.uiLocales, arrival.language)]
}
