/** One entry of triggers/triggers.json. */
export interface Binding {
  action_name: string
  display_name: string
}

/** Ours first, in our order, then all others that the tenant has, in theirs. */
export function mergeBindings<Existing extends Binding>(
  ours: readonly Binding[],
  existing: readonly Existing[],
): (Binding | Existing)[] {
  const names = new Set(ours.map(binding => binding.action_name))
  return [...ours, ...existing.filter(binding => !names.has(binding.action_name))]
}

/** Texts of partials: prompt -> screen -> entry point -> Liquid. */
export type Partials = Record<string, Record<string, Record<string, string>>>

/** A field of ours in a text that holds other things, too. */
const OUR_FIELD = /<input\b[^>]*\bname="ulp-invite"[^>]*>\n?/g

/** Our partials, with what the tenant has on the same prompts: a PUT of a prompt replaces all of it. */
export function mergePartials(ours: Partials, existing: Partials): Partials {
  return mapValues(ours, (screens, prompt) => {
    const kept = existing[prompt] ?? {}
    return { ...kept, ...mapValues(screens, (points, screen) => mergePoints(points, kept[screen] ?? {})) }
  })
}

function mergePoints(ours: Record<string, string>, existing: Record<string, string>): Record<string, string> {
  const merged = mapValues(ours, (text, point) => {
    const other = (existing[point] ?? '').replace(OUR_FIELD, '').trim()
    return other === '' ? text : `${other}\n${text}`
  })
  return { ...existing, ...merged }
}

/** What a prompt has without our field; points and screens that held nothing else go with it. */
export function removeField(screens: Partials[string]): Partials[string] {
  const left = Object.entries(screens).map(([screen, points]) => {
    const texts = Object.entries(points).map(([point, text]) => {
      const other = text.replace(OUR_FIELD, '')
      return [point, other === text ? text : other.trim()] as const
    })
    return [screen, Object.fromEntries(texts.filter(([, text]) => text !== ''))] as const
  })
  return Object.fromEntries(left.filter(([, points]) => Object.keys(points).length > 0))
}

/** The same keys with other values. */
export function mapValues<From, To>(
  record: Record<string, From>,
  map: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))
}
