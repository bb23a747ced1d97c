/** The languages that people are spoken to in; the first one when none of theirs is among them. */
export const locales = ['en', 'es', 'fr', 'de', 'pt', 'ja'] as const

export type Locale = (typeof locales)[number]

/**
 * Chooses a language by wishes in order of their weight: tags such as `pt-BR` (RFC 5646), lists of them, or the text of
 * an Accept-Language header (RFC 9110 §12.5.4), whose order stands for its weights as browsers write it.
 */
export function chooseLocale(...wishes: readonly unknown[]): Locale {
  for (const wish of wishes.flatMap(toTags)) {
    const [language] = wish.split(/[-_;]/)
    const known = locales.find(locale => locale === language)
    if (known) return known
  }
  return locales[0]
}

/** What comes from a browser can be anything. */
function toTags(wish: unknown): string[] {
  if (typeof wish === 'string') return wish.toLowerCase().split(/[\s,]+/)
  return Array.isArray(wish) ? wish.flatMap(toTags) : []
}
