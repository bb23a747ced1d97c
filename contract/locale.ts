/** The supported languages; the first is used when none of a person's languages is among them. */
export const locales = ['en', 'es', 'fr', 'de', 'pt', 'ja'] as const

export type Locale = (typeof locales)[number]

/**
 * Chooses a language by wishes in order of their weight: tags such as `pt-BR` (RFC 5646), lists of them, or the text of
 * an Accept-Language header, in which each may have a weight of its own (RFC 9110 §12.5.4).
 */
export function chooseLocale(...wishes: readonly unknown[]): Locale {
  for (const wish of wishes.flatMap(toTags)) {
    const [language] = wish.split(/[-_]/)
    const known = locales.find(locale => locale === language)
    if (known) return known
  }
  return locales[0]
}

/** Values from a browser can be anything. */
function toTags(wish: unknown): string[] {
  if (Array.isArray(wish)) return wish.flatMap(toTags)
  if (typeof wish !== 'string') return []
  return (
    wish
      .toLowerCase()
      .split(',')
      .map(part => {
        const [tags = '', ...parameters] = part.split(';')
        return { tags: tags.trim().split(/\s+/), weight: toWeight(parameters) }
      })
      // A weight of zero means "not acceptable" (RFC 9110 §12.5.4).
      .filter(({ weight }) => weight > 0)
      .sort((one, other) => other.weight - one.weight)
      .flatMap(({ tags }) => tags)
  )
}

function toWeight(parameters: readonly string[]): number {
  const [, weight] = /^\s*q\s*=\s*(\d(?:\.\d{0,3})?)\s*$/.exec(parameters.at(-1) ?? '') ?? []
  return weight === undefined ? 1 : Number(weight)
}
