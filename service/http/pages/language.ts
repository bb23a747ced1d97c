import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { type Locale, locales } from '../../../contract/locale.ts'

const NAMES = ['__Host-guestlist-language', 'guestlist-language'] as const

/** The language that this person has chosen on one of our pages: in the address (`?lang=de`), or some pages ago. */
export function readLanguage(c: Context): Locale | undefined {
  return toLocale(c.req.query('lang')) ?? NAMES.map(name => toLocale(getCookie(c, name))).find(Boolean)
}

/** Keeps a chosen language until the browser is closed. It says nothing else, and no page needs it. */
export function createLanguageMemory({ publicUrl }: { publicUrl: string }): MiddlewareHandler {
  const isSecure = publicUrl.startsWith('https:')
  return createMiddleware(async (c, next) => {
    const chosen = toLocale(c.req.query('lang'))
    if (chosen) {
      const options = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax' } as const
      setCookie(c, NAMES[isSecure ? 0 : 1], chosen, options)
    }
    await next()
  })
}

function toLocale(text: string | undefined): Locale | undefined {
  return locales.find(locale => locale === text)
}
