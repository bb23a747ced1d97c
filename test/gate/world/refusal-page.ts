import type { Page } from '../../../local-tenant/login/testing/browser.ts'

/** What our page says to somebody who was refused, and where it leads. */
export function refusalPage({ html }: Page): { text: string; links: string[] } {
  const links = [...html.matchAll(/<a[^>]*\shref="([^"]+)"/g)].map(([, href = '']) => href)
  return { text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '), links }
}
