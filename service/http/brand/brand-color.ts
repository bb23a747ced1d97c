/** Red, green and blue from 0 to 255. */
type Rgb = readonly [number, number, number]

/** What text must have against what is behind it (WCAG 2.2, 1.4.3). */
const TEXT_CONTRAST = 4.5

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]

/** The lightest and the darkest that text of this colour stands on, by day and by night (tokens.css). */
const day = { grounds: [WHITE, [238, 241, 251]], towards: BLACK } as const
const night = {
  grounds: [
    [24, 27, 33],
    [35, 42, 63],
  ],
  towards: WHITE,
} as const

/** `#rrggbb`; undefined for anything else. */
export function parseColor(text: string): string | undefined {
  return /^#[\da-f]{6}$/i.test(text) ? text.toLowerCase() : undefined
}

/**
 * The rules that give all pages an organization's colour: main buttons have it as it is, with black or white on it,
 * whichever is read better; links and marks have the nearest shade that can be read on the page, by day and by night.
 */
export function toBrandCss(color: string): string {
  const fill = toRgb(color)
  const onFill = contrast(fill, WHITE) >= contrast(fill, BLACK) ? WHITE : BLACK
  const strong = mix(fill, onFill === WHITE ? BLACK : WHITE, 0.2)
  const rules = ({ grounds, towards }: typeof day | typeof night) => {
    const accent = toReadable(fill, grounds, towards)
    const names = { fill, 'fill-strong': strong, 'on-fill': onFill, accent }
    const all = { ...names, 'accent-strong': mix(accent, towards, 0.2), 'chart-1': accent }
    return Object.entries(all)
      .map(([name, value]) => `--${name}: ${toHex(value)};`)
      .join(' ')
  }
  return `:root { ${rules(day)} }\n@media (prefers-color-scheme: dark) { :root { ${rules(night)} } }`
}

/** A button of a message: the colour as it is, with black or white on it, whichever is read better. */
export function toButtonColors(color: string): { readonly fill: string; readonly text: string } {
  const fill = toRgb(color)
  return { fill: color, text: toHex(contrast(fill, WHITE) >= contrast(fill, BLACK) ? WHITE : BLACK) }
}

/** The colour itself, or as little darker or lighter as can be read on all grounds. */
function toReadable(color: Rgb, grounds: readonly Rgb[], towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const shade = mix(color, towards, share)
    if (grounds.every(ground => contrast(shade, ground) >= TEXT_CONTRAST)) return shade
  }
  return towards
}

/** Returns 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG 2.2, relative luminance. */
function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map(value => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function mix(color: Rgb, other: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(color[index] + (other[index] - color[index]) * share)
  return [part(0), part(1), part(2)]
}

/** Reads what `parseColor` has let through. */
export function toRgb(hex: string): Rgb {
  const part = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16)
  return [part(1), part(3), part(5)]
}

function toHex(color: Rgb): string {
  return `#${color.map(value => value.toString(16).padStart(2, '0')).join('')}`
}
