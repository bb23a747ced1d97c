import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** The smallest telephone and a desk, by day and by night. */
export const views = [
  { width: 360, height: 740, colorScheme: 'light' },
  { width: 360, height: 740, colorScheme: 'dark' },
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
] as const

export type View = (typeof views)[number]

/** A telephone that enlarges (WCAG 1.4.10), a desk that shows all twice as large (1.4.4), and a desk. */
export const widths = [320, 640, 1280] as const

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Also what is said of targets (WCAG 2.5.8), which is off by itself. Everything that is judged is in the page already. */
const axeOptions = JSON.stringify({
  resultTypes: ['violations'],
  preload: false,
  rules: { 'target-size': { enabled: true } },
})

/** Shows the same page in another size and by another light, without loading it again. */
export async function showIn(page: Page, { width, height, colorScheme }: View): Promise<void> {
  await page.setViewportSize({ width, height })
  // Transitions would be measured half way.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
}

/**
 * What is wrong with a page as it is shown now, in words; none is good. Errors of scripts, violations of its
 * Content-Security-Policy and requests to others are what a visitor notes (visitor.ts).
 */
export async function findFaults(page: Page): Promise<string[]> {
  return [...(await findOverflow(page)), ...(await findBarriers(page))]
}

/** What does not fit on screens of some widths. */
export async function findOverflowAt(page: Page, chosen: readonly number[]): Promise<string[]> {
  const faults: string[] = []
  for (const width of chosen) {
    await page.setViewportSize({ width, height: 800 })
    faults.push(...(await findOverflow(page)).map(fault => `at ${width} px: ${fault}`))
  }
  return faults
}

/** Content that is wider than the screen, or than what it stands in. Works with scripts switched off. */
export async function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const faults = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) faults.push('the page is ' + root.scrollWidth + ' px wide')
    for (const element of document.querySelectorAll('button, .button, a, h1, h2, p, dd, label, .badge, .tags li')) {
      const box = element.getBoundingClientRect()
      const isCut = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline'
      const isOff = box.width > 0 && (box.left < -1 || box.right > root.clientWidth + 1)
      const scrolls = element.closest('.table-frame, .tabs, .app-nav, .unseen, .skip')
      if ((isCut || isOff) && !scrolls) faults.push('text does not fit: ' + element.textContent.trim().slice(0, 60))
    }
    return faults
  })()`)
}

/** What keeps somebody out: every rule of axe-core. Evaluated from outside, which no policy of the page forbids. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(`if (!window.axe) { ${axe} }`)
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${axeOptions})`)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

/** What somebody with a keyboard does not see when they are on it (WCAG 2.4.7). */
export async function findUnseenFocus(page: Page): Promise<string[]> {
  // The browser shows where it is to those who use the keyboard.
  await page.keyboard.press('Tab')
  return page.evaluate<string[]>(`(() => {
    const faults = []
    for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
      if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) continue
      element.focus()
      if (document.activeElement !== element) continue
      const isSeen = [element, element.closest('.chip-box')].some(one => {
        const { outlineStyle, outlineWidth } = one ? getComputedStyle(one) : {}
        return outlineStyle !== undefined && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
      })
      if (!isSeen) faults.push('the keyboard is not seen on ' + element.outerHTML.slice(0, 90))
    }
    document.activeElement.blur()
    return faults
  })()`)
}

/** What nobody can tell from text where the reader's own colours replace ours, and what moves for those who want rest. */
export async function findLostSigns(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  const faults = await page.evaluate<string[]>(`(() => {
    const faults = []
    const selector = '.button:not(.button-plain), input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea'
    for (const element of document.querySelectorAll(selector)) {
      if (!element.checkVisibility() || element.closest('.chip-box')) continue
      const { borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(element)
      if (borderTopStyle === 'none' || borderTopColor === backgroundColor)
        faults.push('no edge in forced colours: ' + element.outerHTML.slice(0, 90))
    }
    if (document.getAnimations().length > 0) faults.push('something moves')
    return faults
  })()`)
  await page.emulateMedia({ forcedColors: 'none' })
  return faults
}

/**
 * Gives every letter the room that a Japanese one takes, where the browser has no font with those (they are 1 em wide,
 * and stand-ins are narrower). Policies of pages do not forbid what is asked from outside.
 */
export async function widenLetters(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const context = document.createElement('canvas').getContext('2d')
    context.font = '100px ' + getComputedStyle(document.body).fontFamily
    const missing = (100 - context.measureText('\u62db').width) / 100
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('body * { letter-spacing: ' + Math.max(0, missing) + 'em !important }')
    document.adoptedStyleSheets = [sheet]
  })()`)
}
