import type { Context } from 'hono'
import { chooseLocale, type Locale, locales } from '../../../contract/locale.ts'
import type { Templates } from '../../templates/templates.ts'
import type { Assets } from '../assets/assets.ts'
import { readLanguage } from './language.ts'

/** What the operator has chosen about the looks of all pages. */
export interface Brand extends Pick<Assets, 'stylesheet' | 'scripts' | 'logo'> {
  readonly organizationName: string
  /** The operator's own pages, where there are any. */
  readonly templates: Templates
}

/** What every page needs to know about where and to whom it is shown. */
export interface Site extends Brand {
  /** Whose words the page has: `inviteeWords(site.locale)`. */
  readonly locale: Locale
  /** Addresses of the same page in every language; none where the page cannot simply be asked for again. */
  readonly languages: readonly { readonly locale: Locale; readonly href: string }[]
}

interface SiteOptions {
  /** The language of the invitation that the page is about. */
  readonly wish?: string | null | undefined
  /** Parameters of the address without which the page would be another; all others are left out of its links. */
  readonly keeps?: readonly string[]
}

/**
 * The site for one request. Its language is the one that the person chose on a page, else that of the invitation, else
 * the one that a link or the tenant asks for, else the browser's.
 */
export function siteFor(c: Context, { brand }: { brand: Brand }, options: SiteOptions = {}): Site {
  const { ui_locales: fromLink, locale: fromTenant } = c.req.query()
  const browser = c.req.header('Accept-Language')
  const locale = chooseLocale(readLanguage(c), options.wish, fromLink, fromTenant, browser)
  return { ...brand, locale, languages: toLanguages(c, options.keeps ?? []) }
}

function toLanguages(c: Context, keeps: readonly string[]): Site['languages'] {
  // A page that answers a form, or a log-in that comes back, is not there for a second request.
  if (c.req.method !== 'GET' || c.req.path.endsWith('/callback')) return []
  const kept = Object.entries(c.req.query()).filter(([name]) => keeps.includes(name))
  return locales.map(locale => ({
    locale,
    href: `?${new URLSearchParams([['lang', locale], ...kept])}`,
  }))
}
